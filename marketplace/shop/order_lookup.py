"""Finding an order for somebody who may see it; everybody else finds nothing."""

from typing import Any

from sqlalchemy import select

from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.models import Order, Payment, Purchase, Seller
from marketplace.models.orders import PurchaseStatus
from marketplace.models.payments import PaymentStatus


def of_seller(seller: Seller, number: str, *, lock: bool = False) -> Order:
    """A seller's own order that has reached the seller. Raises NotFound."""
    return _one(lock, Order.number == number, Order.seller_id == seller.id)


def of_purchase(purchase: Purchase, number: str, *, lock: bool = False) -> Order:
    """An order of a purchase somebody was let into. Raises NotFound."""
    return _one(lock, Order.number == number, Order.purchase_id == purchase.id)


def by_number(number: str, *, lock: bool = False) -> Order:
    """Any order, for admins. Raises NotFound."""
    return _one(lock, Order.number == number)


def waiting(order_id: int, *conditions: Any) -> Order | None:
    """The order locked, or None when it no longer meets the conditions or somebody else works on it."""
    query = (
        select(Order)
        .where(Order.id == order_id, *conditions)
        .with_for_update(skip_locked=True, of=Order)
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(query)


def payment_of(purchase: Purchase) -> Payment | None:
    """The payment that paid a purchase, or None while (or because) the market holds no money for it."""
    if purchase.status != PurchaseStatus.PAID:
        return None
    query = select(Payment).where(
        Payment.purchase_id == purchase.id, Payment.status == PaymentStatus.SUCCEEDED
    )
    return db.session.scalar(query)


def _one(lock: bool, *conditions: Any) -> Order:
    query = select(Order).where(*conditions)
    if lock:
        query = query.with_for_update(of=Order).execution_options(populate_existing=True)
    order = db.session.scalar(query)
    if order is None:
        raise NotFound
    return order
