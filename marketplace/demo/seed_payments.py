"""Money of the demo's purchases: cards through the sandbox's signed news, transfers through proof and a look."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from marketplace import crypto, gateways
from marketplace.demo import seed_papers
from marketplace.demo.seed_stages import ADMIN, user
from marketplace.extensions import db
from marketplace.gateways import PageNews, PageNewsKind, ProviderEvent
from marketplace.gateways.protocol import CURRENCY
from marketplace.models import Order, Payment, Purchase, SandboxSession, User
from marketplace.models.orders import PaymentMethod
from marketplace.models.payments import GatewayName, PaymentStatus
from marketplace.shop import order_links, payments, proofs, refunds, webhook_events

CARD_AFTER, PROOF_AFTER, LOOKED_AFTER = timedelta(minutes=6), timedelta(hours=1), timedelta(hours=3)
COMPLETED = "checkout.session.completed"


def pay(purchase: Purchase, buyer: User, began: datetime) -> Iterator[datetime]:
    """The money of a purchase arrives the way the buyer chose; yields the moment of each step."""
    if purchase.method == PaymentMethod.CARD:
        yield began + CARD_AFTER
        _by_card(purchase)
        return
    yield began + PROOF_AFTER
    show_proof(purchase, buyer)
    yield began + LOOKED_AFTER
    proofs.confirm(user(ADMIN), _open(purchase).reference or "")


def show_proof(purchase: Purchase, buyer: User) -> None:
    """The buyer sends the picture of a transfer."""
    reference = _open(purchase).reference or ""
    picture = seed_papers.receipt(reference, purchase.total, buyer.name)
    proofs.show_proof(purchase, "bukti-transfer.jpg", "image/jpeg", picture, "", buyer)


def refund(order: Order) -> None:
    """A card refund is taken up and answered, as the worker and the provider do it."""
    sending = refunds.take_up(refunds.of_order(order.number).id)
    if sending is not None:
        refunds.settle(sending.refund_id, sending.gateway.refund(sending.request))


def _open(purchase: Purchase) -> Payment:
    payment = payments.open_payment(purchase)
    assert payment is not None
    return payment


def _by_card(purchase: Purchase) -> None:
    """What `paying.pay`, the sandbox's page and its news do, in one transaction.

    The demo's history is paid at the sandbox even where Stripe takes new cards.
    """
    payment = _open(purchase)
    reference = f"uji_{crypto.digest(payment.idempotency_key, 'sandbox').hex()[:32]}"
    assert payment.expires_at is not None
    session = SandboxSession(
        reference=reference,
        idempotency_key=payment.idempotency_key,
        purchase_number=purchase.number,
        amount=payment.amount,
        status="complete",
        payment_status="paid",
        return_path=order_links.link_to(purchase),
        expires_at=payment.expires_at,
    )
    db.session.add(session)
    payment.gateway, payment.reference = GatewayName.SANDBOX, reference
    payment.pay_url = gateways.absolute(f"/uji-bayar/{reference}")
    payment.become(PaymentStatus.PENDING)
    db.session.flush()
    news = PageNews(
        kind=PageNewsKind.PAID,
        reference=reference,
        intent=f"pi_{reference}",
        amount=payment.amount,
        currency=CURRENCY,
        payment_key=payment.idempotency_key,
        purchase_number=purchase.number,
    )
    event = ProviderEvent(f"evt_{reference}_completed", COMPLETED, True, news, {"type": COMPLETED})
    webhook_events.take_in(GatewayName.SANDBOX, event)
