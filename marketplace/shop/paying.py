"""Where a payment meets its provider: the steps between our transactions and somebody else's network.

Nothing here runs inside a transaction of the caller. Each function opens its own around one step, leaves the
database, asks the provider, and opens another for the answer. Killed in between, the next call goes on.
"""

import logging
from dataclasses import dataclass

from sqlalchemy.orm import joinedload

from marketplace import clock, events, gateways, stock
from marketplace.errors import Conflict
from marketplace.extensions import db
from marketplace.gateways import (
    Gateway,
    GatewayAway,
    GatewayRefused,
    PageState,
    PageStatus,
    PayPage,
    PayRequest,
)
from marketplace.i18n import _
from marketplace.models import Payment, Purchase, User
from marketplace.models.orders import PaymentMethod, PurchaseStatus
from marketplace.models.payments import PaymentStatus
from marketplace.shop import order_links, payments
from marketplace.transactions import leave_database, transaction

log = logging.getLogger(__name__)


class BeingChecked(Conflict):
    """A proof of transfer is with the admins: nothing else is begun meanwhile."""

    def default_message(self) -> str:
        return _("Bukti transfer Anda sedang diperiksa. Tunggu kabarnya dulu ya.")


class OnItsWay(Conflict):
    """The buyer paid in a way that takes time; its outcome must come first."""

    def default_message(self) -> str:
        return _("Pembayaran Anda sedang diproses bank. Tunggu kabarnya dulu ya.")


@dataclass(frozen=True)
class _Page:
    """A payment whose pay page can still be open at its provider."""

    purchase_id: int
    payment_id: int
    gateway: Gateway
    reference: str


def pay(purchase_id: int) -> str:
    """The address where the buyer pays now; empty when there is no page (bank transfer).

    Opens a page or finds the open one again: as long as the provider's answer is unknown it is asked with the
    same key. Raises PaymentOver, OnItsWay, GatewayAway, GatewayRefused.
    """
    with transaction():
        payment = _payable(purchase_id)
        if payments.is_on_its_way(payment):
            raise OnItsWay
        if payment.pay_url or not gateways.of(payment.gateway).has_page:
            return payment.pay_url or ""
        request, payment_id = _request(payment), payment.id
    gateway = gateways.of(payment.gateway)
    leave_database()
    try:
        page = gateway.open(request)
    except (GatewayAway, GatewayRefused) as fault:
        log.warning("no pay page", extra={"fields": {"payment": request.key, "detail": fault.detail}})
        if isinstance(fault, GatewayRefused) or fault.is_final:
            _give_up(purchase_id, payment_id, fault.detail)
        raise
    with transaction():
        purchase, kept = _keep_page(purchase_id, payment_id, page)
    if kept:
        return page.url
    leave_database()
    gateway.close(page.reference)
    raise payments.PaymentOver(purchase)


def change_method(purchase_id: int, method: PaymentMethod) -> str:
    """Pay another way: the old page is closed first, then a new payment begins. Returns as `pay`.

    Raises PaymentOver (also when the old page turns out to be paid), BeingChecked, OnItsWay, Invalid,
    GatewayAway.
    """
    payments.gateway_for(method)
    if not close_pages(purchase_id):
        raise OnItsWay
    with transaction():
        purchase = payments.lock(purchase_id)
        _refuse_unless_payable(purchase)
        known = payments.lock_payments(purchase)
        if any(payment.status == PaymentStatus.CHECKING for payment in known):
            raise BeingChecked
        for payment in known:
            payments.expire(payment)
        db.session.flush()
        purchase.method = method
        payments.begin(purchase, len(known) + 1)
        events.record("payment_method_changed", purchase, method=method.value)
    return pay(purchase_id)


def cancel(purchase_id: int, actor: User | None) -> None:
    """The buyer does not want it any more and has not paid. Raises PaymentOver, BeingChecked,
    OnItsWay, GatewayAway.
    """
    actor_id = actor.id if actor else None
    if not close_pages(purchase_id):
        raise OnItsWay
    with transaction():
        purchase = payments.lock(purchase_id)
        if purchase.status != PurchaseStatus.AWAITING_PAYMENT:
            raise payments.PaymentOver(purchase)
        for payment in payments.lock_payments(purchase):
            if payment.status == PaymentStatus.CHECKING:
                raise BeingChecked
            payments.expire(payment)
        purchase.cancel()
        orders = payments.orders_of(purchase)
        for order in orders:
            order.cancel(clock.now(), _("Dibatalkan pembeli sebelum dibayar."))
        stock.release([line for order in orders for line in order.lines])
        person = db.session.get(User, actor_id) if actor_id else None
        events.record("purchase_cancelled", purchase, actor=person)


