"""Stripe Checkout. The only module that knows Stripe's client and its minor units.

Stripe's objects become plain values here, once.
"""

import time
from collections.abc import Callable
from typing import Any

import stripe
from stripe.params import RefundCreateParams
from stripe.params.checkout import SessionCreateParams

from marketplace.gateways.breaker import Breaker
from marketplace.gateways.protocol import (
    CURRENCY,
    BadSignature,
    GatewayAway,
    GatewayRefused,
    PageNews,
    PageNewsKind,
    PageState,
    PageStatus,
    PayPage,
    PayRequest,
    ProviderEvent,
    RefundAnswer,
    RefundNews,
    RefundRequest,
    RefundState,
)
from marketplace.models.payments import GatewayName

VERSION = "2026-10-28.endive"
MINOR = {"idr": 100}
"""Minor units in one rupiah as Stripe counts; not every currency has a hundred."""
TIMEOUT_SECONDS = (3.0, 8.0)
RETRIES = 1
TOLERANCE_SECONDS = 300
PAID = {"paid", "no_payment_required"}


def to_minor(amount: int) -> int:
    """Whole rupiah in Stripe's units."""
    return amount * MINOR[CURRENCY]


def to_rupiah(minor: int) -> int:
    """Stripe's units in whole rupiah, -1 when they are none."""
    whole, rest = divmod(minor, MINOR[CURRENCY])
    return -1 if rest else whole


class StripeGateway:
    """Card payments on a page of Stripe's."""

    name = GatewayName.STRIPE
    has_page = True
    refunds_by_hand = False

    def __init__(
        self, secret_key: str, api_base: str = "", *, timeout: tuple[float, float] = TIMEOUT_SECONDS
    ):
        self.pay_origin = api_base or "https://checkout.stripe.com"
        self._client = stripe.StripeClient(
            secret_key,
            stripe_version=VERSION,
            base_addresses={"api": api_base} if api_base else {},
            max_network_retries=RETRIES,
            http_client=stripe.RequestsClient(timeout=timeout),
        )
        self._v1 = self._client.v1
        self._breaker = Breaker()

    def open(self, request: PayRequest) -> PayPage:
        session = self._ask(lambda: self._v1.checkout.sessions.create(*_session_params(request)))
        return PayPage(session["id"], session.get("url") or "", _id(session.get("payment_intent")))

    def look(self, reference: str) -> PageState:
        return _state(self._ask(lambda: self._v1.checkout.sessions.retrieve(reference)))

    def close(self, reference: str) -> PageState:
        try:
            return _state(self._ask(lambda: self._v1.checkout.sessions.expire(reference)))
        except GatewayRefused:
            return self.look(reference)  # it is no longer open: see how it ended

    def refund(self, request: RefundRequest) -> RefundAnswer:
        intent = request.intent or self.look(request.reference).intent
        params: RefundCreateParams = {
            "payment_intent": intent,
            "amount": to_minor(request.amount),
            "metadata": {"refund": request.key, "order": request.order_number},
        }
        refund = self._ask(lambda: self._v1.refunds.create(params, {"idempotency_key": request.key}))
        return RefundAnswer(_refund_state(refund), refund["id"], refund.get("failure_reason") or "")

    def _ask(self, work: Callable[[], stripe.StripeObject]) -> dict[str, Any]:
        """Stripe's answer as plain values. Raises GatewayAway, GatewayRefused."""

        def translated() -> stripe.StripeObject:
            try:
                return work()
            except stripe.StripeError as error:
                raise _translated(error) from error

        return dict(self._breaker.call(translated).to_dict())


def _session_params(request: PayRequest) -> tuple[SessionCreateParams, stripe.RequestOptions]:
    """One pay page for the whole sum. The names find the purchase again in every event."""
    metadata = {"payment": request.key, "purchase": request.purchase_number}
    params: SessionCreateParams = {
        "mode": "payment",
        "ui_mode": "hosted_page",
        "locale": "id",
        "client_reference_id": request.purchase_number,
        "customer_email": request.email,
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": CURRENCY,
                    "unit_amount": to_minor(request.amount),
                    "product_data": {"name": f"Pasar IKM {request.purchase_number}"},
                },
            }
        ],
        "success_url": request.return_url,
        "cancel_url": request.cancel_url,
        "expires_at": int(request.expires_at.timestamp()),
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata},
    }
    return params, {"idempotency_key": request.key}


