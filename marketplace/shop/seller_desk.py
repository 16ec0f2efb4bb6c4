"""What waits for a seller: counts by tab, the oldest deadline of each kind of work, lists of orders."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace import clock
from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.models import Order, OrderProblem, Product, Review, Seller, Variant
from marketplace.models.catalogue import ProductStatus
from marketplace.models.orders import OrderStatus, ProblemStatus, ShippingMethod
from marketplace.shop import keyset

PAGE = 20
LOW_STOCK = 3  # pieces
FRESH = timedelta(days=30)
"""Older reviews without a reply are no longer work that waits."""
TABS: dict[str, tuple[OrderStatus, ...]] = {
    "baru": (OrderStatus.PLACED,),
    "kirim": (OrderStatus.ACCEPTED,),
    "dikirim": (OrderStatus.SHIPPED, OrderStatus.DELIVERED),
    "masalah": (OrderStatus.PROBLEM,),
    "selesai": (OrderStatus.COMPLETED,),
    "batal": (OrderStatus.CANCELLED,),
}
"""The tabs of the seller's orders by the word in the address. Unpaid orders have not reached the seller."""


@dataclass(frozen=True)
class Waiting:
    """Orders of one kind that wait for the seller: how many, and the first deadline."""

    count: int = 0
    due_at: datetime | None = None


@dataclass(frozen=True)
class Desk:
    """Everything the seller's first page tells."""

    new: Waiting = field(default_factory=Waiting)
    to_ship: Waiting = field(default_factory=Waiting)
    to_bring: Waiting = field(default_factory=Waiting)
    to_hand_over: Waiting = field(default_factory=Waiting)
    to_answer: Waiting = field(default_factory=Waiting)
    low_stock: int = 0
    to_mend: int = 0
    to_reply: int = 0

    @property
    def orders(self) -> int:
        """Orders that need the seller now."""
        return self.new.count + self.to_ship.count + self.to_answer.count


def desk(seller: Seller) -> Desk:
    """Count what waits, in three statements whatever the size of the shop."""
    rows = db.session.execute(
        select(Order.status, Order.shipping_method, func.count(), func.min(Order.due_at))
        .where(
            Order.seller_id == seller.id,
            Order.status.in_((*TABS["baru"], *TABS["kirim"], OrderStatus.SHIPPED)),
        )
        .group_by(Order.status, Order.shipping_method)
    ).all()
    answer = db.session.execute(
        select(func.count(), func.min(Order.due_at))
        .select_from(OrderProblem)
        .join(Order)
        .where(
            Order.seller_id == seller.id,
            OrderProblem.status == ProblemStatus.OPEN,
            OrderProblem.answered_at.is_(None),
        )
    ).one()

    def of(status: OrderStatus, *methods: ShippingMethod) -> Waiting:
        chosen = [row for row in rows if row[0] == status and (not methods or row[1] in methods)]
        deadlines = [row[3] for row in chosen if row[3] is not None]
        return Waiting(sum(row[2] for row in chosen), min(deadlines, default=None))

    low, mend, unanswered = _shelves(seller)
    return Desk(
        new=of(OrderStatus.PLACED),
        to_ship=of(OrderStatus.ACCEPTED),
        to_bring=of(OrderStatus.SHIPPED, ShippingMethod.SELLER),
        to_hand_over=of(OrderStatus.SHIPPED, ShippingMethod.PICKUP),
        to_answer=Waiting(answer[0], answer[1]),
        low_stock=low,
        to_mend=mend,
        to_reply=unanswered,
    )


def counts(seller: Seller) -> dict[str, int]:
    """How many orders lie in each tab."""
    rows = db.session.execute(
        select(Order.status, func.count()).where(Order.seller_id == seller.id).group_by(Order.status)
    )
    by_status = {status: number for status, number in rows}  # noqa: C416 - a Row is no pair to mypy
    return {tab: sum(by_status.get(status, 0) for status in statuses) for tab, statuses in TABS.items()}


def orders(seller: Seller, tab: str, cursor: keyset.Cursor | None, *, number: str = "") -> keyset.Page:
    """A page of a tab, or of everything whose number begins like `number`.

    What must be done comes oldest first, what is over newest first.
    """
    query = (
        select(Order)
        .where(Order.seller_id == seller.id)
        .options(joinedload(Order.purchase), selectinload(Order.lines), selectinload(Order.problems))
    )
    if number:
        shown = [status for statuses in TABS.values() for status in statuses]
        query = query.where(Order.number.istartswith(number, autoescape=True), Order.status.in_(shown))
    else:
        query = query.where(Order.status.in_(TABS[tab]))
    descending = bool(number) or tab in {"selesai", "batal", "dikirim"}
    return keyset.page(
        query,
        [Order.id],
        cursor,
        PAGE,
        run=_run,
        key=lambda order: (order.id,),
        descending=descending,
    )


def order(seller: Seller, number: str) -> Order:
    """One order that has reached the seller, with all its page shows. Raises NotFound."""
    shown = [status for statuses in TABS.values() for status in statuses]
    found = db.session.scalar(
        select(Order)
        .where(Order.seller_id == seller.id, Order.number == number, Order.status.in_(shown))
        .options(joinedload(Order.purchase), selectinload(Order.lines), selectinload(Order.problems))
    )
    if found is None:
        raise NotFound
    return found


def _run(query: object) -> Sequence[Order]:
    return db.session.scalars(query).all()  # type: ignore[call-overload, no-any-return]


def _shelves(seller: Seller) -> tuple[int, int, int]:
    """Variants on sale that are nearly gone, listings an admin sent back, fresh reviews without a reply."""
    low = (
        select(func.count())
        .select_from(Variant)
        .join(Product)
        .where(
            Product.seller_id == seller.id,
            Product.status == ProductStatus.PUBLISHED,
            Product.made_to_order_days.is_(None),
            Variant.is_active,
            Variant.on_hand - Variant.reserved <= LOW_STOCK,
        )
        .scalar_subquery()
    )
    mend = (
        select(func.count())
        .select_from(Product)
        .where(Product.seller_id == seller.id, Product.status == ProductStatus.NEEDS_CHANGES)
        .scalar_subquery()
    )
    unanswered = (
        select(func.count())
        .select_from(Review)
        .join(Product, Review.product_id == Product.id)
        .where(
            Product.seller_id == seller.id,
            Review.replied_at.is_(None),
            Review.hidden_at.is_(None),
            Review.created_at > clock.now() - FRESH,
        )
        .scalar_subquery()
    )
    found = db.session.execute(select(low, mend, unanswered)).one()
    return found[0], found[1], found[2]
