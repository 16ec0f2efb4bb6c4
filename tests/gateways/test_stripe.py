"""The real client against a server that checks what it is sent."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from marketplace import clock, gateways
from marketplace.gateways import (
    BadSignature,
    Gateway,
    GatewayAway,
    GatewayRefused,
    PageNews,
    PageNewsKind,
    PageStatus,
    PayRequest,
    RefundRequest,
    RefundState,
)
from marketplace.gateways.stripe import StripeGateway, StripeWebhooks, to_minor, to_rupiah
from tests.stripe_fake.server import KEY, WEBHOOK_SECRET, StripeFake


def a_request(key: str = "pay:A1:1", amount: int = 150_000, minutes: int = 60) -> PayRequest:
    return PayRequest(
        key=key,
        purchase_number="A1B2C3",
        amount=amount,
        email="pembeli@contoh.id",
        return_url="https://pasar.example/pesanan/A1B2C3",
        cancel_url="https://pasar.example/pesanan/A1B2C3",
        expires_at=(clock.now() + timedelta(minutes=minutes)).replace(microsecond=0),
    )


def the_gateway() -> Gateway:
    card = gateways.card()
    assert card is not None
    return card


@pytest.fixture
def hooks() -> StripeWebhooks:
    return StripeWebhooks(WEBHOOK_SECRET, is_live=False)


@pytest.mark.parametrize(
    ("rupiah", "minor"), [(1, 100), (150_000, 15_000_000), (9_999_999_999, 999_999_999_900)]
)
def test_rupiah_are_a_hundred_minor_units(rupiah: int, minor: int) -> None:
    assert to_minor(rupiah) == minor
    assert to_rupiah(minor) == rupiah


def test_a_part_of_a_rupiah_is_no_rupiah() -> None:
    assert to_rupiah(15_000_050) == -1


def test_a_page_is_opened_with_all_that_finds_the_purchase_again(stripe: StripeFake) -> None:
    request = a_request()
    page = the_gateway().open(request)

    session = stripe.books.sessions[page.reference]
    assert page.url == f"{stripe.url}/c/pay/{page.reference}"
    assert (session["amount_total"], session["currency"]) == (15_000_000, "idr")
    assert session["metadata"] == {"payment": "pay:A1:1", "purchase": "A1B2C3"}
    assert session["_intent_metadata"] == session["metadata"]
    assert session["client_reference_id"] == "A1B2C3"
    assert stripe.calls == [("POST", "/v1/checkout/sessions", "pay:A1:1")]


def test_the_same_key_means_the_same_page(stripe: StripeFake) -> None:
    request = a_request()
    assert the_gateway().open(request) == the_gateway().open(request)
    assert len(stripe.books.sessions) == 1


def test_the_same_key_with_another_sum_is_refused(stripe: StripeFake) -> None:
    the_gateway().open(a_request())
    with pytest.raises(GatewayRefused):
        the_gateway().open(a_request(amount=1_000))
    assert len(stripe.books.sessions) == 1


def test_an_answer_that_got_lost_is_the_same_page_when_asked_again(stripe: StripeFake) -> None:
    stripe.fail("drop", times=2)
    request = a_request()
    with pytest.raises(GatewayAway) as away:
        the_gateway().open(request)
    assert away.value.is_final is False

    page = the_gateway().open(request)
    assert list(stripe.books.sessions) == [page.reference]


def test_a_short_fault_is_got_over(stripe: StripeFake) -> None:
    stripe.fail("error")
    assert the_gateway().open(a_request()).reference in stripe.books.sessions


def test_a_busy_provider_may_be_asked_again(stripe: StripeFake) -> None:
    stripe.fail("busy")
    request = a_request()
    with pytest.raises(GatewayAway) as away:
        the_gateway().open(request)
    assert away.value.is_final is False
    assert the_gateway().open(request).reference in stripe.books.sessions


def test_a_fault_kept_under_the_key_is_final(stripe: StripeFake) -> None:
    stripe.fail("stored")
    with pytest.raises(GatewayAway) as away:
        the_gateway().open(a_request())
    assert away.value.is_final is True
    assert stripe.books.sessions == {}


def test_a_slow_provider_is_not_waited_for(stripe: StripeFake) -> None:
    hurried = StripeGateway(KEY, stripe.url, timeout=(0.5, 0.2))
    stripe.fail("slow", times=2, seconds=0.6)
    started = time.monotonic()
    with pytest.raises(GatewayAway):
        hurried.open(a_request())
    assert time.monotonic() - started < 6


def test_a_page_outside_the_times_allowed_is_refused(stripe: StripeFake) -> None:
    with pytest.raises(GatewayRefused):
        the_gateway().open(a_request(minutes=10))


def test_a_wrong_key_is_refused(stripe: StripeFake) -> None:
    with pytest.raises(GatewayRefused):
        StripeGateway("sk_test_wrong", stripe.url).open(a_request())
    assert stripe.books.sessions == {}


def test_a_page_is_looked_at_through_its_life(stripe: StripeFake) -> None:
    page = the_gateway().open(a_request())
    assert the_gateway().look(page.reference).status == PageStatus.OPEN

    stripe.books.pay(page.reference, slowly=True)
    assert the_gateway().look(page.reference).status == PageStatus.PROCESSING

    stripe.books.settle(page.reference)
    state = the_gateway().look(page.reference)
    assert (state.status, state.amount, state.currency) == (PageStatus.PAID, 150_000, "idr")
    assert (state.payment_key, state.purchase_number) == ("pay:A1:1", "A1B2C3")
    assert state.intent.startswith("pi_")


def test_closing_an_open_page_ends_it_and_closing_twice_is_no_fault(stripe: StripeFake) -> None:
    page = the_gateway().open(a_request())
    assert the_gateway().close(page.reference).status == PageStatus.EXPIRED
    assert the_gateway().close(page.reference).status == PageStatus.EXPIRED


def test_closing_a_paid_page_tells_that_it_is_paid(stripe: StripeFake) -> None:
    page = the_gateway().open(a_request())
    stripe.books.pay(page.reference)
    assert the_gateway().close(page.reference).status == PageStatus.PAID


def test_a_refund_is_made_once_a_key_and_never_above_the_charge(stripe: StripeFake) -> None:
    page = the_gateway().open(a_request())
    stripe.books.pay(page.reference)
    request = RefundRequest("refund:A1-1", page.reference, "", 100_000, "A1-1")

    first = the_gateway().refund(request)
    again = the_gateway().refund(request)
    assert first == again
    assert first.state == RefundState.SUCCEEDED
    assert stripe.books.refunds[first.reference]["metadata"] == {"refund": "refund:A1-1", "order": "A1-1"}

    with pytest.raises(GatewayRefused):
        the_gateway().refund(RefundRequest("refund:A1-2", page.reference, "", 100_000, "A1-2"))
    assert len(stripe.books.refunds) == 1


def test_a_refund_on_its_way_is_told_as_sent(stripe: StripeFake) -> None:
    page = the_gateway().open(a_request())
    stripe.books.pay(page.reference)
    stripe.books.refund_status = "pending"
    answer = the_gateway().refund(RefundRequest("refund:A1-1", page.reference, "", 150_000, "A1-1"))
    assert answer.state == RefundState.SENT


def test_a_signed_event_is_believed(stripe: StripeFake, hooks: StripeWebhooks) -> None:
    page = the_gateway().open(a_request())
    body, header = stripe.books.signed(
        stripe.books.event("checkout.session.completed", stripe.books.pay(page.reference))
    )
    event = hooks.believe(body, header)
    assert event.is_ours is True
    assert isinstance(event.news, PageNews)
    assert (event.news.kind, event.news.amount, event.news.payment_key) == (
        PageNewsKind.PAID,
        150_000,
        "pay:A1:1",
    )


@pytest.mark.parametrize("seconds", [-301, -86_400, 330, 86_400])
def test_an_old_event_and_one_from_the_future_are_not_believed(
    stripe: StripeFake, hooks: StripeWebhooks, seconds: int
) -> None:
    event = stripe.books.event("checkout.session.expired", {"id": "cs_1"})
    body, header = stripe.books.signed(event, at=int(time.time()) + seconds)
    with pytest.raises(BadSignature):
        hooks.believe(body, header)


@pytest.mark.parametrize("header", ["", "t=1,v1=0", "v1=abc", "garbage", "t=,v1="])
def test_an_event_without_a_good_signature_is_not_believed(
    stripe: StripeFake, hooks: StripeWebhooks, header: str
) -> None:
    body, _good = stripe.books.signed(stripe.books.event("checkout.session.expired", {"id": "cs_1"}))
    with pytest.raises(BadSignature):
        hooks.believe(body, header)


def test_a_changed_event_and_a_foreign_secret_are_not_believed(
    stripe: StripeFake, hooks: StripeWebhooks
) -> None:
    event = stripe.books.event("checkout.session.expired", {"id": "cs_1"})
    body, header = stripe.books.signed(event)
    with pytest.raises(BadSignature):
        hooks.believe(body.replace(b"cs_1", b"cs_2"), header)
    with pytest.raises(BadSignature):
        hooks.believe(*stripe.books.signed(event, secret="whsec_another"))


def test_live_news_in_a_test_market_is_not_ours(stripe: StripeFake, hooks: StripeWebhooks) -> None:
    event = stripe.books.event("checkout.session.expired", {"id": "cs_1"}) | {"livemode": True}
    assert hooks.believe(*stripe.books.signed(event)).is_ours is False
