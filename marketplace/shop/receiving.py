"""The sale is done: the buyer says so, or a clock does."""

from sqlalchemy import update

from marketplace import clock, events, ledger, stock
from marketplace.errors import InvalidTransition
from marketplace.extensions import db
from marketplace.models import Order, Product, Purchase, User
from marketplace.models.orders import OrderStatus, PaymentMethod
from marketplace.shop import order_notices
from marketplace.shop.order_lookup import of_purchase


def confirm(purchase: Purchase, number: str, actor: User | None) -> Order:
    """The buyer has the goods and is content. `actor` is None for a guest who holds the link.

    Raises NotFound, InvalidTransition when the order has not left or is already closed.
    """
    order = of_purchase(purchase, number, lock=True)
    if order.status not in {OrderStatus.SHIPPED, OrderStatus.DELIVERED}:
        raise InvalidTransition(order, order.status, OrderStatus.COMPLETED)
    complete(order, "order_received", actor=actor)
    return order


def complete(order: Order, event: str, *, actor: User | None = None, reason: str = "") -> None:
    """Close a locked order: the goods are sold, the money is the seller's. Raises InvalidTransition."""
    order.complete(clock.now())
    stock.commit(order.lines)
    _count_as_sold(order)
    if order.purchase.method == PaymentMethod.COD:
        ledger.completed_cod(order)
    else:
        ledger.completed(order)
    events.record(event, order, actor=actor, reason=reason)
    order_notices.order_completed(order)


def _count_as_sold(order: Order) -> None:
    pieces: dict[int, int] = {}
    for line in order.lines:
        pieces[line.product_id] = pieces.get(line.product_id, 0) + line.quantity
    for product_id in sorted(pieces):
        db.session.execute(
            update(Product)
            .where(Product.id == product_id)
            .values(sold_count=Product.sold_count + pieces[product_id], updated_at=Product.updated_at)
            .execution_options(synchronize_session=False)
        )
