"""A person's address book."""

from dataclasses import dataclass

from sqlalchemy import func, select, update

from marketplace import regions
from marketplace.accounts import marks
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Address, User

MOST_ADDRESSES = 20


@dataclass(frozen=True)
class Place:
    """Where somebody receives parcels; the phone as E.164, the village by its dotted code."""

    recipient: str
    phone: str
    street: str
    village_code: str
    postcode: str = ""
    note: str = ""


def of_user(user: User) -> list[Address]:
    """The address book, the main address first."""
    query = select(Address).where(Address.user_id == user.id).order_by(Address.is_default.desc(), Address.id)
    return list(db.session.scalars(query))


def find(user: User, mark: str) -> Address:
    """One entry by its mark. Raises NotFound when it is not theirs."""
    found = next((address for address in of_user(user) if marks.mark(address) == mark), None)
    if found is None:
        raise NotFound
    return found


def add(user: User, place: Place, *, as_default: bool) -> Address:
    """Write an address down; the first one is the main one. Raises Conflict when the book is full."""
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())
    count = db.session.scalar(select(func.count()).where(Address.user_id == user.id)) or 0
    if count >= MOST_ADDRESSES:
        raise Conflict(_("Buku alamat penuh. Hapus satu alamat yang tidak dipakai lagi."))
    address = Address(user_id=user.id, **_values(place))
    db.session.add(address)
    db.session.flush()
    if as_default or count == 0:
        make_default(user, address)
    return address


def change(user: User, address: Address, place: Place, *, as_default: bool) -> None:
    """Correct an address. Raises Invalid when the village does not exist."""
    for name, value in _values(place).items():
        setattr(address, name, value)
    if as_default:
        make_default(user, address)


def make_default(user: User, address: Address) -> None:
    """Make it the address that is offered first."""
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())
    db.session.execute(update(Address).where(Address.user_id == user.id).values(is_default=False))
    address.is_default = True
    db.session.flush()


def remove(user: User, address: Address) -> None:
    """Take an address out of the book; the oldest left becomes the main one."""
    was_default = address.is_default
    db.session.delete(address)
    db.session.flush()
    left = of_user(user)
    if was_default and left:
        make_default(user, left[0])


def region_of(address: Address) -> str:
    """`Kaliwates, Kabupaten Jember, Jawa Timur` and the postcode."""
    region = regions.find(address.village_code)
    return " ".join(part for part in (region.path if region else "", address.postcode) if part)


def _values(place: Place) -> dict[str, str]:
    village = regions.find(place.village_code)
    if village is None or not regions.is_village(place.village_code):
        raise Invalid(_("Pilih sampai desa atau kelurahan."), "village")
    return {
        "recipient": place.recipient,
        "phone": place.phone,
        "street": place.street,
        "village_code": village.code,
        "postcode": place.postcode or village.postcode,
        "note": place.note,
    }
