"""Bank transfers: the buyer shows proof, an admin who looks into the bank account says yes or no."""

from datetime import timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from marketplace import clock, events
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.i18n import _, in_language
from marketplace.media.papers import store_paper
from marketplace.models import Payment, Purchase, User
from marketplace.models.media import PaperKind
from marketplace.models.orders import PurchaseStatus
from marketplace.models.payments import GatewayName, PaymentStatus
from marketplace.notifications import write_mail
from marketplace.shop import payments
from marketplace.shop.order_links import link_to

MORE_TIME = timedelta(hours=12)
LONGEST_NOTE = 300


class AlreadyDecided(Conflict):
    """Another admin was first."""

    def __init__(self, payment: Payment) -> None:
        who = payment.confirmed_by.name if payment.confirmed_by else _("admin lain")
        super().__init__(_("Pembayaran ini sudah diputuskan oleh %(name)s.", name=who))


def show_proof(
    purchase: Purchase, filename: str, content_type: str, data: bytes, note: str, actor: User | None
) -> Payment:
    """The buyer hands in the proof of a transfer; from now on the purchase does not expire.

    The caller has checked size and kind of the file. Raises PaymentOver, Conflict when no transfer is
    awaited.
    """
    purchase = payments.lock(purchase.id)
    if purchase.status != PurchaseStatus.AWAITING_PAYMENT:
        raise payments.PaymentOver(purchase)
    payment = next((p for p in payments.lock_payments(purchase) if p.status in payments.OPEN), None)
    if payment is None or payment.gateway != GatewayName.TRANSFER:
        raise Conflict(_("Pesanan ini tidak menunggu transfer bank."))
    paper = store_paper(actor, PaperKind.TRANSFER_PROOF, filename, content_type, data)
    if payment.status == PaymentStatus.CREATED:
        payment.become(PaymentStatus.CHECKING)
    payment.proof_id, payment.refusal = paper.id, ""
    payment.proof_note = " ".join(note.split())[:LONGEST_NOTE]
    events.record("proof_shown", purchase, actor=actor)
    return payment


def confirm(admin: User, reference: str, seen: PaymentStatus = PaymentStatus.CHECKING) -> Payment:
    """The money is in the bank. `seen` is the state the admin had on the page (no proof: CREATED).

    Raises NotFound, AlreadyDecided when it is another by now, PaymentOver.
    """
    purchase, payment = _lock(reference)
    if payment.status != seen or seen not in {PaymentStatus.CREATED, PaymentStatus.CHECKING}:
        raise AlreadyDecided(payment)
    if purchase.status != PurchaseStatus.AWAITING_PAYMENT:
        raise payments.PaymentOver(purchase)
    payment.confirmed_by_id = admin.id
    payments.settle(purchase, payment, actor=admin)
    events.record("transfer_confirmed", purchase, actor=admin, amount=payment.amount)
    return payment


def refuse(admin: User, reference: str, reason: str) -> Payment:
    """The proof does not hold. The buyer reads why and gets time to show another.

    Raises NotFound, AlreadyDecided, Invalid without a reason.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise Invalid(_("Tulis alasannya supaya pembeli tahu apa yang harus diperbaiki."), field="reason")
    purchase, payment = _lock(reference)
    if payment.status != PaymentStatus.CHECKING:
        raise AlreadyDecided(payment)
    payment.become(PaymentStatus.CREATED)
    payment.refusal, payment.confirmed_by_id = reason, admin.id
    if purchase.pay_by is not None:
        purchase.pay_by = max(purchase.pay_by, clock.now() + MORE_TIME)
    events.record("transfer_refused", purchase, actor=admin, reason=reason)
    with in_language(purchase.locale):
        write_mail(
            purchase.email,
            "transfer_refused",
            f"transfer_refused:{payment.id}:{payment.proof_id}",
            user=purchase.user,
            purchase=purchase,
            reason=reason,
            link=link_to(purchase),
        )
    return payment


def find(reference: str) -> Payment:
    """The payment of this reference with all an admin looks at. Raises NotFound."""
    query = (
        select(Payment)
        .where(Payment.reference == reference)
        .options(
            joinedload(Payment.purchase).selectinload(Purchase.orders),
            joinedload(Payment.proof),
            joinedload(Payment.confirmed_by),
        )
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def waiting(*statuses: PaymentStatus) -> list[Payment]:
    """Payments of these states, oldest first, each with its purchase."""
    query = (
        select(Payment)
        .where(Payment.status.in_(statuses))
        .options(joinedload(Payment.purchase), joinedload(Payment.confirmed_by))
        .order_by(Payment.id)
        .limit(200)
    )
    if PaymentStatus.CREATED in statuses:
        query = query.where(Payment.gateway == GatewayName.TRANSFER)
    return list(db.session.scalars(query))


def counts() -> dict[str, int]:
    """How many payments wait for a person: proofs to check, money put aside, transfers without proof."""
    query = (
        select(Payment.status, func.count())
        .join(Purchase)
        .where(
            or_(
                Payment.status.in_((PaymentStatus.CHECKING, PaymentStatus.HELD)),
                (Payment.status == PaymentStatus.CREATED) & (Payment.gateway == GatewayName.TRANSFER),
            )
        )
        .group_by(Payment.status)
    )
    found = {status.value: number for status, number in db.session.execute(query)}
    return {"checking": 0, "held": 0, "created": 0} | found


def _lock(reference: str) -> tuple[Purchase, Payment]:
    found = db.session.execute(
        select(Payment.purchase_id, Payment.id).where(
            Payment.reference == reference, Payment.gateway == GatewayName.TRANSFER
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    purchase = payments.lock(found.purchase_id)
    payment = next(p for p in payments.lock_payments(purchase) if p.id == found.id)
    return purchase, payment
