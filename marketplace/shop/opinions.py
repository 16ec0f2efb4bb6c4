"""Reading what buyers say: on a product's page, in the seller's list, in the admins' queue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from marketplace.extensions import db
from marketplace.models import Order, OrderLine, Product, Review, ReviewPhoto, Seller
from marketplace.models.orders import OrderStatus

PAGE = 10


@dataclass(frozen=True)
class Said:
    """A review and where it belongs: the order's number and the line's place in it, from 1."""

    review: Review
    order_number: str
    position: int


@dataclass(frozen=True)
class Opinion:
    """What a product page shows: how many gave how many stars, and a page of reviews."""

    count: int
    total: int
    by_stars: dict[int, int] = field(default_factory=dict)
    reviews: Sequence[Said] = ()
    older: int | None = None

    @property
    def average(self) -> float:
        return self.total / self.count if self.count else 0.0


def opinion(product: Product, before: int | None = None, limit: int = PAGE) -> Opinion:
    """What buyers say about a product, newest first, in two or three statements."""
    shown = (Review.product_id == product.id, Review.hidden_at.is_(None))
    if not product.rating_count:
        return Opinion(0, 0)
    rows = db.session.execute(select(Review.stars, func.count()).where(*shown).group_by(Review.stars)).all()
    found = _said(*shown, before=before, limit=limit + 1)
    by_stars = {stars: count for stars, count in rows}  # noqa: C416 - a Row is no pair to mypy
    return Opinion(
        count=sum(by_stars.values()),
        total=sum(stars * count for stars, count in by_stars.items()),
        by_stars=by_stars,
        reviews=found[:limit],
        older=found[limit - 1].review.id if len(found) > limit else None,
    )


def of_seller(seller: Seller, before: int | None = None) -> Sequence[Said]:
    """Reviews of a seller's goods, newest first, one more than a page."""
    of_shop = Review.product_id.in_(select(Product.id).where(Product.seller_id == seller.id))
    return _said(of_shop, Review.hidden_at.is_(None), before=before, limit=PAGE + 1)


def reported() -> Sequence[Said]:
    """Reviews somebody has reported and no admin has looked at, newest first."""
    return _said(Review.reported_at.is_not(None), Review.hidden_at.is_(None), limit=100)


def of_orders(orders: Iterable[Order]) -> dict[int, Review]:
    """Reviews of the orders' lines, by the line's key."""
    lines = [line.id for order in orders if order.status == OrderStatus.COMPLETED for line in order.lines]
    if not lines:
        return {}
    found = db.session.scalars(select(Review).where(Review.order_line_id.in_(lines)))
    return {review.order_line_id: review for review in found}


def _said(*conditions: Any, before: int | None = None, limit: int) -> list[Said]:
    """Reviews, newest first, with their product, photos and place in the order."""
    earlier = aliased(OrderLine)
    position = (
        select(func.count())
        .select_from(earlier)
        .where(earlier.order_id == OrderLine.order_id, earlier.id <= OrderLine.id)
        .scalar_subquery()
    )
    query = (
        select(Review, Order.number, position)
        .join(OrderLine, Review.order_line_id == OrderLine.id)
        .join(Order, OrderLine.order_id == Order.id)
        .where(*conditions)
        .options(
            contains_eager(Review.line),
            joinedload(Review.product).load_only(Product.slug, Product.name),
            selectinload(Review.photos).joinedload(ReviewPhoto.picture),
        )
        .order_by(Review.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(Review.id < before)
    return [Said(review, number, place) for review, number, place in db.session.execute(query)]
