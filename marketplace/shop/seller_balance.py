"""A seller's money as the ledger has it: held, free to be paid out, and every rupiah's order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from marketplace import clock
from marketplace.extensions import db
from marketplace.ledger import chart
from marketplace.ledger.posting import StatementLine, balances, statement
from marketplace.models import Order, Purchase, Seller
from marketplace.models.orders import OrderStatus, PaymentMethod

PAGE = 30
KINDS = ("masuk", "tunai")
"""Filters of the statement by the word in the address: sales paid through us, sales in cash."""
IN_KIND = {"masuk": ("completed",), "tunai": ("cod_completed", "cod_settled", "cod_cancelled")}
STILL_HELD = (
    OrderStatus.PLACED,
    OrderStatus.ACCEPTED,
    OrderStatus.SHIPPED,
    OrderStatus.DELIVERED,
    OrderStatus.PROBLEM,
)


@dataclass(frozen=True)
class Figures:
    """In rupiah. `owed` is what the seller owes the market of cash taken at the door."""

    held: int
    available: int
    owed: int

    @property
    def free(self) -> int:
        """What could be paid out; negative when more is owed than earned."""
        return self.available - self.owed


@dataclass(frozen=True)
class Sold:
    """Completed sales of some days: how many orders, and what they were worth to the seller, in rupiah."""

    orders: int
    amount: int


def figures(seller: Seller) -> Figures:
    """The seller's three balances."""
    held, available, owed = balances(
        chart.held(seller.id), chart.available(seller.id), chart.cash_in_hand(seller.id)
    )
    return Figures(held, available, owed)


def held_orders(seller: Seller, before: int | None = None) -> Sequence[Order]:
    """Orders whose money is held now, newest first, one more than a page."""
    query = (
        select(Order)
        .join(Order.purchase)
        .where(
            Order.seller_id == seller.id,
            Order.status.in_(STILL_HELD),
            Purchase.method != PaymentMethod.COD,
        )
        .options(joinedload(Order.purchase))
        .order_by(Order.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        query = query.where(Order.id < before)
    return db.session.scalars(query).all()


def movements(seller: Seller, kind: str = "", before: int | None = None) -> list[StatementLine]:
    """What went into and out of the balance, newest first, one more than a page."""
    return statement(chart.available(seller.id), kinds=IN_KIND.get(kind, ()), before=before, limit=PAGE + 1)


def owed_movements(seller: Seller, before: int | None = None) -> list[StatementLine]:
    """How the cash in the seller's hands came about, newest first, one more than a page."""
    return statement(chart.cash_in_hand(seller.id), before=before, limit=PAGE + 1)


def sold_since(seller: Seller, days: int) -> Sold:
    """Orders completed in the last days."""
    since = clock.now() - timedelta(days=days)
    row = db.session.execute(
        select(func.count(), func.coalesce(func.sum(Order.total - Order.commission_total), 0)).where(
            Order.seller_id == seller.id, Order.status == OrderStatus.COMPLETED, Order.completed_at >= since
        )
    ).one()
    return Sold(int(row[0]), int(row[1]))
