"""Products as lists show them: one statement for a page of cards, one for their marks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from marketplace import clock, paths
from marketplace.extensions import db
from marketplace.models import Licence, Picture, Product, ProductPhoto, Seller, Variant
from marketplace.models.catalogue import HalalState, LicenceKind, ProductStatus
from marketplace.models.media import MediaStatus
from marketplace.models.sellers import SellerStatus

MARKED = (LicenceKind.HALAL, LicenceKind.PIRT, LicenceKind.BPOM, LicenceKind.SNI, LicenceKind.TKDN)


@dataclass(frozen=True)
class Mark:
    """A small proof on a card."""

    text: str
    tone: str


@dataclass(frozen=True)
class Card:
    """What a list says about a product. Prices in rupiah; `rating` is 0.0 while nobody judged."""

    id: int
    slug: str
    name: str
    price: int
    price_is_from: bool
    unit: str
    place: str
    shop_name: str
    shop_slug: str
    rating: float
    rating_count: int
    sold: int
    stock: int
    ready_days: int | None
    photo: Picture | None
    badges: list[Mark] = field(default_factory=list)

    @property
    def url(self) -> str:
        return paths.product(self.slug)


def is_public() -> Any:
    """What the public may see: a published product with a price, of an approved shop that is open."""
    return and_(
        Product.status == ProductStatus.PUBLISHED,
        Product.lowest_price.is_not(None),
        shop_is_open(),
    )


def shop_is_open() -> Any:
    return and_(Seller.status == SellerStatus.APPROVED, Seller.opened_at.is_not(None))


def first_photo() -> Any:
    """The picture of a product's first photo that is ready."""
    photo = aliased(ProductPhoto)
    return (
        select(photo.picture_id)
        .join(Picture, Picture.id == photo.picture_id)
        .where(photo.product_id == Product.id, photo.is_live, Picture.status == MediaStatus.READY)
        .order_by(photo.position, photo.id)
        .limit(1)
        .correlate(Product)
        .scalar_subquery()
    )


def select_cards() -> Select[*tuple[Any, ...]]:
    """The statement behind every list of cards; callers add conditions, order and limit."""
    stock = (
        select(func.coalesce(func.sum(Variant.on_hand - Variant.reserved), 0))
        .where(Variant.product_id == Product.id, Variant.is_active)
        .correlate(Product)
        .scalar_subquery()
    )
    return (
        select(
            Product.id,
            Product.slug,
            Product.name,
            Product.lowest_price,
            Product.highest_price,
            Product.unit,
            Product.rating_sum,
            Product.rating_count,
            Product.sold_count,
            Product.made_to_order_days,
            stock.label("stock"),
            Seller.name.label("shop_name"),
            Seller.slug.label("shop_slug"),
            Seller.district_name,
            Seller.regency_name,
            Picture,
        )
        .join(Seller, Seller.id == Product.seller_id)
        .outerjoin(Picture, Picture.id == first_photo())
        .where(is_public())
    )


def read_cards(rows: Sequence[Row[Any]]) -> list[Card]:
    """Cards for rows of `select_cards`, with their marks, in the same order."""
    marks = _marks([row.id for row in rows])
    return [_card(row, marks.get(row.id, [])) for row in rows]


def _card(row: Row[Any], marks: list[Mark]) -> Card:
    return Card(
        id=row.id,
        slug=row.slug,
        name=row.name,
        price=row.lowest_price,
        price_is_from=row.highest_price > row.lowest_price,
        unit=row.unit,
        place=", ".join(part for part in (row.district_name, row.regency_name) if part),
        shop_name=row.shop_name,
        shop_slug=row.shop_slug,
        rating=row.rating_sum / row.rating_count if row.rating_count else 0.0,
        rating_count=row.rating_count,
        sold=row.sold_count,
        stock=int(row.stock),
        ready_days=row.made_to_order_days,
        photo=row.Picture,
        badges=marks,
    )


def _marks(product_ids: list[int]) -> dict[int, list[Mark]]:
    """Licences that are valid today, as marks, by product."""
    if not product_ids:
        return {}
    valid = or_(Licence.expires_on.is_(None), Licence.expires_on >= clock.today())
    rows = db.session.execute(
        select(Licence.product_id, Licence.kind, Product.halal)
        .join(Product, Product.id == Licence.product_id)
        .where(Licence.product_id.in_(product_ids), Licence.kind.in_(MARKED), valid)
        .order_by(Licence.product_id, Licence.kind)
    )
    found: dict[int, list[Mark]] = {}
    for product_id, kind, halal in rows:
        if kind == LicenceKind.HALAL and halal != HalalState.CERTIFIED:
            continue
        tone = "leaf" if kind == LicenceKind.HALAL else "neutral"
        found.setdefault(product_id, []).append(Mark(LicenceKind(kind).label, tone))
    return found