class StripeWebhooks:
    """Reads the events that Stripe, or the demo's sandbox in its stead, sends to our address."""

    def __init__(self, secret: str, *, is_live: bool) -> None:
        self._secret, self._is_live = secret, is_live

    def believe(self, body: bytes, signature: str) -> ProviderEvent:
        """The event in a raw body. Raises BadSignature when it is forged, changed, stale or early."""
        try:
            event = stripe.Webhook.construct_event(
                body, signature, self._secret, tolerance=TOLERANCE_SECONDS
            ).to_dict()
        except (ValueError, stripe.SignatureVerificationError) as error:
            raise BadSignature(str(error)) from error
        if _signed_at(signature) > time.time() + TOLERANCE_SECONDS:
            raise BadSignature("signed in the future")
        return ProviderEvent(
            id=str(event["id"]),
            type=str(event["type"]),
            is_ours=bool(event.get("livemode")) == self._is_live,
            news=_news(str(event["type"]), event["data"]["object"]),
            payload=event,
        )


def _signed_at(signature: str) -> int:
    """The latest moment a signature header claims, in seconds."""
    claims = [part.strip()[2:] for part in signature.split(",") if part.strip().startswith("t=")]
    return max((int(claim) for claim in claims if claim.isdigit()), default=0)


def _translated(error: stripe.StripeError) -> GatewayAway | GatewayRefused:
    """Our word for a fault of Stripe's: away when what it did is unknown, refused when it did nothing."""
    detail = f"{type(error).__name__}: {error.user_message or error}"
    if isinstance(error, (stripe.APIConnectionError, stripe.RateLimitError)):
        return GatewayAway(detail)
    if (error.http_status or 0) >= 500:
        replayed = (error.headers or {}).get("Idempotent-Replayed") == "true"
        return GatewayAway(detail, is_final=replayed)
    if error.http_status == 409:
        return GatewayAway(detail)  # the first call under this key is still at work
    return GatewayRefused(detail)


def _id(thing: Any) -> str:
    """The id of an object that comes bare or expanded."""
    if isinstance(thing, dict):
        return str(thing["id"])
    return str(thing or "")


def _given(subject: dict[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in (subject.get("metadata") or {}).items()}


def _state(session: dict[str, Any]) -> PageState:
    status = {"open": PageStatus.OPEN, "expired": PageStatus.EXPIRED}.get(session["status"])
    if status is None:
        status = PageStatus.PAID if session["payment_status"] in PAID else PageStatus.PROCESSING
    given = _given(session)
    return PageState(
        status=status,
        amount=to_rupiah(session.get("amount_total") or 0),
        currency=str(session.get("currency") or ""),
        intent=_id(session.get("payment_intent")),
        payment_key=given.get("payment", ""),
        purchase_number=given.get("purchase", ""),
    )


def _refund_state(refund: dict[str, Any]) -> RefundState:
    return {
        "succeeded": RefundState.SUCCEEDED,
        "failed": RefundState.FAILED,
        "canceled": RefundState.FAILED,
    }.get(str(refund.get("status")), RefundState.SENT)


PAGE_EVENTS = {
    "checkout.session.async_payment_succeeded": PageNewsKind.PAID,
    "checkout.session.async_payment_failed": PageNewsKind.FAILED,
    "checkout.session.expired": PageNewsKind.EXPIRED,
}
REFUND_EVENTS = {"refund.created", "refund.updated", "refund.failed"}


def _news(kind: str, subject: dict[str, Any]) -> PageNews | RefundNews | None:
    if kind in REFUND_EVENTS:
        return RefundNews(
            state=_refund_state(subject),
            reference=str(subject["id"]),
            key=_given(subject).get("refund", ""),
            amount=to_rupiah(subject.get("amount") or 0),
            detail=str(subject.get("failure_reason") or ""),
        )
    if kind == "payment_intent.succeeded":
        return _page_news(PageNewsKind.PAID, subject, "", subject["id"], subject.get("amount_received"))
    if kind == "checkout.session.completed":
        is_paid = subject.get("payment_status") in PAID
        news = PageNewsKind.PAID if is_paid else PageNewsKind.PROCESSING
    elif kind in PAGE_EVENTS:
        news = PAGE_EVENTS[kind]
    else:
        return None
    intent = _id(subject.get("payment_intent"))
    return _page_news(news, subject, str(subject["id"]), intent, subject.get("amount_total"))


def _page_news(
    kind: PageNewsKind, subject: dict[str, Any], reference: str, intent: str, minor: int | None
) -> PageNews:
    given = _given(subject)
    return PageNews(
        kind=kind,
        reference=reference,
        intent=intent,
        amount=to_rupiah(minor or 0),
        currency=str(subject.get("currency") or ""),
        payment_key=given.get("payment", ""),
        purchase_number=given.get("purchase", ""),
    )
