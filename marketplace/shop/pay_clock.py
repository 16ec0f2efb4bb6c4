"""When the time to pay is over. Safe to run twice, and to be killed between any two steps."""

import logging
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.exc import SQLAlchemyError

from marketplace import clock, events, rules, stock
from marketplace.errors import Refusal
from marketplace.extensions import db
from marketplace.gateways import GatewayAway, GatewayRefused
from marketplace.models import Mail, Payment, Purchase
from marketplace.models.orders import PurchaseStatus
from marketplace.models.payments import PaymentStatus
from marketplace.shop import order_notices, paying, payments
from marketplace.transactions import transaction

log = logging.getLogger(__name__)

PATIENCE = timedelta(hours=6)
"""How long a provider that does not answer may keep goods from the shelf after the time to pay is over."""
ASK_AFTER = timedelta(minutes=5)
AT_ONCE = 200


def expire_due() -> None:
    """End every purchase whose time to pay is over: pages closed first, then the goods go back."""
    for purchase_id in _due():
        _on_its_own(_expire, purchase_id)


def remind() -> None:
    """Tell buyers once that their time to pay is nearly over."""
    soon = clock.now() + timedelta(hours=rules.number("clock.reminder_hours"))
    query = select(Purchase.id).where(
        Purchase.status == PurchaseStatus.AWAITING_PAYMENT,
        Purchase.pay_by <= soon,
        Purchase.pay_by > clock.now(),
        ~_is_being_checked(),
        ~_was_reminded(),
    )
    for purchase_id in db.session.scalars(query.order_by(Purchase.pay_by).limit(AT_ONCE)).all():
        with transaction():
            purchase = payments.lock(purchase_id)
            if purchase.status == PurchaseStatus.AWAITING_PAYMENT:
                order_notices.payment_reminder(purchase)


def look_for_lost_news() -> None:
    """Ask providers about payments they have been silent on: a message of theirs may have been lost."""
    query = (
        select(Payment.purchase_id)
        .join(Purchase)
        .where(
            Payment.status == PaymentStatus.PENDING,
            Payment.created_at <= clock.now() - ASK_AFTER,
            Purchase.status == PurchaseStatus.AWAITING_PAYMENT,
        )
        .order_by(Payment.id)
        .limit(AT_ONCE)
    )
    for purchase_id in db.session.scalars(query).all():
        _on_its_own(paying.look, purchase_id)


def _on_its_own(act: Callable[[int], None], purchase_id: int) -> None:
    """One purchase in trouble must not hold up the others; the next round tries it again."""
    try:
        act(purchase_id)
    except (Refusal, SQLAlchemyError) as fault:
        fields = {"purchase": purchase_id, "detail": getattr(fault, "detail", "")}
        log.warning("a payment could not be followed up", exc_info=fault, extra={"fields": fields})


def _due() -> list[int]:
    query = select(Purchase.id).where(
        Purchase.status == PurchaseStatus.AWAITING_PAYMENT,
        Purchase.pay_by <= clock.now(),
        ~_is_being_checked(),
    )
    return list(db.session.scalars(query.order_by(Purchase.pay_by, Purchase.id).limit(AT_ONCE)))


def _expire(purchase_id: int) -> None:
    try:
        if not paying.close_pages(purchase_id):
            return  # the buyer paid in a way that takes time; its outcome ends the wait
    except (GatewayAway, GatewayRefused):
        if not _is_past_patience(purchase_id):
            raise
    with transaction():
        purchase = payments.lock(purchase_id)
        known = payments.lock_payments(purchase)
        if not _is_still_due(purchase, known):
            return
        for payment in known:
            payments.expire(payment)
        purchase.expire()
        orders = payments.orders_of(purchase)
        for order in orders:
            order.expire(clock.now())
        stock.release([line for order in orders for line in order.lines])
        events.record("purchase_expired", purchase)
        order_notices.purchase_expired(purchase)


def _is_past_patience(purchase_id: int) -> bool:
    with transaction():
        purchase = payments.lock(purchase_id)
        return purchase.pay_by is not None and purchase.pay_by + PATIENCE <= clock.now()


def _is_still_due(purchase: Purchase, known: list[Payment]) -> bool:
    is_over = purchase.pay_by is not None and purchase.pay_by <= clock.now()
    is_checked = any(payment.status == PaymentStatus.CHECKING for payment in known)
    return purchase.status == PurchaseStatus.AWAITING_PAYMENT and is_over and not is_checked


def _is_being_checked() -> ColumnElement[bool]:
    return exists().where(Payment.purchase_id == Purchase.id, Payment.status == PaymentStatus.CHECKING)


def _was_reminded() -> ColumnElement[bool]:
    return exists().where(Mail.dedupe_key == func.concat("payment_reminder:", Purchase.id, ":buyer"))
