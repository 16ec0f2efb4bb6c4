"""Money that goes back to the buyer: owed in the transaction of its cause, sent afterwards, never twice.

Card refunds go through the gateway that took the money, always with the same key. Transfers and cash are
sent by an admin's hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace import clock, events, gateways, ledger, queue
from marketplace.crypto import Sealed, new_token
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.gateways import Gateway, RefundAnswer, RefundRequest, RefundState
from marketplace.i18n import _
from marketplace.models import Order, Payment, Purchase, Refund, User
from marketplace.models.orders import PaymentMethod
from marketplace.models.payments import GatewayName, PaymentStatus, RefundStatus
from marketplace.shop import order_notices
from marketplace.shop.order_lookup import payment_of

OPEN = (RefundStatus.REQUESTED, RefundStatus.SENT, RefundStatus.FAILED)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
KEY_LIVES = timedelta(hours=23)
SHORTEST_ACCOUNT, LONGEST_ACCOUNT = 8, 200  # characters


class GoesByItself(Conflict):
    """The provider sends this money; a person who also sends it would pay twice."""

    def default_message(self) -> str:
        return _("Pengembalian ini dikirim otomatis oleh penyedia. Tunggu kabarnya dulu.")


@dataclass(frozen=True)
class Sending:
    """A refund that was taken up by a worker: what to ask of whom."""

    refund_id: int
    gateway: Gateway
    request: RefundRequest


def owe(order: Order, reason: str) -> Refund | None:
    """Book what a just cancelled order owes its buyer; None when nobody has paid anything for it."""
    payment = payment_of(order.purchase)
    if payment is not None:
        ledger.cancelled(order)
    elif order.purchase.method == PaymentMethod.COD and order.delivered_at is not None:
        payment = _cash_payment(order.purchase)
        ledger.cancelled_cod(order)
    if payment is None:
        return None
    key = f"refund:{order.number}:{new_token()}"
    refund = Refund(
        payment=payment,
        order=order,
        amount=order.total,
        reason=reason,
        idempotency_key=key,
        status=RefundStatus.REQUESTED,
        next_try_at=clock.now(),
    )
    db.session.add(refund)
    events.record("refund_owed", order, amount=order.total)
    if by_hand(refund):
        order_notices.refund_needs_admin(refund)
    else:
        queue.wake("refunds.send")
    return refund


def by_hand(refund: Refund) -> bool:
    """Whether a person has to send this money: no provider can, or the provider has refused."""
    return _gateway(refund) is None or refund.status == RefundStatus.FAILED


def listed(*, is_open: bool, before: int | None = None, limit: int = 30) -> Sequence[Refund]:
    """Refunds for the admins: open ones oldest first, sent ones newest first."""
    query = select(Refund).options(
        joinedload(Refund.order).options(joinedload(Order.seller), joinedload(Order.purchase)),
        joinedload(Refund.payment),
    )
    if is_open:
        return db.session.scalars(query.where(Refund.status.in_(OPEN)).order_by(Refund.id)).all()
    query = query.where(Refund.status == RefundStatus.SUCCEEDED)
    if before is not None:
        query = query.where(Refund.id < before)
    return db.session.scalars(query.order_by(Refund.id.desc()).limit(limit)).all()


def due() -> list[int]:
    """Keys of refunds a worker may take up now, oldest first.

    What the provider has accepted is not asked for again: its message ends the wait.
    """
    query = select(Refund.id).where(
        Refund.status.in_((RefundStatus.REQUESTED, RefundStatus.SENT)),
        Refund.reference.is_(None),
        Refund.next_try_at <= clock.now(),
    )
    return list(db.session.scalars(query.order_by(Refund.id)))


def take_up(refund_id: int) -> Sending | None:
    """Write down that the refund is being sent, before anybody is asked.

    None when somebody else has it, it is settled, or a person must send it. Providers forget keys after a
    day, so one that has not answered until then is never asked again: a person looks at it.
    """
    refund = _locked(refund_id, skip_locked=True)
    if refund is None or refund.next_try_at > clock.now() or refund.reference:
        return None
    gateway = _gateway(refund)
    if gateway is None or refund.status not in (RefundStatus.REQUESTED, RefundStatus.SENT):
        return None
    if refund.attempts and refund.created_at < clock.now() - KEY_LIVES:
        _fail(refund, _("Penyedia tidak menjawab selama sehari. Periksa di akun penyedia sebelum mengirim."))
        return None
    if refund.status == RefundStatus.REQUESTED:
        refund.become(RefundStatus.SENT)
    refund.next_try_at = clock.now() + min(FIRST_WAIT * 2 ** min(refund.attempts, 12), LONGEST_WAIT)
    refund.attempts += 1
    payment = refund.payment
    request = RefundRequest(
        key=refund.idempotency_key,
        reference=payment.reference or "",
        intent=payment.intent or "",
        amount=refund.amount,
        order_number=refund.order.number,
    )
    return Sending(refund.id, gateway, request)


def no_answer(refund_id: int, detail: str) -> None:
    """The provider's answer is unknown: the next round asks again with the same key."""
    refund = _locked(refund_id)
    if refund is not None:
        refund.last_error = detail


