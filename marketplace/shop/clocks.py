"""Orders whose time is over, and those whose time is nearly over. Safe to run twice and in two workers.

`act_on` and `remind_of` take one order each, in the transaction their caller opens for it; an order
somebody else works on is left to them.
"""

from sqlalchemy import or_, select

from marketplace import clock
from marketplace.extensions import db
from marketplace.models import Order
from marketplace.models.orders import OrderStatus, ShippingMethod
from marketplace.shop import cancelling, deadlines, order_notices, problems
from marketplace.shop.order_lookup import waiting
from marketplace.shop.receiving import complete

WAITING = (
    OrderStatus.PLACED,
    OrderStatus.ACCEPTED,
    OrderStatus.SHIPPED,
    OrderStatus.DELIVERED,
    OrderStatus.PROBLEM,
)
"""States the clocks of this module end. Unpaid orders end with their purchase."""


def overdue() -> list[int]:
    """Keys of orders whose time is over, longest ago first."""
    query = select(Order.id).where(Order.status.in_(WAITING), Order.due_at <= clock.now())
    return list(db.session.scalars(query.order_by(Order.due_at, Order.id)))


def act_on(order_id: int) -> bool:
    """End one order's waiting as its state says. False when it is no longer due or somebody has it."""
    order = waiting(order_id, Order.status.in_(WAITING), Order.due_at <= clock.now())
    if order is None:
        return False
    match order.status:
        case OrderStatus.PLACED | OrderStatus.ACCEPTED:
            cancelling.by_clock(order)
        case OrderStatus.SHIPPED if order.shipping_method == ShippingMethod.PICKUP:
            cancelling.by_clock(order)
        case OrderStatus.PROBLEM:
            problems.escalate(order)
        case _:
            complete(order, "order_completed")
    return True


def to_remind() -> list[int]:
    """Keys of waiting orders whose reminder is due and was not given for this deadline."""
    nearly_over = [
        (Order.status == status)
        & (Order.shipping_method == method)
        & (Order.due_at <= clock.now() + deadlines.reminder_lead(status, method))
        for status in WAITING
        for method in ShippingMethod
    ]
    query = select(Order.id).where(
        Order.due_at > clock.now(),
        or_(Order.reminded_for.is_(None), Order.reminded_for != Order.due_at),
        or_(*nearly_over),
    )
    return list(db.session.scalars(query.order_by(Order.due_at, Order.id)))


def remind_of(order_id: int) -> bool:
    """Remind whoever is awaited. False when it is not the time (any more) or somebody has the order."""
    order = waiting(order_id, Order.status.in_(WAITING))
    remind_at = deadlines.remind_at(order) if order else None
    if order is None or remind_at is None or remind_at > clock.now() or order.reminded_for == order.due_at:
        return False
    order.reminded_for = order.due_at
    match order.status:
        case OrderStatus.PLACED:
            order_notices.accept_reminder(order)
        case OrderStatus.ACCEPTED:
            order_notices.ship_reminder(order)
        case OrderStatus.SHIPPED:
            order_notices.receive_reminder(order)
        case OrderStatus.DELIVERED:
            order_notices.complete_reminder(order)
        case _:
            problem = problems.open_problem(order)
            if problem.answered_at is None:
                order_notices.problem_reminder(order, problem)
    return True