def close_pages(purchase_id: int) -> bool:
    """Make sure that nobody can pay on an old page, and believe what the provider says about it.

    True when nothing is open any more; False when money is on its way and the answer is yet to come.
    Raises GatewayAway when a provider does not say.
    """
    closed = True
    for page in _open_pages(purchase_id):
        leave_database()
        state = page.gateway.close(page.reference)
        with transaction():
            _apply(page, state)
        closed = closed and state.status != PageStatus.PROCESSING
    return closed


def look(purchase_id: int) -> None:
    """Ask about the open pages of a purchase, in case a message was lost. Raises GatewayAway."""
    for page in _open_pages(purchase_id):
        leave_database()
        state = page.gateway.look(page.reference)
        with transaction():
            _apply(page, state)


def _payable(purchase_id: int) -> Payment:
    """The open payment, or a new one where the last came to nothing. Inside the caller's transaction."""
    purchase = payments.lock(purchase_id)
    _refuse_unless_payable(purchase)
    known = payments.lock_payments(purchase)
    still_open = [payment for payment in known if payment.status in payments.OPEN]
    if still_open:
        return still_open[0]
    payment = payments.begin(purchase, len(known) + 1)
    db.session.flush()
    return payment


def _refuse_unless_payable(purchase: Purchase) -> None:
    is_late = purchase.pay_by is not None and purchase.pay_by <= clock.now()
    if purchase.status != PurchaseStatus.AWAITING_PAYMENT or is_late:
        raise payments.PaymentOver(purchase)


def _request(payment: Payment) -> PayRequest:
    """What the provider is asked; the same payment always asks the same."""
    purchase = payment.purchase
    url = gateways.absolute(order_links.link_to(purchase))
    assert payment.expires_at is not None
    return PayRequest(
        key=payment.idempotency_key,
        purchase_number=purchase.number,
        amount=payment.amount,
        email=purchase.email,
        return_url=url,
        cancel_url=url,
        expires_at=payment.expires_at,
    )


def _keep_page(purchase_id: int, payment_id: int, page: PayPage) -> tuple[Purchase, bool]:
    """Note the page; False when nobody may pay on it any more. An event may have come before us."""
    purchase = payments.lock(purchase_id)
    payment = next(p for p in payments.lock_payments(purchase) if p.id == payment_id)
    payment.reference = payment.reference or page.reference
    payment.intent = payment.intent or page.intent or None
    if payment.status == PaymentStatus.CREATED:
        payment.become(PaymentStatus.PENDING)
        payment.pay_url = page.url
    return purchase, payment.status in {PaymentStatus.PENDING, PaymentStatus.SUCCEEDED}


def _give_up(purchase_id: int, payment_id: int, detail: str) -> None:
    with transaction():
        purchase = payments.lock(purchase_id)
        payment = next(p for p in payments.lock_payments(purchase) if p.id == payment_id)
        payments.fail(purchase, payment, detail)


def _open_pages(purchase_id: int) -> list[_Page]:
    """Pages of this purchase that a provider knows; one never shown to the buyer needs no closing."""
    with transaction():
        purchase = db.session.get(Purchase, purchase_id, options=[joinedload(Purchase.user)])
        known = payments.lock_payments(purchase) if purchase else []
    pages = []
    for payment in known:
        gateway = gateways.known(payment.gateway)  # None: the settings no longer offer it
        if payment.status == PaymentStatus.PENDING and payment.reference and gateway is not None:
            pages.append(_Page(purchase_id, payment.id, gateway, payment.reference))
    return pages


def _apply(page: _Page, state: PageState) -> None:
    purchase = payments.lock(page.purchase_id)
    payment = next(p for p in payments.lock_payments(purchase) if p.id == page.payment_id)
    if state.status == PageStatus.PAID:
        payments.receive(purchase, payment, state.amount, state.currency, state.purchase_number, state.intent)
    elif state.status == PageStatus.PROCESSING:
        payments.process(payment, state.intent)
    elif state.status == PageStatus.EXPIRED:
        payments.expire(payment)
