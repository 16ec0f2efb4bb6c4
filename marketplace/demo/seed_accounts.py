"""Who can sign in to the demo. One password for all, hashed once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketplace import clock, events
from marketplace.accounts import appointing, signing_up
from marketplace.demo.catalogue_data import GOODS, SHOPS, Shop
from marketplace.demo.data.shops import APPLICANT
from marketplace.demo.people_data import PEOPLE, PersonRow
from marketplace.demo.seed_stages import ADMIN, at, days_ago
from marketplace.extensions import db
from marketplace.formats import phones
from marketplace.formats.slugs import slug
from marketplace.models import User

OFFICER, APPLICANT_EMAIL, ALUMNI, BUYER = (
    "dinas@contoh.id",
    "calon@contoh.id",
    "alumni@contoh.id",
    "pembeli@contoh.id",
)
BUYER_NAME = "Rini Astuti"
JOINED_DAYS_AGO = 90


@dataclass(frozen=True)
class AccountRow:
    """A person who signs in; the phone as people write it."""

    email: str
    name: str
    phone: str = ""


def seller_email(shop: Shop) -> str:
    """`penjual1@contoh.id` for the first shop of the table."""
    return f"penjual{SHOPS.index(shop) + 1}@contoh.id"


def email_of(name: str) -> str:
    """The address of somebody who bought something."""
    return f"{slug(name)}@contoh.id"


def person_of(account: str) -> PersonRow:
    """The graduate behind an account: the key of a shop, `calon` or `alumni`."""
    return next(person for person in PEOPLE if person.account == account)


def write(password_hash: str) -> None:
    """Make the admin and everybody else."""
    with at(days_ago(JOINED_DAYS_AGO + 30)):
        appointing.appoint(ADMIN, "Ayu Pengelola", password_hash)
    for row in _rows():
        with at(days_ago(JOINED_DAYS_AGO)):
            _register(row, password_hash)


def _register(row: AccountRow, password_hash: str) -> User:
    made = User(
        name=row.name,
        email=row.email,
        phone=phones.parse(row.phone) if row.phone else None,
        password_hash=password_hash,
        email_confirmed_at=clock.now(),
        terms_accepted_at=clock.now(),
    )
    db.session.add(made)
    events.record("member_registered", made, actor=made, terms=signing_up.TERMS_VERSION)
    return made


def _rows() -> Iterator[AccountRow]:
    alumni = person_of("alumni")
    yield AccountRow(OFFICER, "Rina Kartika (petugas contoh)", "0812-0000-0100")
    yield AccountRow(APPLICANT_EMAIL, APPLICANT.owner, APPLICANT.phone)
    yield AccountRow(ALUMNI, alumni.name, alumni.phone)
    yield AccountRow(BUYER, BUYER_NAME, "0812-0000-0101")
    for shop in SHOPS:
        yield AccountRow(seller_email(shop), shop.owner, shop.phone)
    for place, name in enumerate(_buyers()):
        yield AccountRow(email_of(name), name, f"0812-0000-2{place:03}")


def _buyers() -> Iterable[str]:
    """Everybody who wrote an opinion, once."""
    return dict.fromkeys(opinion.author for goods in GOODS for opinion in goods.opinions)
