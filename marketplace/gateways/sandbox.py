"""The demo's own provider: pay pages and signed events like Stripe's, with play money.

What it remembers are rows, so that every process of the market sees the same page. Its news reach the
market over HTTP at the same signed address as Stripe's; what could not be delivered is tried again.
"""

import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from marketplace import clock, crypto
from marketplace.errors import Conflict, NotFound
from marketplace.extensions import db
from marketplace.gateways.protocol import (
    CURRENCY,
    PageState,
    PageStatus,
    PayPage,
    PayRequest,
    RefundAnswer,
    RefundRequest,
    RefundState,
)
from marketplace.gateways.stripe import to_minor
from marketplace.i18n import _
from marketplace.models import SandboxSession
from marketplace.models.payments import GatewayName
from marketplace.transactions import leave_database, transaction

DELAY = timedelta(seconds=20)
DELIVER_WITHIN_SECONDS = 5
CHOICES = ("bayar", "tolak", "tunda", "kedaluwarsa")


class SandboxGateway:
    """Play money on a page of our own."""

    name = GatewayName.SANDBOX
    has_page = True
    refunds_by_hand = False
    pay_origin = ""

    def __init__(self, public_url: str, secret: str) -> None:
        self._public_url, self._secret = public_url, secret

    def open(self, request: PayRequest) -> PayPage:
        reference = f"uji_{crypto.digest(request.key, 'sandbox').hex()[:32]}"
        with transaction():
            db.session.execute(
                insert(SandboxSession)
                .values(
                    reference=reference,
                    idempotency_key=request.key,
                    purchase_number=request.purchase_number,
                    amount=request.amount,
                    return_path=request.return_url.removeprefix(self._public_url),
                    expires_at=request.expires_at,
                )
                .on_conflict_do_nothing()
            )
        return PayPage(reference, f"{self._public_url}/uji-bayar/{reference}")

    def look(self, reference: str) -> PageState:
        return _state(page(reference))

    def close(self, reference: str) -> PageState:
        with transaction():
            session = page(reference, lock=True)
            if session.status == "open":
                session.status = "expired"
        return _state(session)

    def refund(self, request: RefundRequest) -> RefundAnswer:
        return RefundAnswer(
            RefundState.SUCCEEDED, f"re_uji_{crypto.digest(request.key, 'refund').hex()[:24]}"
        )

    def deliver(self, reference: str) -> bool:
        """Bring the page's waiting news to the market over HTTP; True when it was taken."""
        session = page(reference)
        if not session.outcome:
            return True
        event = _event(session, session.outcome)
        leave_database()
        if not self._post(event):
            return False
        with transaction():
            session = page(reference, lock=True)
            if session.outcome == event["type"]:
                _after(session)
        return True

    def deliver_due(self) -> None:
        """Deliver everything that waits; what is not taken stays for the next round."""
        due = select(SandboxSession.reference).where(SandboxSession.due_at <= clock.now())
        for reference in db.session.scalars(due.order_by(SandboxSession.due_at)).all():
            self.deliver(reference)

    def _post(self, event: dict[str, Any]) -> bool:
        body = json.dumps(event).encode()
        request = urllib.request.Request(  # noqa: S310  our own address
            f"{self._public_url}/webhooks/stripe",
            data=body,
            headers={"Content-Type": "application/json", "Stripe-Signature": signature(body, self._secret)},
        )
        try:
            with urllib.request.urlopen(request, timeout=DELIVER_WITHIN_SECONDS) as answer:  # noqa: S310
                return bool(answer.status < 300)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False


def page(reference: str, *, lock: bool = False) -> SandboxSession:
    """The pay page of this name. Raises NotFound."""
    query = select(SandboxSession).where(SandboxSession.reference == reference)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def choose(reference: str, choice: str) -> SandboxSession:
    """The buyer presses a button on the page. Raises NotFound, Conflict when the page is no longer open."""
    if choice not in CHOICES:
        raise NotFound
    session = page(reference, lock=True)
    now = clock.now()
    if session.status != "open" or session.expires_at <= now:
        raise Conflict(_("Halaman bayar ini sudah selesai dipakai atau kedaluwarsa."))
    if choice == "tolak":
        return session  # a declined card leaves the page open
    session.due_at = now
    if choice == "bayar":
        session.status, session.payment_status = "complete", "paid"
        session.outcome = "checkout.session.completed"
    elif choice == "tunda":
        session.status = "complete"
        session.outcome = "checkout.session.completed"
    else:
        session.status = "expired"
        session.outcome = "checkout.session.expired"
    return session


def signature(body: bytes, secret: str) -> str:
    """The header that proves a body comes from who knows the secret, in Stripe's scheme."""
    at = int(time.time())
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def _after(session: SandboxSession) -> None:
    """Delivered: nothing more to tell, or the money of a delayed payment still to come."""
    if session.outcome == "checkout.session.completed" and session.payment_status == "unpaid":
        session.outcome = "checkout.session.async_payment_succeeded"
        session.payment_status, session.due_at = "paid", clock.now() + DELAY
    else:
        session.outcome, session.due_at = "", None


def _intent(session: SandboxSession) -> str:
    return f"pi_{session.reference}"


def _state(session: SandboxSession) -> PageState:
    states = {"open": PageStatus.OPEN, "expired": PageStatus.EXPIRED}
    waiting = session.outcome == "checkout.session.async_payment_succeeded"
    paid = session.payment_status == "paid" and not waiting
    return PageState(
        status=states.get(session.status) or (PageStatus.PAID if paid else PageStatus.PROCESSING),
        amount=session.amount,
        currency=CURRENCY,
        intent=_intent(session) if session.status == "complete" else "",
        payment_key=session.idempotency_key,
        purchase_number=session.purchase_number,
    )


def _event(session: SandboxSession, kind: str) -> dict[str, Any]:
    """An event as Stripe would send it. The same news always has the same id."""
    return {
        "id": f"evt_{session.reference}_{kind.rsplit('.', 1)[-1]}",
        "object": "event",
        "type": kind,
        "created": int(time.time()),
        "livemode": False,
        "data": {
            "object": {
                "id": session.reference,
                "object": "checkout.session",
                "status": session.status,
                "payment_status": session.payment_status,
                "amount_total": to_minor(session.amount),
                "currency": CURRENCY,
                "client_reference_id": session.purchase_number,
                "payment_intent": _intent(session) if session.status == "complete" else None,
                "metadata": {"payment": session.idempotency_key, "purchase": session.purchase_number},
            }
        },
    }
