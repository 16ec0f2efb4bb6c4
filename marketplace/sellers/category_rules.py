"""What a listing must show before it may be sold, read from the rules of its category.

`Category.rules` is data: `food` (label fields are asked for), `curated` (every listing waits for an admin),
`halal` (a halal state must be told), `age_restricted`, and `licence`: one of `any` must be there and valid,
unless one of the exemptions `unless` is stated; frozen goods need one of `frozen`, with no exemption.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from marketplace import clock
from marketplace.i18n import N_, _
from marketplace.models import Category, Product
from marketplace.models.catalogue import HalalState, LicenceKind, Storage
from marketplace.models.media import MediaStatus

EXEMPTIONS = {
    "made_to_order": N_("Dibuat sesuai pesanan, tidak disimpan sebagai stok"),
    "short_life": N_("Masa simpan kurang dari 7 hari"),
}
"""Grounds on which food needs no licence, by the code kept in `Product.food_exemption`."""

NAME_LENGTHS = (5, 100)


@dataclass(frozen=True)
class Requirement:
    """One thing a listing lacks. `page` is the part of the editor that mends it, `field` the input there."""

    page: str
    field: str
    message: str


@dataclass(frozen=True)
class Facts:
    """What the rules look at: a product as it is, or as an edit would make it.

    `licences` are kinds with their last valid day (None: never ends).
    """

    name: str
    category: Category
    has_price: bool
    photos: int
    good_photos: int
    licences: tuple[tuple[LicenceKind, date | None], ...]
    halal: HalalState | None
    food_exemption: str
    storage: Storage | None
    made_to_order_days: int | None
    shelf_life_days: int | None

    def has_valid(self, kinds: Iterable[str], day: date) -> bool:
        wanted = set(kinds)
        return any(
            kind.value in wanted and (expires_on is None or expires_on >= day)
            for kind, expires_on in self.licences
        )


def facts_of(product: Product) -> Facts:
    """A product as it is now, photos that still wait for an admin included."""
    return Facts(
        name=product.name,
        category=product.category,
        has_price=any(variant.is_active for variant in product.variants),
        photos=len(product.photos),
        good_photos=sum(photo.picture.status != MediaStatus.BROKEN for photo in product.photos),
        licences=tuple((licence.kind, licence.expires_on) for licence in product.licences),
        halal=product.halal,
        food_exemption=product.food_exemption,
        storage=product.storage,
        made_to_order_days=product.made_to_order_days,
        shelf_life_days=product.shelf_life_days,
    )


def is_food(category: Category) -> bool:
    return bool(category.rules.get("food"))


def is_curated(category: Category) -> bool:
    return bool(category.rules.get("curated"))


def exemptions_of(category: Category) -> list[str]:
    """The exemption codes that the category knows."""
    return list(_licence_rule(category).get("unless", []))


def licences_of(category: Category) -> frozenset[LicenceKind]:
    """The kinds of which the category asks for one; empty when it asks for none."""
    return frozenset(LicenceKind(kind) for kind in _licence_rule(category).get("any", []))


def missing(product: Product, on: date | None = None) -> list[Requirement]:
    """Everything that keeps a listing off the market, in the order a seller would mend it."""
    return lacking(facts_of(product), on or clock.today())


def lacking(facts: Facts, day: date) -> list[Requirement]:
    """The same for a product that is only thought of."""
    return [*_basics(facts), *_shelf(facts.category), *_licences(facts, day), *_halal(facts, day)]


def _basics(facts: Facts) -> Iterable[Requirement]:
    least, most = NAME_LENGTHS
    if not least <= len(facts.name) <= most:
        yield Requirement("utama", "name", _("Beri nama barang 5 sampai 100 huruf."))
    if not facts.has_price:
        yield Requirement("utama", "price", _("Isi harga dan stoknya."))
    if not facts.photos:
        yield Requirement("foto", "photos", _("Tambahkan paling sedikit satu foto."))
    elif not facts.good_photos:
        yield Requirement("foto", "photos", _("Fotonya rusak. Hapus, lalu kirim foto lain."))


def _shelf(category: Category) -> Iterable[Requirement]:
    if not category.is_enabled:
        yield Requirement(
            "utama", "category", _("Barang jenis %(name)s belum bisa dijual di sini.", name=_(category.name))
        )
    elif category.children:
        yield Requirement("utama", "category", _("Pilih kategori yang lebih tepat."))


def _licences(facts: Facts, day: date) -> Iterable[Requirement]:
    rule = _licence_rule(facts.category)
    wanted = rule.get("any", [])
    if not wanted:
        return
    if facts.storage == Storage.FROZEN:
        yield from _frozen(facts, rule.get("frozen", wanted), day)
    elif facts.has_valid(wanted, day):
        return
    elif facts.food_exemption and facts.food_exemption in rule.get("unless", []):
        yield from _exemption(facts, int(rule.get("short_life_below_days", 0)))
    else:
        yield _no_licence(facts, rule)


def _no_licence(facts: Facts, rule: dict[str, Any]) -> Requirement:
    wanted = rule["any"]
    for kind, _expires_on in facts.licences:
        if kind.value in wanted:
            words = _("Izin %(kind)s sudah habis masa berlakunya. Isi nomor yang baru.", kind=kind.label)
            return Requirement("izin", kind.value, words)
    between = " " + _("atau") + " "
    kinds = between.join(LicenceKind(kind).label for kind in wanted)
    if rule.get("unless"):
        words = _("Isi nomor %(kinds)s, atau pilih alasan tidak perlu izin.", kinds=kinds)
    else:
        words = _("Isi nomor %(kinds)s.", kinds=kinds)
    return Requirement("izin", wanted[0], words)


def _frozen(facts: Facts, wanted: list[str], day: date) -> Iterable[Requirement]:
    if facts.has_valid(wanted, day):
        return
    if any(kind == LicenceKind.PIRT for kind, _expires_on in facts.licences):
        words = _(
            "Makanan beku tidak boleh memakai P-IRT; aturannya meminta izin BPOM MD. "
            "Isi nomor MD, atau ubah penyimpanannya kalau bukan barang beku."
        )
    else:
        words = _("Makanan beku harus punya izin BPOM MD. Isi nomornya.")
    yield Requirement("izin", "bpom", words)


def _exemption(facts: Facts, below_days: int) -> Iterable[Requirement]:
    if facts.food_exemption == "made_to_order" and not facts.made_to_order_days:
        yield Requirement(
            "pengiriman", "made_to_order_days", _("Isi berapa hari membuatnya setelah dipesan.")
        )
    if facts.food_exemption == "short_life" and not 0 < (facts.shelf_life_days or 0) < below_days:
        yield Requirement(
            "pangan",
            "shelf_life_days",
            _("Isi masa simpan kurang dari %(n)s hari, atau isi nomor izinnya.", n=below_days),
        )


def _halal(facts: Facts, day: date) -> Iterable[Requirement]:
    if not facts.category.rules.get("halal"):
        return
    if facts.halal is None:
        yield Requirement("izin", "halal_state", _("Pilih keterangan halalnya."))
    elif facts.halal == HalalState.CERTIFIED and not facts.has_valid([LicenceKind.HALAL.value], day):
        yield Requirement("izin", "halal", _("Isi nomor sertifikat halal yang masih berlaku."))


def _licence_rule(category: Category) -> dict[str, Any]:
    rule = category.rules.get("licence")
    return rule if isinstance(rule, dict) else {}
