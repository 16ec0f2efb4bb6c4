"""Until when each side has time, from the dated rules `clock.*`. Working days are Indonesia's."""

from datetime import datetime, timedelta

from marketplace import rules
from marketplace.models import Order, OrderLine
from marketplace.models.orders import OrderStatus, ShippingMethod
from marketplace.working_days import add_working_days


def accept_by(at: datetime) -> datetime:
    """When an order placed at `at` is cancelled unless the seller accepted it."""
    return add_working_days(at, rules.number("clock.accept_working_days"))


def ship_by(at: datetime, lines: list[OrderLine]) -> datetime:
    """When an order accepted at `at` is cancelled unless it left; things made to order add their days."""
    made = max((line.product.made_to_order_days or 0 for line in lines), default=0)
    return add_working_days(at + timedelta(days=made), rules.number("clock.ship_working_days"))


def receive_by(at: datetime, method: ShippingMethod) -> datetime:
    """When an order that left (or lies ready) at `at` is closed although nobody said that it arrived."""
    code = "clock.pickup_days" if method == ShippingMethod.PICKUP else "clock.received_days"
    return at + timedelta(days=rules.number(code))


def complete_by(at: datetime) -> datetime:
    """When an order that arrived at `at` is complete: two working days, and never less than 48 hours."""
    working = add_working_days(at, rules.number("clock.complete_working_days"))
    return max(working, at + timedelta(hours=rules.number("clock.complete_least_hours")))


def decide_by(at: datetime) -> datetime:
    """When a problem reported at `at` goes to the admins."""
    return at + timedelta(days=rules.number("clock.problem_days"))


def reminder_lead(status: OrderStatus, method: ShippingMethod) -> timedelta:
    """How long before its `due_at` a waiting order is worth a reminder."""
    if status == OrderStatus.SHIPPED and method != ShippingMethod.PICKUP:
        received, reminder = rules.number("clock.received_days"), rules.number("clock.receive_reminder_days")
        return timedelta(days=received - reminder)
    return timedelta(hours=rules.number("clock.reminder_hours"))


def remind_at(order: Order) -> datetime | None:
    """When somebody is reminded of this order, or None while it waits for nobody."""
    if order.due_at is None:
        return None
    return order.due_at - reminder_lead(order.status, order.shipping_method)