def settle(refund_id: int, answer: RefundAnswer) -> None:
    """Apply what the provider said, now or later by a message. Saying it twice changes nothing.

    A refund that fails after it succeeded is owed again.
    """
    refund = _locked(refund_id)
    if refund is None:
        raise NotFound
    refund.reference = answer.reference or refund.reference
    if answer.state == RefundState.SUCCEEDED and refund.status != RefundStatus.SUCCEEDED:
        _succeed(refund)
        ledger.refunded(refund)
    elif answer.state == RefundState.FAILED and refund.status != RefundStatus.FAILED:
        if refund.status == RefundStatus.SUCCEEDED:
            refund.payment.refunded -= refund.amount
            ledger.refund_bounced(refund)
        _fail(refund, answer.detail)


def mark_sent(admin: User, order_number: str, bank_note: str) -> Refund:
    """An admin sent the money by bank; `bank_note` is the bank's reference of the transfer.

    Raises NotFound, GoesByItself, Conflict when it is already sent, Invalid without a reference.
    """
    refund = of_order(order_number, lock=True)
    if refund.status == RefundStatus.SUCCEEDED:
        raise Conflict(_("Pengembalian ini sudah ditandai terkirim."))
    if not by_hand(refund):
        raise GoesByItself
    note = " ".join(bank_note.split())
    if not note:
        raise Invalid(_("Isi nomor referensi transfer dari bank."), field="bank_note")
    refund.bank_note, refund.sent_by_id = note, admin.id
    _succeed(refund, actor=admin, bank_note=note)
    ledger.refunded_by_hand(refund)
    return refund


def tell_account(purchase: Purchase, order_number: str, account: str, actor: User | None) -> Refund:
    """The buyer says where the money should go. Raises NotFound, Conflict once it is sent, Invalid."""
    refund = of_order(order_number, lock=True)
    if refund.order.purchase_id != purchase.id or not by_hand(refund):
        raise NotFound
    if refund.status == RefundStatus.SUCCEEDED:
        raise Conflict(_("Uangnya sudah dikirim."))
    words = " ".join(account.split())
    if not SHORTEST_ACCOUNT <= len(words) <= LONGEST_ACCOUNT:
        raise Invalid(_("Isi nama bank, nomor rekening, dan nama pemiliknya."), field="account")
    refund.bank_account = Sealed(words)
    events.record("refund_account_told", refund.order, actor=actor)
    return refund


def account_of(admin: User, order_number: str) -> str:
    """The buyer's account in full, which is a recorded act. Raises NotFound."""
    refund = of_order(order_number)
    if refund.bank_account is None:
        raise NotFound
    events.record("refund_account_seen", refund.order, actor=admin)
    return refund.bank_account.reveal()


def find(order: Order) -> Refund | None:
    """The refund of an order, or None when nothing goes back."""
    return db.session.scalar(select(Refund).where(Refund.order_id == order.id))


def of_order(order_number: str, *, lock: bool = False) -> Refund:
    """The refund of an order. Raises NotFound."""
    refund = db.session.scalar(select(Refund).join(Order).where(Order.number == order_number))
    if refund is None or (lock and _locked(refund.id) is None):
        raise NotFound
    return refund


def _succeed(refund: Refund, actor: User | None = None, **data: str) -> None:
    refund.become(RefundStatus.SUCCEEDED)
    refund.last_error = None
    refund.payment.refunded += refund.amount
    events.record("refund_sent", refund.order, actor=actor, amount=refund.amount, **data)
    order_notices.refund_sent(refund)


def _fail(refund: Refund, why: str) -> None:
    refund.become(RefundStatus.FAILED)
    refund.last_error = why
    events.record("refund_failed", refund.order, reason=why)
    order_notices.refund_needs_admin(refund)


def _locked(refund_id: int, *, skip_locked: bool = False) -> Refund | None:
    """The refund and its payment, both locked: several refunds add up on one payment."""
    fresh = {"populate_existing": True}
    query = select(Refund).where(Refund.id == refund_id).with_for_update(skip_locked=skip_locked, of=Refund)
    refund = db.session.scalar(query.execution_options(**fresh))
    if refund is not None:
        paid = select(Payment).where(Payment.id == refund.payment_id).with_for_update(of=Payment)
        db.session.execute(paid.execution_options(**fresh))
    return refund


def _gateway(refund: Refund) -> Gateway | None:
    """Who sends this refund by itself; None for cash, transfers, and providers no longer configured."""
    try:
        gateway = gateways.of(refund.payment.gateway)
    except KeyError:
        return None
    return None if gateway.refunds_by_hand else gateway


def _cash_payment(purchase: Purchase) -> Payment:
    """What the seller took at the door, as a payment that refunds can point to."""
    locked = db.session.scalars(
        select(Purchase).where(Purchase.id == purchase.id).with_for_update(of=Purchase)
    ).one()
    found = db.session.scalar(
        select(Payment).where(Payment.purchase_id == locked.id, Payment.gateway == GatewayName.COD)
    )
    if found is not None:
        return found
    payment = Payment(
        purchase=locked,
        gateway=GatewayName.COD,
        amount=locked.total,
        status=PaymentStatus.SUCCEEDED,
        succeeded_at=clock.now(),
        idempotency_key=f"cod:{locked.number}",
    )
    db.session.add(payment)
    db.session.flush()
    return payment
