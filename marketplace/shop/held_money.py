"""Money that came too late or in another amount, on its way back to who paid it.

A provider that took it sends it back, always asked with the same key; an admin sends transfers by hand.
"""

from dataclasses import dataclass

from sqlalchemy import select

from marketplace import events, gateways, ledger
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.gateways import Gateway, RefundAnswer, RefundRequest, RefundState
from marketplace.i18n import _
from marketplace.models import Payment, Purchase, User
from marketplace.models.payments import PaymentStatus
from marketplace.shop import order_notices


class NotHeld(Conflict):
    """Somebody else has dealt with it."""

    def default_message(self) -> str:
        return _("Uang ini tidak ditahan lagi. Muat ulang halaman ini.")


@dataclass(frozen=True)
class Return:
    """What to ask of the gateway that took the money."""

    payment_id: int
    gateway: Gateway
    request: RefundRequest


def amount_of(payment: Payment) -> int:
    """What really came, in rupiah, as the books have it; 0 when it was never known."""
    return ledger.unmatched_amount(payment)


def goes_by_itself(payment: Payment) -> bool:
    """Whether the gateway can send this money back."""
    return _gateway(payment) is not None and amount_of(payment) > 0


def prepare(admin: User, reference: str) -> Return:
    """Write down that the money is being sent back, before the gateway is asked.

    Raises NotFound, NotHeld, Conflict when a person has to send it.
    """
    payment = _held(reference)
    gateway, amount = _gateway(payment), amount_of(payment)
    if gateway is None or amount <= 0:
        raise Conflict(_("Uang ini harus dikirim dengan tangan lewat bank."))
    events.record("payment_return_asked", payment.purchase, actor=admin, amount=amount)
    request = RefundRequest(
        key=f"return:{payment.idempotency_key}",
        reference=payment.reference or "",
        intent=payment.intent or "",
        amount=amount,
        order_number=payment.purchase.number,
    )
    return Return(payment.id, gateway, request)


def settle(admin: User, reference: str, answer: RefundAnswer) -> Payment:
    """Apply the gateway's answer: a yes closes it. Raises Conflict with the reason when it says no."""
    payment = _held(reference)
    if answer.state == RefundState.FAILED:
        raise Conflict(_("Penyedia menolak mengirim kembali: %(why)s", why=answer.detail))
    _close(payment, admin, answer.reference, by_hand=False)
    return payment


def mark_returned(admin: User, reference: str, bank_note: str) -> Payment:
    """An admin sent the money by bank. Raises NotFound, NotHeld, Invalid without the bank's reference."""
    note = " ".join(bank_note.split())
    if not note:
        raise Invalid(_("Isi nomor referensi transfer dari bank."), field="bank_note")
    payment = _held(reference)
    _close(payment, admin, note, by_hand=True)
    return payment


def _close(payment: Payment, admin: User, note: str, *, by_hand: bool) -> None:
    amount = amount_of(payment)
    payment.become(PaymentStatus.RETURNED)
    payment.confirmed_by_id = admin.id
    if amount:
        ledger.unmatched_returned(payment, amount, by_hand=by_hand)
    events.record("payment_returned", payment.purchase, actor=admin, amount=amount, note=note)
    order_notices.money_returned(payment, amount)


def _held(reference: str) -> Payment:
    """The payment, locked after its purchase as everywhere."""
    found = db.session.scalar(select(Payment).where(Payment.reference == reference))
    if found is None:
        raise NotFound
    db.session.execute(select(Purchase.id).where(Purchase.id == found.purchase_id).with_for_update())
    db.session.refresh(found, with_for_update={"of": Payment})
    if found.status != PaymentStatus.HELD:
        raise NotHeld
    return found


def _gateway(payment: Payment) -> Gateway | None:
    try:
        gateway = gateways.of(payment.gateway)
    except KeyError:
        return None
    return None if gateway.refunds_by_hand else gateway
