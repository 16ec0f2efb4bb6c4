"""Believing what a provider tells us: each event once, in any order, early, late or twice.

Inserting the event and doing what it says is one transaction, opened by the caller.
"""

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert

from marketplace import clock
from marketplace.extensions import db
from marketplace.gateways import PageNews, PageNewsKind, ProviderEvent, RefundAnswer, RefundNews
from marketplace.models import GatewayEvent, Payment, Refund
from marketplace.models.payments import GatewayName
from marketplace.shop import payments, refunds

PROVIDERS = (GatewayName.STRIPE, GatewayName.SANDBOX)


def take_in(gateway: GatewayName, event: ProviderEvent) -> str:
    """Keep an event and apply it; what came of it, as a word: `applied`, `duplicate`, `ignored`, `unknown`.

    A second copy waits for the first and then changes nothing.
    """
    made = db.session.scalar(
        insert(GatewayEvent)
        .values(
            gateway=gateway,
            event_id=event.id,
            type=event.type,
            payload=event.payload,
            received_at=clock.now(),
            outcome="",
        )
        .on_conflict_do_nothing()
        .returning(GatewayEvent.event_id)
    )
    if made is None:
        return "duplicate"
    outcome = _apply(event)
    row = db.session.get_one(GatewayEvent, (gateway, event.id))
    row.outcome = outcome
    return outcome


def _apply(event: ProviderEvent) -> str:
    if event.news is None or not event.is_ours:
        return "ignored"
    if isinstance(event.news, RefundNews):
        return _refund(event.news)
    return _page(event.news)


def _page(news: PageNews) -> str:
    purchase_id = _purchase_of(news)
    if purchase_id is None:
        return "unknown"
    purchase = payments.lock(purchase_id)
    payment = next(p for p in payments.lock_payments(purchase) if _is_about(p, news))
    payment.reference = payment.reference or news.reference or None
    match news.kind:
        case PageNewsKind.PAID:
            payments.receive(purchase, payment, news.amount, news.currency, news.purchase_number, news.intent)
        case PageNewsKind.PROCESSING:
            payments.process(payment, news.intent)
        case PageNewsKind.FAILED:
            payments.fail(purchase, payment, "declined")
        case PageNewsKind.EXPIRED:
            payments.expire(payment)
    return "applied"


def _purchase_of(news: PageNews) -> int | None:
    """Whose payment this is: by the key we gave along, by the page, or by the charge."""
    named = [Payment.idempotency_key == news.payment_key]
    if news.reference:
        named.append(Payment.reference == news.reference)
    if news.intent:
        named.append(Payment.intent == news.intent)
    query = select(Payment.purchase_id).where(Payment.gateway.in_(PROVIDERS), or_(*named))
    return db.session.scalar(query.order_by(Payment.id).limit(1))


def _is_about(payment: Payment, news: PageNews) -> bool:
    return (
        payment.idempotency_key == news.payment_key
        or (bool(news.reference) and payment.reference == news.reference)
        or (bool(news.intent) and payment.intent == news.intent)
    )


def _refund(news: RefundNews) -> str:
    query = select(Refund.id).where(
        or_(Refund.idempotency_key == news.key, Refund.reference == news.reference)
    )
    refund_id = db.session.scalar(query)
    if refund_id is None:
        return "unknown"
    refunds.settle(refund_id, RefundAnswer(news.state, news.reference, news.detail))
    return "applied"
