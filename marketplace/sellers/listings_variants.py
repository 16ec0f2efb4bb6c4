"""Variants on up to two axes, and wholesale prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product as combinations

from marketplace import events, stock
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import PriceTier, Product, Seller, Variant
from marketplace.sellers import listings, photos
from marketplace.sellers.listings_writing import check_price, set_price

MOST_VARIANTS = 50
LONGEST_OPTION = 40
MOST_TIERS = 5
MOST_PIECES = 1_000_000


@dataclass(frozen=True)
class Axis:
    """What variants differ in, and its values in order: `Rasa`, (`Asin`, `Manis`)."""

    name: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """Price in whole rupiah and pieces that can be sold now, of one variant; `code` is the seller's own."""

    price: int
    pieces: int
    code: str = ""


@dataclass(frozen=True)
class Tier:
    """From `min_quantity` pieces on, each costs `price` rupiah."""

    min_quantity: int
    price: int


def set_axes(seller: Seller, slug: str, axes: Sequence[Axis]) -> Product:
    """Say what variants differ in. New combinations begin with the lowest price and no stock.

    The only variant of a product without axes becomes the first combination, stock and all. Combinations
    that are left out are switched off, never deleted. Raises Invalid.
    """
    product = _editable(seller, slug)
    axes = [axis for axis in axes if axis.name or axis.options]
    _check_axes(axes)
    product.axis1 = axes[0].name if axes else ""
    product.axis2 = axes[1].name if len(axes) > 1 else ""
    first = axes[0].options if axes else ("",)
    second = axes[1].options if len(axes) > 1 else ("",)
    _arrange(product, list(combinations(first, second)))
    events.record("listing_variants_arranged", product, actor=seller.owner, count=len(first) * len(second))
    return product


def _arrange(product: Product, wanted: list[tuple[str, str]]) -> None:
    by_options = {(variant.option1, variant.option2): variant for variant in product.variants}
    active = [variant for variant in product.variants if variant.is_active]
    if (
        len(active) == 1
        and (active[0].option1, active[0].option2) not in wanted
        and wanted[0] not in by_options
    ):
        only = active[0]
        by_options.pop((only.option1, only.option2))
        only.option1, only.option2 = wanted[0]
        by_options[wanted[0]] = only
        db.session.flush()
    price = min((variant.price for variant in active), default=None)
    if price is None:
        raise Invalid(_("Isi dulu harga barangnya di halaman utama."))
    for position, options in enumerate(wanted):
        variant = by_options.get(options)
        if variant is None:
            variant = Variant(option1=options[0], option2=options[1], price=price)
            product.variants.append(variant)
        variant.position, variant.is_active = position, True
    left_out = [variant for options, variant in by_options.items() if options not in wanted]
    for position, variant in enumerate(left_out, start=len(wanted)):
        variant.position, variant.is_active = position, False
    db.session.flush()
    product.variants.sort(key=lambda variant: variant.position)


def set_rows(seller: Seller, slug: str, rows: Mapping[int, Row]) -> Product:
    """Set price, stock and code of active variants, by their key. Raises Invalid; all or nothing."""
    product = _editable(seller, slug)
    for variant in product.variants:
        row = rows.get(variant.id)
        if row is None or not variant.is_active:
            continue
        if len(row.code) > LONGEST_OPTION:
            raise Invalid(_("Kode barang paling banyak %(n)s huruf.", n=LONGEST_OPTION))
        set_price(variant, row.price)
        variant.code = row.code
        stock.set_on_hand(variant, row.pieces, seller.owner)
    return product


def set_tiers(seller: Seller, slug: str, tiers: Mapping[int, Sequence[Tier]]) -> Product:
    """Set the wholesale prices of active variants, by their key. Raises Invalid; all or nothing."""
    product = _editable(seller, slug)
    for variant in product.variants:
        if variant.id not in tiers or not variant.is_active:
            continue
        wanted = sorted(tiers[variant.id], key=lambda tier: tier.min_quantity)
        _check_tiers(variant, wanted)
        _replace_tiers(variant, wanted)
    events.record("listing_tiers_set", product, actor=seller.owner)
    return product


def _replace_tiers(variant: Variant, wanted: Sequence[Tier]) -> None:
    if [(tier.min_quantity, tier.price) for tier in variant.tiers] == [
        (tier.min_quantity, tier.price) for tier in wanted
    ]:
        return
    for old in list(variant.tiers):
        variant.tiers.remove(old)
        db.session.delete(old)
    db.session.flush()
    for tier in wanted:
        variant.tiers.append(PriceTier(min_quantity=tier.min_quantity, price=tier.price))
    db.session.flush()


def _check_tiers(variant: Variant, wanted: Sequence[Tier]) -> None:
    if len(wanted) > MOST_TIERS:
        raise Invalid(_("Paling banyak %(n)s harga grosir.", n=MOST_TIERS))
    price, quantity = variant.price, 1
    for tier in wanted:
        if not quantity < tier.min_quantity <= MOST_PIECES:
            raise Invalid(_("Jumlah grosir mulai dari 2, dan tiap baris harus lebih banyak dari sebelumnya."))
        check_price(tier.price)
        if tier.price >= price:
            raise Invalid(_("Makin banyak dibeli harus makin murah. Periksa harga grosirnya."))
        price, quantity = tier.price, tier.min_quantity


def _check_axes(axes: Sequence[Axis]) -> None:
    if len(axes) > 2:
        raise Invalid(_("Paling banyak dua macam pilihan, misalnya rasa dan ukuran."))
    count = 1
    for number, axis in enumerate(axes, start=1):
        field = f"axis{number}"
        if not axis.name:
            raise Invalid(_("Beri nama pilihannya, misalnya Rasa atau Ukuran."), field=field)
        if not axis.options:
            raise Invalid(_("Isi isi pilihannya, satu baris satu."), field=f"options{number}")
        if len(set(map(str.lower, axis.options))) < len(axis.options):
            raise Invalid(_("Ada isi pilihan yang ditulis dua kali."), field=f"options{number}")
        if len(axis.name) > LONGEST_OPTION or any(len(option) > LONGEST_OPTION for option in axis.options):
            raise Invalid(
                _("Tiap pilihan paling banyak %(n)s huruf.", n=LONGEST_OPTION), field=f"options{number}"
            )
        count *= len(axis.options)
    if len(axes) == 2 and axes[0].name.lower() == axes[1].name.lower():
        raise Invalid(_("Dua macam pilihan harus berbeda namanya."), field="axis2")
    if count > MOST_VARIANTS:
        raise Invalid(
            _("Paling banyak %(most)s varian. Pilihan Anda menghasilkan %(n)s.", most=MOST_VARIANTS, n=count),
            field=f"options{len(axes)}",
        )


def _editable(seller: Seller, slug: str) -> Product:
    product = listings.product_of(seller, slug, lock=True)
    photos.refuse_closed(product)
    return product
