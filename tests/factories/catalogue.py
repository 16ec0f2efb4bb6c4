"""Products."""

from __future__ import annotations

from itertools import count
from typing import Any

from sqlalchemy import select

from marketplace import clock
from marketplace import stock as shelf
from marketplace.extensions import db
from marketplace.models import Category, Licence, PriceTier, Product, ProductPhoto, Seller, Variant
from marketplace.models.catalogue import HalalState, LicenceKind, ProductStatus
from tests.factories.media import a_picture
from tests.factories.sellers import a_seller

_numbers = count(1)
LIVE = {ProductStatus.PUBLISHED, ProductStatus.PAUSED, ProductStatus.BLOCKED}


def the_category(slug: str) -> Category:
    """One of the shelves that the migrations put up."""
    return db.session.scalars(select(Category).where(Category.slug == slug)).one()


def a_category(slug: str = "", parent: Category | None = None, **values: Any) -> Category:
    """A shelf of the test's own; `rules={…}` as in `sellers/category_rules.py`."""
    slug = slug or f"rak-uji-{next(_numbers)}"
    given = {"name": slug.capitalize(), "path": f"{parent.path}/{slug}" if parent else slug, "rules": {}}
    category = Category(slug=slug, parent=parent, **(given | values))
    db.session.add(category)
    db.session.flush()
    return category


def a_product(
    seller: Seller | None = None,
    *,
    price: int = 25_000,
    stock: int = 10,
    category: str | Category = "camilan",
    status: ProductStatus = ProductStatus.PUBLISHED,
    photos: int = 1,
    **values: Any,
) -> Product:
    """A product with one variant and one photo that lacks nothing its category asks for.

    Food gets a P-IRT number valid for years and no halal duty; `photos=0` leaves the photo away.
    """
    n = next(_numbers)
    seller = seller or a_seller()
    shelf_of = the_category(category) if isinstance(category, str) else category
    is_food = bool(shelf_of.rules.get("food"))
    given: dict[str, Any] = {
        "slug": f"barang-uji-{n}",
        "name": f"Barang uji {n}",
        "description": "Dibuat di Jember oleh lulusan Bimtek.",
        "weight_g": 250,
        "halal": HalalState.EXEMPT if is_food else None,
        "published_at": clock.now() if status in LIVE else None,
    }
    product = Product(seller=seller, category=shelf_of, status=status, **(given | values))
    db.session.add(product)
    db.session.flush()
    if is_food:
        _food_licence(product, n)
    for position in range(photos):
        add_photo(product, position=position)
    a_variant(product, price=price, stock=stock)
    return product


def a_variant(product: Product, *, price: int = 25_000, stock: int = 10, **values: Any) -> Variant:
    """One more variant of a product, its stock booked as the seller's count."""
    variant = Variant(product=product, price=price, **({"position": len(product.variants)} | values))
    db.session.add(variant)
    db.session.flush()
    if stock:
        shelf.set_on_hand(variant, stock, product.seller.owner)
    db.session.flush()
    db.session.refresh(product, ["lowest_price", "highest_price", "in_stock", "variants"])
    return variant


def a_tier(variant: Variant, min_quantity: int, price: int) -> PriceTier:
    """A wholesale price from a quantity on."""
    tier = PriceTier(variant=variant, min_quantity=min_quantity, price=price)
    db.session.add(tier)
    db.session.flush()
    return tier


def add_photo(product: Product, **values: Any) -> ProductPhoto:
    photo = ProductPhoto(product=product, picture=a_picture(product.seller.owner), **values)
    db.session.add(photo)
    db.session.flush()
    return photo


def a_licence(product: Product, kind: LicenceKind, number: str, **values: Any) -> Licence:
    licence = Licence(product=product, kind=kind, number=number, **values)
    db.session.add(licence)
    db.session.flush()
    return licence


def _food_licence(product: Product, n: int) -> Licence:
    year = clock.today().year + 3
    number = f"215350901{n % 10_000:04d}-{year % 100:02d}"
    return a_licence(
        product, LicenceKind.PIRT, number, expires_on=clock.today().replace(year=year, month=12, day=31)
    )
