"""How a seller shows the shop and hands goods over."""

from dataclasses import dataclass

from marketplace import events
from marketplace.errors import Conflict, Invalid
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Picture, Seller, User
from marketplace.sellers import review_notices

LONGEST_STORY = 1500
MOST_DELIVERY_FEE = 5_000_000


@dataclass(frozen=True)
class Profile:
    """What the public reads. The name stays as it was approved."""

    speciality: str
    story: str
    phone: str


@dataclass(frozen=True)
class Handover:
    """Ways the goods reach a buyer. `delivery_fee` is rupiah an order, to the named regencies."""

    offers_courier: bool
    delivers_itself: bool
    delivery_fee: int
    delivery_regency_codes: list[str]
    offers_pickup: bool
    pickup_note: str
    accepts_cod: bool


def change_profile(user: User, seller: Seller, profile: Profile, picture: Picture | None = None) -> None:
    seller.speciality, seller.story, seller.phone = profile.speciality, profile.story, profile.phone
    if picture is not None:
        seller.picture_id = picture.id
    events.record("shop_profile_changed", seller, actor=user)


def change_handover(user: User, seller: Seller, way: Handover) -> None:
    """Set the ways of handing over. Raises Invalid when none is left, or the fee is no fee."""
    if not (way.offers_courier or way.delivers_itself or way.offers_pickup):
        raise Invalid(_("Pilih paling sedikit satu cara barang sampai ke pembeli."), field="offers_courier")
    if not 0 <= way.delivery_fee <= MOST_DELIVERY_FEE:
        raise Invalid(_("Ongkos antar tidak mungkin. Contoh: 10000."), field="delivery_fee")
    if way.delivers_itself and not way.delivery_regency_codes:
        raise Invalid(_("Tulis ke kabupaten mana Anda mengantar sendiri."), field="delivery_regency")
    seller.offers_courier, seller.offers_pickup = way.offers_courier, way.offers_pickup
    seller.delivers_itself, seller.delivery_fee = way.delivers_itself, way.delivery_fee
    seller.delivery_regency_codes = sorted(set(way.delivery_regency_codes))
    seller.pickup_note, seller.accepts_cod = way.pickup_note, way.accepts_cod
    events.record("shop_handover_changed", seller, actor=user)


def hand_in_nib(user: User, seller: Seller, nib: str) -> None:
    """A draft shop brings its business number: an admin looks at it, then the shop opens."""
    if seller.opened_at is not None:
        raise Conflict(_("Toko Anda sudah buka."))
    db.session.refresh(seller, ["application"])
    seller.application.nib = nib
    events.record("nib_handed_in", seller, actor=user)
    review_notices.nib_handed_in(seller)
