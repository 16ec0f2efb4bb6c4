"""What happens to a payment, whoever says so: a provider's event, an admin, the clock. Never the network.

Every verb locks the purchase first, then its payments in key order.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from marketplace import clock, events, gateways, ledger, paths
from marketplace.errors import Conflict, Invalid
from marketplace.extensions import db
from marketplace.gateways import Gateway
from marketplace.gateways.protocol import CURRENCY
from marketplace.gateways.transfer import reference_for
from marketplace.i18n import N_, _
from marketplace.models import Order, Payment, Purchase, Seller, User
from marketplace.models.orders import PaymentMethod, PurchaseStatus
from marketplace.models.payments import GatewayName, PaymentStatus
from marketplace.notifications import notify
from marketplace.shop import deadlines, order_notices

OPEN = {PaymentStatus.CREATED, PaymentStatus.PENDING, PaymentStatus.CHECKING}
SHORTEST_PAGE = timedelta(minutes=31)
LONGEST_PAGE = timedelta(hours=23, minutes=55)


class PaymentOver(Conflict):
    """The purchase is paid, expired or cancelled: there is nothing to pay any more."""

    def __init__(self, purchase: Purchase) -> None:
        words = {
            PurchaseStatus.PAID: _("Pesanan ini sudah dibayar. Anda tidak perlu membayar lagi."),
            PurchaseStatus.EXPIRED: _("Waktu bayar pesanan ini sudah habis. Silakan pesan lagi."),
            PurchaseStatus.CANCELLED: _("Pesanan ini sudah dibatalkan."),
            PurchaseStatus.PAY_ON_RECEIPT: _("Pesanan ini dibayar saat barang diterima."),
        }
        super().__init__(words.get(purchase.status, words[PurchaseStatus.EXPIRED]))


def gateway_for(method: PaymentMethod) -> Gateway:
    """Who takes money paid this way. Raises Invalid when nobody does."""
    if method == PaymentMethod.TRANSFER:
        return gateways.of(GatewayName.TRANSFER)
    card = gateways.card() if method == PaymentMethod.CARD else None
    if card is None:
        raise Invalid(_("Cara bayar ini tidak tersedia. Pilih cara lain."), field="method")
    return card


def begin(purchase: Purchase, attempt: int) -> Payment:
    """Write down that a payment will be asked for; its key is kept before any provider hears of it."""
    gateway = gateway_for(purchase.method)
    key = f"pay:{purchase.number}:{attempt}"
    now = clock.now()
    pay_by = purchase.pay_by or now
    payment = Payment(
        purchase_id=purchase.id,
        gateway=gateway.name,
        amount=purchase.total,
        idempotency_key=key,
        reference=None if gateway.has_page else reference_for(key),
        expires_at=min(max(pay_by, now + SHORTEST_PAGE), now + LONGEST_PAGE).replace(microsecond=0),
    )
    db.session.add(payment)
    return payment


def lock(purchase_id: int) -> Purchase:
    """The purchase as it is now, locked."""
    return db.session.scalars(
        select(Purchase)
        .where(Purchase.id == purchase_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def lock_payments(purchase: Purchase) -> list[Payment]:
    """Every payment of a locked purchase, oldest first."""
    return list(
        db.session.scalars(
            select(Payment)
            .where(Payment.purchase_id == purchase.id)
            .order_by(Payment.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def open_payment(purchase: Purchase) -> Payment | None:
    """The attempt the buyer can still pay, or None."""
    return db.session.scalar(
        select(Payment).where(Payment.purchase_id == purchase.id, Payment.status.in_(OPEN))
    )


def receive(
    purchase: Purchase, payment: Payment, amount: int, currency: str, number: str, intent: str = ""
) -> None:
    """A provider says that so much was paid for a purchase of this number: believed only when all of it fits.

    Both rows are locked by the caller. What does not fit is put aside for a person to decide.
    """
    if (amount, currency, number) == (payment.amount, CURRENCY, purchase.number):
        settle(purchase, payment, intent=intent)
    elif payment.status != PaymentStatus.SUCCEEDED:
        payment.intent = payment.intent or intent or None
        hold(purchase, payment, amount if currency == CURRENCY else 0, "mismatch")


def all_of(purchase: Purchase) -> list[Payment]:
    """Every attempt to pay a purchase, oldest first, only to be read."""
    query = select(Payment).where(Payment.purchase_id == purchase.id).order_by(Payment.id)
    return list(db.session.scalars(query))


def settle(purchase: Purchase, payment: Payment, *, actor: User | None = None, intent: str = "") -> None:
    """The money is there: the orders go to their sellers. Both rows are locked by the caller.

    Settled before: nothing happens. Nobody waits for it any more, or another attempt was first: the money is
    put aside for a person to decide.
    """
    payment.intent = payment.intent or intent or None
    if payment.status == PaymentStatus.SUCCEEDED:
        return
    if purchase.status != PurchaseStatus.AWAITING_PAYMENT:
        hold(purchase, payment, payment.amount, "late")
        return
    at = clock.now()
    for other in lock_payments(purchase):
        if other.id != payment.id and other.status in OPEN:
            other.become(PaymentStatus.EXPIRED)
    db.session.flush()
    payment.succeed(at)
    purchase.pay(at)
    events.record("purchase_paid", purchase, actor=actor, gateway=payment.gateway, amount=payment.amount)
    orders = orders_of(purchase)
    for order in orders:
        ledger.paid(order, payment)
    hand_over(purchase, orders, at)


def hand_over(purchase: Purchase, orders: list[Order], at: datetime) -> None:
    """The orders go to their sellers, whose clocks start."""
    for order in orders:
        order.place(deadlines.accept_by(at))
    order_notices.purchase_placed(purchase)
    for order in orders:
        events.record("order_placed", order)
        order_notices.order_placed(order)


def hold(purchase: Purchase, payment: Payment, amount: int, why: str) -> None:
    """Money came that fits nothing: it is booked apart and the admins are told. `why` is a code.

    `amount` is what really came, in rupiah; 0 or less when it is not known.
    """
    if payment.status == PaymentStatus.HELD:
        return
    payment.become(PaymentStatus.HELD)
    if amount > 0:
        ledger.held(payment, amount)
    events.record("payment_held", purchase, reason=why, amount=amount, payment=payment.idempotency_key)
    for admin in db.session.scalars(select(User).where(User.is_admin, User.blocked_at.is_(None))):
        message = N_("Uang untuk pesanan %(number)s perlu Anda periksa.")
        notify(admin, message, f"payment_held:{payment.id}", path=paths.PAYMENTS, number=purchase.number)


def process(payment: Payment, intent: str = "") -> None:
    """The buyer did their part, the money is on its way: the page is of no more use."""
    payment.intent = payment.intent or intent or None
    if payment.status == PaymentStatus.CREATED:
        payment.become(PaymentStatus.PENDING)
    if payment.status == PaymentStatus.PENDING:
        payment.pay_url = None


def is_on_its_way(payment: Payment) -> bool:
    """Whether the buyer has done their part and the money is awaited."""
    return payment.status == PaymentStatus.PENDING and not payment.pay_url


def fail(purchase: Purchase, payment: Payment, why: str = "") -> None:
    """This attempt came to nothing; the buyer may try again while the purchase waits."""
    if payment.status in {PaymentStatus.CREATED, PaymentStatus.PENDING}:
        payment.become(PaymentStatus.FAILED)
        payment.refusal = why
        events.record("payment_failed", purchase, reason=why, payment=payment.idempotency_key)


def expire(payment: Payment) -> None:
    """Nobody can pay this attempt any more."""
    if payment.status in OPEN:
        payment.become(PaymentStatus.EXPIRED)


def orders_of(purchase: Purchase) -> list[Order]:
    """The orders of a locked purchase, locked, with all that books and notices need."""
    query = (
        select(Order)
        .where(Order.purchase_id == purchase.id)
        .order_by(Order.id)
        .options(joinedload(Order.seller).joinedload(Seller.owner), selectinload(Order.lines))
        .with_for_update(of=Order)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))
