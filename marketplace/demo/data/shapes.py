"""The shapes of the demo's tables. Words for states are the values the models keep."""

from __future__ import annotations

from dataclasses import dataclass

JEMBER = "3509"


@dataclass(frozen=True)
class Shop:
    """An approved shop of a Bimtek graduate. `village` is Kemendagri's code; `story` is told on its page.

    `business` is the kind of firm, `account` a bank code and an invented number. `look` and `banner` name the
    ground and the goods of the picture at the head of its page.
    """

    key: str
    name: str
    short_name: str
    owner: str
    village: str
    street: str
    story: str
    speciality: str
    founded: int
    workers: int
    phone: str
    nib: str
    business: str
    kbli: str
    account: tuple[str, str]
    look: str
    banner: tuple[str, ...]
    delivers_itself: bool = False
    offers_courier: bool = True


@dataclass(frozen=True)
class Choice:
    """One variant: rupiah a unit, pieces in stock, wholesale prices from a number of pieces on."""

    price: int
    stock: int
    option1: str = ""
    option2: str = ""
    tiers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Opinion:
    """A buyer's review with the seller's answer, which may be empty."""

    author: str
    stars: int
    text: str
    reply: str = ""


@dataclass(frozen=True)
class Goods:
    """One product. `kind` names its drawing, `photos` the drawing's variants in the order shown,
    `style` its colours when the words promise some.

    `weight_g` and `size_cm` are those of the parcel with its packing. `licences` are pairs of kind and number
    as printed; `exemption` is the ground on which food needs none. `tkdn_bps` is local content x 100 %.
    """

    shop: str
    category: str
    name: str
    description: str
    kind: str
    choices: tuple[Choice, ...]
    weight_g: int
    size_cm: tuple[int, int, int]
    unit: str = "buah"
    axis1: str = ""
    axis2: str = ""
    photos: tuple[int, ...] = (0,)
    style: int | None = None
    pack_title: str = ""
    min_order: int = 1
    made_to_order_days: int | None = None
    shelf_life_days: int | None = None
    storage: str = ""
    composition: str = ""
    net_content: str = ""
    halal: str = ""
    exemption: str = ""
    licences: tuple[tuple[str, str], ...] = ()
    tkdn_bps: int | None = None
    opinions: tuple[Opinion, ...] = ()


def pirt(pack: int, food: int, product: int, firm: int, year: int = 2030) -> tuple[str, str]:
    """An invented home-food number of Jember; firms of the demo are numbered from 9001."""
    return ("pirt", f"{pack}{food:02}{JEMBER}{product:02}{firm:04}-{year % 100:02}")


def bpom(serial: int) -> tuple[str, str]:
    """An invented registration of processed food, from a block nobody is given."""
    return ("bpom", f"MD 9999{JEMBER}{serial:04}")


def halal(serial: int) -> tuple[str, str]:
    """An invented halal certificate: the province's beginning, then nothing but zeros and a serial."""
    return ("halal", f"ID3511{serial:013}")


def tkdn(serial: int) -> tuple[str, str]:
    """An invented certificate of local content."""
    return ("tkdn", f"{999000 + serial}/SJ-IND.8/TKDN/1/2026")


def brand(serial: int) -> tuple[str, str]:
    """An invented registered brand."""
    return ("brand", f"IDM999{serial:06}")


def one(price: int, stock: int, *tiers: tuple[int, int]) -> tuple[Choice, ...]:
    """A product without variants."""
    return (Choice(price, stock, tiers=tiers),)


def several(*rows: tuple[str, int, int]) -> tuple[Choice, ...]:
    """Variants on one axis: option, price, stock."""
    return tuple(Choice(price, stock, option) for option, price, stock in rows)


def grid(
    first: tuple[tuple[str, int], ...], second: tuple[tuple[str, int], ...], stock: int
) -> tuple[Choice, ...]:
    """Variants on two axes: each option of the first has a price, each of the second a surcharge.

    Stock falls a little from choice to choice, so that shelves look lived in.
    """
    return tuple(
        Choice(price + extra, max(stock - 3 * (len(second) * i + j), 0), one_option, other_option)
        for i, (one_option, price) in enumerate(first)
        for j, (other_option, extra) in enumerate(second)
    )
