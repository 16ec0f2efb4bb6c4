"""Writing a product: the first five minutes, and what is told later."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from marketplace import crypto, events, stock
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Picture, PriceTier, Product, ProductPhoto, Seller, Variant
from marketplace.models.catalogue import ProductStatus, Storage
from marketplace.money import rupiah
from marketplace.sellers import category_rules, changes, listings, photos

LEAST_PRICE, MOST_PRICE = 100, 9_999_999_999
CODE_LENGTH = 6
SLUG_WORDS = 60


@dataclass(frozen=True)
class Basics:
    """What a product needs first. Price in whole rupiah, stock in pieces that can be sold now.

    Price and stock are None when they are kept by several variants.
    """

    name: str
    category: str
    unit: str
    description: str
    price: int | None
    stock: int | None


@dataclass(frozen=True)
class Parcel:
    """Weight in grams with packing, sizes in centimetres; how many at least, and days to make it."""

    weight_g: int | None
    length_cm: int | None
    width_cm: int | None
    height_cm: int | None
    min_order: int
    made_to_order_days: int | None


@dataclass(frozen=True)
class FoodLabel:
    """What a food label tells: life on the shelf in days, how to keep it, what is in it, how much."""

    shelf_life_days: int | None
    storage: Storage | None
    composition: str
    net_content: str


def new_code() -> str:
    """A code that marks one visit of the form: sent twice, it still makes one product."""
    return crypto.new_code(CODE_LENGTH).lower()


def create(seller: Seller, basics: Basics, code: str, pictures: Sequence[Picture] = ()) -> Product:
    """A new draft, or the one that this `code` made before with its values brought up to date.

    Raises Invalid for a name, price or stock out of bounds, NotFound for an unknown category.
    """
    _check(basics)
    known = db.session.scalar(
        select(Product.slug).where(Product.seller_id == seller.id, Product.slug.endswith(f"-{code}"))
    )
    if known is not None:
        product = update_basics(seller, known, basics)
    else:
        product = Product(
            seller=seller,
            category=listings.category_by_slug(basics.category),
            slug=f"{_slug(basics.name)}-{code}",
            name=basics.name,
            unit=basics.unit,
            description=basics.description,
        )
        db.session.add(product)
        events.record("listing_created", product, actor=seller.owner)
        _set_price_and_stock(product, basics)
    fresh = _not_yet(product, pictures)
    photos.attach(product, fresh)
    return product


def update_basics(seller: Seller, slug: str, basics: Basics) -> Product:
    """Change name, category, description, price and stock; on a live product the first two wait."""
    _check(basics)
    product = listings.product_of(seller, slug, lock=True)
    photos.refuse_closed(product)
    product.unit, product.description = basics.unit, basics.description
    _set_price_and_stock(product, basics)
    changes.put(product, {changes.NAME: basics.name, changes.CATEGORY: basics.category})
    return product


def update_parcel(seller: Seller, slug: str, parcel: Parcel) -> Product:
    """Change weight, size, least quantity, days to make. Raises Invalid as `update_label` does."""
    product = _editable(seller, slug)
    product.weight_g, product.min_order = parcel.weight_g, parcel.min_order
    product.length_cm, product.width_cm, product.height_cm = (
        parcel.length_cm,
        parcel.width_cm,
        parcel.height_cm,
    )
    product.made_to_order_days = parcel.made_to_order_days
    return _still_complete(product)


def update_label(seller: Seller, slug: str, label: FoodLabel) -> Product:
    """Change what the food label tells. Raises Invalid when a live product would lack something."""
    product = _editable(seller, slug)
    product.shelf_life_days, product.storage = label.shelf_life_days, label.storage
    product.composition, product.net_content = label.composition, label.net_content
    return _still_complete(product)


def set_price_and_stock(seller: Seller, slug: str, variant_id: int, price: int, pieces: int) -> Product:
    """Change one variant from the list. Raises NotFound or Invalid."""
    product = _editable(seller, slug)
    chosen = [variant for variant in product.variants if variant.id == variant_id and variant.is_active]
    if not chosen:
        raise Invalid(_("Varian ini sudah tidak ada. Muat ulang halaman."))
    set_price(chosen[0], price)
    stock.set_on_hand(chosen[0], pieces, seller.owner)
    return product


def set_price(variant: Variant, price: int) -> None:
    """Raises Invalid when the price is out of bounds or not above the variant's wholesale prices."""
    check_price(price)
    if any(tier.price >= price for tier in variant.tiers):
        dearest = max(tier.price for tier in variant.tiers)
        raise Invalid(
            _(
                "Harga harus di atas harga grosir %(price)s. Ubah dulu harga grosirnya.",
                price=rupiah(dearest),
            ),
            field="price",
        )
    variant.price = price


