"""The orders of the demo, told as plain values: who bought what, when, how, and how it went."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random

from marketplace.demo.catalogue_data import GOODS, SHOPS, Goods, Opinion
from marketplace.demo.seed_accounts import BUYER_NAME
from marketplace.demo.seed_stages import days_ago, hours_ago

COURIER, SELLER, PICKUP = "courier", "seller", "pickup"
CARD, TRANSFER, COD = "card", "transfer", "cod"
GIVES_BACK = {"expired", "rejected", "called_off"}
"""Ends that put the goods back on the shelf."""


@dataclass(frozen=True)
class Place:
    """Where a parcel goes: Kemendagri's code of the village, and an invented street."""

    village: str
    street: str


NEAR = (
    Place("35.09.21.1001", "Jl. Contoh Mastrip No. 12"),
    Place("35.09.19.1006", "Jl. Contoh Hayam Wuruk No. 40"),
    Place("35.09.20.1001", "Jl. Contoh Slamet Riyadi No. 8"),
)
"""In Jember, where sellers deliver by themselves; the first is the demo buyer's home."""
FAR = (
    Place("35.78.08.1003", "Jl. Contoh Airlangga No. 21"),
    Place("35.73.02.1009", "Jl. Contoh Ijen No. 5"),
    Place("34.04.13.2001", "Jl. Contoh Magelang Km 9"),
    Place("35.10.16.1013", "Jl. Contoh Basuki Rahmat No. 77"),
    Place("31.74.07.1010", "Jl. Contoh Cipete Raya No. 14"),
    Place("51.71.03.1005", "Jl. Contoh Imam Bonjol No. 30"),
    Place("32.73.02.1001", "Jl. Contoh Cihampelas No. 3"),
    Place("35.11.11.1008", "Jl. Contoh Kartini No. 18"),
    Place("73.71.03.1002", "Jl. Contoh Abubakar Lambogo No. 6"),
)


@dataclass(frozen=True)
class Item:
    """So many pieces of one choice (by its place in the table) of a product."""

    goods: Goods
    choice: int
    quantity: int


@dataclass(frozen=True)
class Story:
    """A purchase. `end` names how far it went (a key of `seed_orders.ENDS`).

    It began `hours` ago, or on a day at a time of day. `method` and `way` are values of the models;
    `opinion` is the review of the first line.
    """

    key: str
    buyer: str
    items: tuple[Item, ...]
    end: str
    place: Place = NEAR[0]
    hours: float = 0
    day: int = 0
    hour: int = 10
    minute: int = 0
    method: str = CARD
    way: str = COURIER
    note: str = ""
    opinion: Opinion | None = None

    @property
    def began(self) -> datetime:
        return hours_ago(self.hours) if self.hours else days_ago(self.day, self.hour, self.minute)


def find(shop: str, name: str) -> Goods:
    """A product by its shop and the beginning of its name."""
    return next(each for each in GOODS if each.shop == shop and each.name.startswith(name))


def _item(shop: str, name: str, quantity: int = 1, choice: int = 0) -> Item:
    return Item(find(shop, name), choice, quantity)


BEDADUNG, KOPI, BATIK, PAPUMA = "dapur-bedadung", "kopi-lereng-meru", "batik-kenanga", "berkah-papuma"

