"""From a basket to a purchase, exactly once, at exactly the price the buyer saw."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from marketplace import crypto, regions
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Address, Basket, BasketLine, Purchase, User
from marketplace.models.orders import PaymentMethod
from marketplace.shop import basket, basket_items, purchases, quote
from marketplace.shop.basket import Owner
from marketplace.shop.purchases import Delivery
from marketplace.shop.quote import Quote


class EmptyBasket(Conflict):
    """There is nothing that can be bought."""

    def default_message(self) -> str:
        return _("Keranjang Anda kosong atau barangnya belum bisa dibeli.")


class QuoteChanged(Conflict):
    """The buyer saw something else than what it would cost now. Nothing was bought."""

    status = 422

    def __init__(self, quote_now: Quote) -> None:
        self.quote = quote_now
        super().__init__(
            _("Ada yang berubah sejak halaman ini dibuka. Periksa totalnya lalu tekan bayar lagi.")
        )


class Undeliverable(Conflict):
    """A seller of the basket cannot send to this place."""

    status = 422

    def __init__(self, seller_name: str) -> None:
        super().__init__(
            _(
                "%(shop)s belum bisa mengirim ke alamat ini. Ganti alamat atau keluarkan barangnya.",
                shop=seller_name,
            )
        )


@dataclass(frozen=True)
class Wish:
    """What a buyer sent: `seen` is the fingerprint of the quote on their page, `key` the basket's."""

    key: str
    seen: str
    district_code: str
    delivery: Delivery
    method: PaymentMethod | None
    choices: Mapping[int, str] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    locale: str = "id"


@dataclass(frozen=True)
class Till:
    """A locked basket and what it costs."""

    owner: Owner
    basket: Basket
    quote: Quote


def show(owner: Owner, destination: str, choices: Mapping[int, str]) -> tuple[Basket, Quote]:
    """The owner's basket and what it costs there. Raises EmptyBasket."""
    mine = basket.find(owner)
    if mine is None:
        raise EmptyBasket
    made = quote.make(_items(owner, mine), destination, choices)
    if not made.parcels:
        raise EmptyBasket
    return mine, made


def already_placed(owner: Owner | None, key: str) -> Purchase | None:
    """The purchase that was made with this key, when it is the caller's or nobody's."""
    if not key:
        return None
    found = db.session.scalar(select(Purchase).where(Purchase.checkout_key == key))
    own_id = owner.id if isinstance(owner, User) else None
    return found if found is not None and found.user_id in {None, own_id} else None


def approach(owner: Owner, key: str, destination: str, choices: Mapping[int, str]) -> Till | Purchase:
    """Lock the basket and price it; the purchase itself when one was already made with this key.

    Raises EmptyBasket.
    """
    mine = basket.find(owner, lock=True)
    if mine is None or mine.checkout_key != key:
        done = already_placed(owner, key)
        if done is not None:
            return done
        if mine is None:
            raise EmptyBasket
    made = quote.make(_items(owner, mine), destination, choices)
    if not made.parcels:
        raise EmptyBasket
    return Till(owner, mine, made)


def buy(till: Till, wish: Wish) -> Purchase:
    """Buy what is at the till.

    Raises QuoteChanged, Undeliverable, Invalid (address, way to pay), stock.OutOfStock: then nothing is
    bought and the basket stays.
    """
    _check(till, wish)
    assert wish.method is not None
    buyer = till.owner if isinstance(till.owner, User) else None
    purchase = purchases.write(
        till.quote,
        wish.delivery,
        wish.method,
        key=wish.key,
        notes=dict(wish.notes),
        buyer=buyer,
        locale=wish.locale,
    )
    _empty(till)
    if buyer is not None:
        remember_address(buyer, wish.delivery)
    return purchase


def place(owner: Owner, wish: Wish) -> Purchase:
    """Buy what is in the basket. Asked again with the same key, it answers with the same purchase.

    Raises as `approach` and `buy`.
    """
    till = approach(owner, wish.key, wish.district_code, wish.choices)
    return till if isinstance(till, Purchase) else buy(till, wish)


def address_of(user: User, address_id: int) -> Address:
    """An entry of the person's address book. Raises NotFound."""
    found = db.session.get(Address, address_id)
    if found is None or found.user_id != user.id:
        raise NotFound
    return found


def addresses_of(user: User) -> list[Address]:
    """The person's address book, the usual one first."""
    query = select(Address).where(Address.user_id == user.id)
    return list(db.session.scalars(query.order_by(Address.is_default.desc(), Address.id.desc())))


def remember_address(user: User, delivery: Delivery) -> None:
    """Keep a new address for the next time; the first one becomes the usual one."""
    if not delivery.village_code:
        return
    known = addresses_of(user)
    same = (delivery.street, delivery.village_code, delivery.recipient)
    if any((entry.street, entry.village_code, entry.recipient) == same for entry in known):
        return
    village = regions.find(delivery.village_code)
    db.session.add(
        Address(
            user_id=user.id,
            recipient=delivery.recipient,
            phone=delivery.phone,
            street=delivery.street,
            village_code=delivery.village_code,
            postcode=village.postcode if village else "",
            note=delivery.note,
            is_default=not known,
        )
    )


def _items(owner: Owner, mine: Basket) -> list[basket_items.Item]:
    own_shop = owner.seller.id if isinstance(owner, User) and owner.seller is not None else None
    return basket_items.read(basket.lines_of(mine), own_shop)


def _check(till: Till, wish: Wish) -> None:
    made = till.quote
    for parcel in made.parcels:
        if parcel.chosen is None:
            raise Undeliverable(parcel.seller.name)
    if till.basket.checkout_key != wish.key or made.fingerprint != wish.seen:
        raise QuoteChanged(made)
    if not made.is_picked_up:
        _check_address(wish)
    if wish.method not in made.methods:
        raise Invalid(_("Pilih cara bayar yang tersedia untuk pesanan ini."), field="method")


def _check_address(wish: Wish) -> None:
    delivery = wish.delivery
    if not delivery.street:
        raise Invalid(_("Isi jalan dan nomor rumah supaya kurir bisa menemukan Anda."), field="street")
    in_district = regions.district_code(delivery.village_code) == regions.district_code(wish.district_code)
    if not regions.is_village(delivery.village_code) or not in_district:
        raise Invalid(_("Pilih desa atau kelurahan tujuan."), field="village")


def _empty(till: Till) -> None:
    """Take what was bought out of the basket; the next purchase gets another key."""
    bought = [item.variant.id for item in till.quote.items]
    db.session.execute(
        delete(BasketLine)
        .where(BasketLine.basket_id == till.basket.id, BasketLine.variant_id.in_(bought))
        .execution_options(synchronize_session=False)
    )
    till.basket.checkout_key = crypto.new_token()