def check_price(price: int) -> None:
    if not LEAST_PRICE <= price <= MOST_PRICE:
        raise Invalid(_("Harga paling sedikit Rp100 dan paling banyak Rp9.999.999.999."), field="price")


def duplicate(seller: Seller, slug: str) -> Product:
    """A draft like another product: photos, texts, prices. Stock and licence numbers are not copied."""
    original = listings.product_of(seller, slug)
    name = _("%(name)s (salinan)", name=original.name)[: category_rules.NAME_LENGTHS[1]]
    copy = Product(seller=seller, category=original.category, name=name, slug=f"{_slug(name)}-{new_code()}")
    for field in COPIED:
        setattr(copy, field, getattr(original, field))
    db.session.add(copy)
    db.session.flush()
    for photo in original.photos:
        copy.photos.append(ProductPhoto(picture=photo.picture, position=photo.position, alt=photo.alt))
    for variant in original.variants:
        if variant.is_active:
            copy.variants.append(_copy_of(variant))
    events.record("listing_created", copy, actor=seller.owner, like=original.slug)
    return copy


COPIED = (
    "unit",
    "description",
    "axis1",
    "axis2",
    "weight_g",
    "length_cm",
    "width_cm",
    "height_cm",
    "min_order",
    "made_to_order_days",
    "shelf_life_days",
    "storage",
    "composition",
    "net_content",
    "food_exemption",
)


def _copy_of(variant: Variant) -> Variant:
    return Variant(
        position=variant.position,
        option1=variant.option1,
        option2=variant.option2,
        price=variant.price,
        tiers=[PriceTier(min_quantity=tier.min_quantity, price=tier.price) for tier in variant.tiers],
    )


def _check(basics: Basics) -> None:
    least, most = category_rules.NAME_LENGTHS
    if not least <= len(basics.name) <= most:
        raise Invalid(
            _("Nama barang 5 sampai 100 huruf. Yang Anda tulis %(n)s huruf.", n=len(basics.name)),
            field="name",
        )
    if not listings.category_by_slug(basics.category).is_enabled:
        raise Invalid(_("Kategori ini belum dibuka. Pilih kategori lain."), field="category")


def _set_price_and_stock(product: Product, basics: Basics) -> None:
    """Of a product with one variant, which is made when there is none; several have a page of their own."""
    if basics.price is None or basics.stock is None:
        return
    active = [variant for variant in product.variants if variant.is_active]
    if len(active) > 1:
        return
    check_price(basics.price)
    if active:
        set_price(active[0], basics.price)
    else:
        active = [Variant(product=product, price=basics.price)]
        db.session.add(active[0])
        db.session.flush()
    stock.set_on_hand(active[0], basics.stock, product.seller.owner)


def _not_yet(product: Product, pictures: Sequence[Picture]) -> list[Picture]:
    have = {photo.picture.sha256 for photo in product.photos}
    return [picture for picture in pictures if picture.sha256 not in have]


def _editable(seller: Seller, slug: str) -> Product:
    product = listings.product_of(seller, slug, lock=True)
    photos.refuse_closed(product)
    return product


def _still_complete(product: Product) -> Product:
    """What goes live at once may not take away what the category asks for."""
    if product.status == ProductStatus.PUBLISHED:
        for requirement in category_rules.missing(product):
            raise Invalid(requirement.message, field=requirement.field)
    return product


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:SLUG_WORDS].strip("-") or "barang"