NOW: tuple[Story, ...] = (
    Story(
        "unpaid-transfer", BUYER_NAME, (_item(BEDADUNG, "Suwar-suwir cokelat", 2),), "unpaid", hours=3, method=TRANSFER
    ),
    Story("unpaid-card", "Maya Anggraini", (_item(KOPI, "Cokelat batang", 4),), "unpaid", FAR[0], hours=1.5),
    Story(
        "checking", BUYER_NAME, (_item(KOPI, "Kopi arabika"), _item(KOPI, "Cokelat batang", 3, 1)), "checking",
        hours=9, method=TRANSFER,
    ),
    Story(
        "expired", BUYER_NAME, (_item("omah-manis-arjasa", "Keripik talas", 3),), "expired", hours=73, method=TRANSFER
    ),
    Story(
        "two-sellers", BUYER_NAME, (_item(BATIK, "Batik cap motif kakao", 2), _item(BEDADUNG, "Pia tape", 2)), "placed",
        hours=6, note="Mohon dibungkus sebagai hadiah, terima kasih.",
    ),
    Story("placed", "Retno Wulandari", (_item(BEDADUNG, "Brownies tape", 2),), "placed", FAR[1], hours=4),
    Story("accepted", BUYER_NAME, (_item(KOPI, "Kopi robusta Silo", 3, 1),), "accepted", hours=26),
    Story(
        "accepted-2", "Hartono", (_item(BEDADUNG, "Prol tape", 2, 1),), "accepted", FAR[7], hours=22, method=TRANSFER
    ),
    Story("shipped", BUYER_NAME, (_item(BEDADUNG, "Suwar-suwir tape", 3),), "shipped", hours=70),
    Story("shipped-2", "Ratna Dewi", (_item("omah-manis-arjasa", "Keripik singkong", 5),), "shipped", FAR[4], hours=62),
    Story(
        "on-the-way", "Sri Wahyuni", (_item(BEDADUNG, "Dodol tape", 2),), "shipped", NEAR[1], hours=31, method=COD,
        way=SELLER,
    ),
    Story(
        "to-collect", BUYER_NAME, (_item(PAPUMA, "Terasi udang", 2),), "shipped", hours=50, method=COD, way=PICKUP
    ),
    Story(
        "arrived", BUYER_NAME, (_item(BEDADUNG, "Brownies tape"), _item(BEDADUNG, "Opak gulung", 2)), "arrived",
        hours=38, way=SELLER,
    ),
    Story(
        "collected", "Lilik Handayani", (_item("omah-manis-arjasa", "Tape singkong", 2),), "arrived", NEAR[2],
        hours=40, method=COD, way=PICKUP,
    ),
    Story("problem", BUYER_NAME, (_item("karya-barokah-tutul", "Jimbe"),), "problem", day=8, hour=13),
    Story(
        "answered", "Agung Nugroho", (_item(BATIK, "Kemeja batik", 1, 1),), "answered", FAR[2], day=9, hour=9,
        method=TRANSFER,
    ),
    Story(
        "rejected", BUYER_NAME, (_item(PAPUMA, "Ikan asin", 2),), "rejected", day=4, hour=15, method=TRANSFER
    ),
    Story("called-off", BUYER_NAME, (_item("karya-pandhalungan", "Dompet kulit"),), "called_off", day=11, hour=20),
    Story("called-off-2", "Dian P.", (_item(BEDADUNG, "Opak gulung", 3),), "called_off", FAR[3], day=6, hour=8),
    Story("to-review", BUYER_NAME, (_item(BEDADUNG, "Pia tape", 2),), "completed", day=10, hour=11),
    Story(
        "reviewed", BUYER_NAME, (_item("pawon-rasa-ambulu", "Sambal bawang", 2, 1),), "completed", day=21, hour=16,
        opinion=Opinion(BUYER_NAME, 5, "Kencurnya harum, pedasnya pas untuk keluarga. Sudah pesan lagi untuk adik.",
                        "Terima kasih, Bu Rini. Salam untuk adiknya."),
    ),
    Story(
        "collected-long-ago", BUYER_NAME, (_item("sumber-lestari-ledokombo", "Besek bambu", 3),), "completed", day=17,
        hour=9, method=COD, way=PICKUP,
    ),
)  # fmt: skip
"""What is going on now: one story for every state an order can be in, most of them the demo buyer's."""

MANY = {
    "SDN Contoh 01": 32, "Yusuf Firmansyah": 5, "Panitia Festival Contoh": 12, "Catering Bu Darmi": 12,
    "Catering Barokah": 6, "Pemerintah Desa Contoh": 120, "Arsitek Nara": 90, "Panitia Musala": 3, "Kedai Sudut": 10,
    "Toko Hijau": 12, "RM Sederhana Contoh": 12, "Kafe Teras": 6, "TK Contoh Ceria": 10, "Sanggar Nada": 4,
    "Vila Contoh": 4, "Warung Mbak Tutik": 6, "Pak Mandor Jumari": 4, "Kantor Kelurahan Contoh": 2, "Panitia Reuni": 15,
}  # fmt: skip
"""Pieces that buyers took who buy for many."""
HEAVY_G = 20_000
"""Parcels above this are brought by the seller, to somewhere near."""


def _of_opinion(chance: Random, number: int, goods: Goods, opinion: Opinion) -> Story:
    """The purchase behind an opinion: done some weeks ago."""
    few = 3 if goods.choices[0].price <= 25_000 else 1
    quantity = max(MANY.get(opinion.author, chance.randint(1, few)), goods.min_order)
    shop = next(shop for shop in SHOPS if shop.key == goods.shop)
    by_seller = shop.delivers_itself and (goods.weight_g > HEAVY_G or not shop.offers_courier)
    place = chance.choice(NEAR if by_seller else (*NEAR, *FAR))
    return Story(
        key=f"opinion-{number}",
        buyer=opinion.author,
        items=(Item(goods, chance.randrange(len(goods.choices)), quantity),),
        end="completed",
        place=place,
        day=chance.randrange(8, 58),
        hour=chance.randrange(7, 21),
        minute=chance.randrange(60),
        method=chance.choice((CARD, CARD, TRANSFER)),
        way=SELLER if by_seller else COURIER,
        opinion=opinion,
    )


def _of_opinions() -> Iterator[Story]:
    chance = Random("pembelian contoh")
    pairs = [(goods, opinion) for goods in GOODS for opinion in goods.opinions]
    for number, (goods, opinion) in enumerate(pairs, start=1):
        yield _of_opinion(chance, number, goods, opinion)


@cache
def stories() -> tuple[Story, ...]:
    """Every purchase of the demo."""
    return (*_of_opinions(), *NOW)


def pieces_sold(goods: Goods, place: int) -> int:
    """How many pieces of a choice the demo's orders take or hold."""
    return sum(
        each.quantity
        for story in stories()
        if story.end not in GIVES_BACK
        for each in story.items
        if each.goods is goods and each.choice == place
    )


def is_bought(goods: Goods) -> bool:
    """Whether any order of the demo holds this product."""
    return any(each.goods is goods for story in stories() for each in story.items)
