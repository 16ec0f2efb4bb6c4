"""Events of the provider: signed, once, in any order, and only when they fit."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace import clock, ledger
from marketplace.extensions import db
from marketplace.ledger import chart
from marketplace.models import (
    Event,
    GatewayEvent,
    Journal,
    Mail,
    Notice,
    Order,
    Payment,
    Purchase,
    Refund,
    Variant,
)
from marketplace.models.orders import OrderStatus, PaymentMethod, PurchaseStatus
from marketplace.models.payments import GatewayName, PaymentStatus, RefundStatus
from marketplace.shop import cancelling, pay_clock, paying, payments
from marketplace.shop.jobs import send_refunds
from marketplace.transactions import transaction
from tests.factories.catalogue import a_product
from tests.factories.people import an_admin
from tests.factories.shop import a_purchase
from tests.harness.web import BrowserClient, browser_client
from tests.stripe_fake.server import StripeFake

PAID = "checkout.session.completed"
LATER = "checkout.session.async_payment_succeeded"
FAILED = "checkout.session.async_payment_failed"
EXPIRED = "checkout.session.expired"


def a_card_purchase(stripe: StripeFake) -> tuple[Purchase, str]:
    """A purchase whose pay page is open at the provider, and the page's name."""
    purchase = a_purchase(method=PaymentMethod.CARD, guest=True)
    paying.pay(purchase.id)
    return db.session.get_one(Purchase, purchase.id), list(stripe.books.sessions)[-1]


def send(
    client: BrowserClient, stripe: StripeFake, event: dict[str, Any], **how: Any
) -> tuple[int, dict[str, Any]]:
    body, signature = stripe.books.signed(event, **how)
    answer = client.post(
        "/webhooks/stripe",
        data=body,
        headers={"Stripe-Signature": signature},
        content_type="application/json",
        environ_overrides={"HTTP_SEC_FETCH_SITE": "cross-site"},
    )
    return answer.status_code, answer.json or {}


def statuses(purchase_id: int) -> tuple[PurchaseStatus, set[OrderStatus], list[PaymentStatus]]:
    purchase = db.session.get_one(Purchase, purchase_id)
    orders = db.session.scalars(select(Order.status).where(Order.purchase_id == purchase_id))
    found = db.session.scalars(
        select(Payment.status).where(Payment.purchase_id == purchase_id).order_by(Payment.id)
    )
    return purchase.status, set(orders), list(found)


def test_money_that_came_places_the_orders_and_is_booked(client: BrowserClient, stripe: StripeFake) -> None:
    purchase, page = a_card_purchase(stripe)
    event = stripe.books.event(PAID, stripe.books.pay(page))
    assert send(client, stripe, event) == (200, {"outcome": "applied"})
    assert statuses(purchase.id) == (
        PurchaseStatus.PAID,
        {OrderStatus.PLACED},
        [PaymentStatus.SUCCEEDED],
    )
    seller_id = db.session.scalars(select(Order.seller_id)).one()
    assert ledger.balance(chart.held(seller_id)) == purchase.total
    kept = db.session.scalars(select(GatewayEvent)).one()
    assert (kept.gateway, kept.event_id, kept.outcome) == (GatewayName.STRIPE, event["id"], "applied")


def test_the_page_the_buyer_returns_to_marks_nothing_paid(client: BrowserClient, stripe: StripeFake) -> None:
    purchase, page = a_card_purchase(stripe)
    back = stripe.books.sessions[page]
    assert client.get(f"/pesanan/{purchase.number}?status=paid&session_id={page}").status_code == 404
    assert back["status"] == "open"
    assert statuses(purchase.id)[0] == PurchaseStatus.AWAITING_PAYMENT


def test_ten_copies_at_once_have_one_effect(app: Flask, stripe: StripeFake) -> None:
    purchase, page = a_card_purchase(stripe)
    event = stripe.books.event(PAID, stripe.books.pay(page))
    db.session.commit()
    with ThreadPoolExecutor(max_workers=10) as pool:
        answers = list(pool.map(lambda _n: send(browser_client(app), stripe, event), range(10)))
    assert {status for status, _body in answers} == {200}
    assert sorted(body["outcome"] for _status, body in answers) == ["applied"] + ["duplicate"] * 9
    db.session.expire_all()
    assert statuses(purchase.id)[0] == PurchaseStatus.PAID
    assert db.session.scalar(select(func.count(Journal.id)).where(Journal.kind == "paid")) == 1
    assert db.session.scalar(select(func.count(Event.id)).where(Event.name == "order_placed")) == 1


def test_one_fact_told_by_two_events_at_once_is_booked_once(app: Flask, stripe: StripeFake) -> None:
    purchase, page = a_card_purchase(stripe)
    session = stripe.books.pay(page)
    intent = stripe.books.intents[session["payment_intent"]]
    told = [stripe.books.event(PAID, session), stripe.books.event("payment_intent.succeeded", intent)] * 3
    for n, event in enumerate(told):
        event["id"] = f"evt_{n}"
    db.session.commit()
    with ThreadPoolExecutor(max_workers=6) as pool:
        answers = list(pool.map(lambda event: send(browser_client(app), stripe, event), told))
    assert {status for status, _body in answers} == {200}
    db.session.expire_all()
    assert statuses(purchase.id) == (PurchaseStatus.PAID, {OrderStatus.PLACED}, [PaymentStatus.SUCCEEDED])
    assert db.session.scalar(select(func.count(Journal.id)).where(Journal.kind == "paid")) == 1


def test_a_finished_page_without_money_is_not_paid(client: BrowserClient, stripe: StripeFake) -> None:
    purchase, page = a_card_purchase(stripe)
    send(client, stripe, stripe.books.event(PAID, stripe.books.pay(page, slowly=True)))
    assert statuses(purchase.id) == (
        PurchaseStatus.AWAITING_PAYMENT,
        {OrderStatus.AWAITING_PAYMENT},
        [PaymentStatus.PENDING],
    )
    stripe.books.settle(page)
    send(client, stripe, stripe.books.event(LATER, stripe.books.shown(page)))
    assert statuses(purchase.id)[0] == PurchaseStatus.PAID


def test_slow_money_that_fails_leaves_the_buyer_another_try(
    client: BrowserClient, stripe: StripeFake
) -> None:
    purchase, page = a_card_purchase(stripe)
    send(client, stripe, stripe.books.event(PAID, stripe.books.pay(page, slowly=True)))
    send(client, stripe, stripe.books.event(FAILED, stripe.books.shown(page)))
    assert statuses(purchase.id) == (
        PurchaseStatus.AWAITING_PAYMENT,
        {OrderStatus.AWAITING_PAYMENT},
        [PaymentStatus.FAILED],
    )
    paying.pay(purchase.id)
    db.session.expire_all()
    assert statuses(purchase.id)[2] == [PaymentStatus.FAILED, PaymentStatus.PENDING]


def test_events_in_the_wrong_order_end_the_same(client: BrowserClient, stripe: StripeFake) -> None:
    purchase, page = a_card_purchase(stripe)
    unpaid = stripe.books.event(PAID, stripe.books.pay(page, slowly=True))
    stripe.books.settle(page)
    paid = stripe.books.event(LATER, stripe.books.shown(page))
    for event in (paid, unpaid, stripe.books.event(FAILED, stripe.books.shown(page))):
        assert send(client, stripe, event)[0] == 200
    assert statuses(purchase.id) == (PurchaseStatus.PAID, {OrderStatus.PLACED}, [PaymentStatus.SUCCEEDED])


def test_an_expired_page_after_the_money_changes_nothing(client: BrowserClient, stripe: StripeFake) -> None:
    purchase, page = a_card_purchase(stripe)
    send(client, stripe, stripe.books.event(PAID, stripe.books.pay(page)))
    send(client, stripe, stripe.books.event(EXPIRED, stripe.books.shown(page)))
    assert statuses(purchase.id)[2] == [PaymentStatus.SUCCEEDED]


def test_an_event_that_comes_before_we_know_the_page_is_applied(
    client: BrowserClient, stripe: StripeFake
) -> None:
    purchase = a_purchase(method=PaymentMethod.CARD)
    stripe.fail("drop", times=2)
    with pytest.raises(gateways_away()):
        paying.pay(purchase.id)
    page = next(iter(stripe.books.sessions))
    payment = db.session.scalars(select(Payment)).one()
    assert (payment.status, payment.reference) == (PaymentStatus.CREATED, None)

    assert send(client, stripe, stripe.books.event(PAID, stripe.books.pay(page)))[1] == {"outcome": "applied"}
    assert statuses(purchase.id)[0] == PurchaseStatus.PAID
    assert db.session.scalar(select(Payment.reference)) == page


def gateways_away() -> type[Exception]:
    from marketplace.gateways import GatewayAway

    return GatewayAway


@pytest.mark.parametrize(
    "changes",
    [
        {"amount_total": 100},
        {"amount_total": 2_500_050},
        {"currency": "usd"},
        {"metadata": {"payment": "", "purchase": "LAIN"}},
    ],
)
def test_money_that_does_not_fit_is_put_aside(
    client: BrowserClient, stripe: StripeFake, changes: dict[str, Any]
) -> None:
    admin = an_admin()
    purchase, page = a_card_purchase(stripe)
    event = stripe.books.event(PAID, stripe.books.pay(page), **changes)
    assert send(client, stripe, event)[0] == 200
    assert statuses(purchase.id) == (
        PurchaseStatus.AWAITING_PAYMENT,
        {OrderStatus.AWAITING_PAYMENT},
        [PaymentStatus.HELD],
    )
    assert db.session.scalar(select(func.count(Journal.id)).where(Journal.kind == "paid")) == 0
    assert db.session.scalars(select(Notice.user_id)).all() == [admin.id]


def test_money_after_the_time_was_over_is_put_aside(client: BrowserClient, stripe: StripeFake) -> None:
    purchase, page = a_card_purchase(stripe)
    with clock.shifted(purchase.pay_by - clock.now()):  # type: ignore[operator]
        pay_clock.expire_due()
    assert stripe.books.sessions[page]["status"] == "expired"
    db.session.expire_all()
    stripe.books.sessions[page]["status"] = "open"  # a provider that took the money all the same
    event = stripe.books.event(PAID, stripe.books.pay(page))
    assert send(client, stripe, event)[1] == {"outcome": "applied"}
    assert statuses(purchase.id) == (PurchaseStatus.EXPIRED, {OrderStatus.EXPIRED}, [PaymentStatus.HELD])
    assert ledger.balance(chart.UNMATCHED) == purchase.total
    assert db.session.scalar(select(Variant.reserved)) == 0


def test_paying_twice_is_kept_apart(client: BrowserClient, stripe: StripeFake) -> None:
    purchase, first = a_card_purchase(stripe)
    payment = db.session.scalars(select(Payment)).one()
    payment.become(PaymentStatus.FAILED)
    db.session.commit()
    paying.pay(purchase.id)
    second = list(stripe.books.sessions)[-1]
    assert first != second
    for page in (second, first):
        send(client, stripe, stripe.books.event(PAID, stripe.books.pay(page)))
    assert statuses(purchase.id) == (
        PurchaseStatus.PAID,
        {OrderStatus.PLACED},
        [PaymentStatus.HELD, PaymentStatus.SUCCEEDED],
    )


@pytest.mark.parametrize("kind", ["customer.created", "charge.dispute.created", "invoice.paid"])
def test_news_about_other_things_is_kept_and_ignored(
    client: BrowserClient, stripe: StripeFake, kind: str
) -> None:
    event = stripe.books.event(kind, {"id": "x_1"})
    assert send(client, stripe, event) == (200, {"outcome": "ignored"})
    assert db.session.scalar(select(GatewayEvent.outcome)) == "ignored"


def test_news_about_a_page_nobody_knows_is_kept(client: BrowserClient, stripe: StripeFake) -> None:
    event = stripe.books.event(PAID, {"id": "cs_foreign", "payment_status": "paid", "amount_total": 100})
    assert send(client, stripe, event) == (200, {"outcome": "unknown"})


def test_live_news_on_a_test_market_is_ignored(client: BrowserClient, stripe: StripeFake) -> None:
    purchase, page = a_card_purchase(stripe)
    event = stripe.books.event(PAID, stripe.books.pay(page)) | {"livemode": True}
    assert send(client, stripe, event) == (200, {"outcome": "ignored"})
    assert statuses(purchase.id)[0] == PurchaseStatus.AWAITING_PAYMENT


@pytest.mark.parametrize(
    "how", [{"secret": "whsec_forged"}, {"at": int(time.time()) - 600}, {"at": int(time.time()) + 900}]
)
def test_what_is_forged_stale_or_early_is_refused_and_leaves_nothing(
    client: BrowserClient, stripe: StripeFake, how: dict[str, Any]
) -> None:
    purchase, page = a_card_purchase(stripe)
    event = stripe.books.event(PAID, stripe.books.pay(page))
    assert send(client, stripe, event, **how)[0] == 400
    assert db.session.scalar(select(func.count()).select_from(GatewayEvent)) == 0
    assert statuses(purchase.id)[2] == [PaymentStatus.PENDING]


def test_a_body_changed_on_the_way_is_refused(client: BrowserClient, stripe: StripeFake) -> None:
    _purchase, page = a_card_purchase(stripe)
    body, signature = stripe.books.signed(stripe.books.event(PAID, stripe.books.pay(page)))
    for data, header in ((body + b" ", signature), (b"", signature), (body, ""), (b"not json", "t=1,v1=00")):
        answer = client.post("/webhooks/stripe", data=data, headers={"Stripe-Signature": header})
        assert answer.status_code == 400
    assert db.session.scalar(select(func.count()).select_from(GatewayEvent)) == 0


def test_the_buyer_and_the_seller_are_told_once(client: BrowserClient, stripe: StripeFake) -> None:
    purchase, page = a_card_purchase(stripe)
    session = stripe.books.pay(page)
    for _n in range(2):
        send(client, stripe, stripe.books.event(PAID, session))
    mails = db.session.execute(
        select(Mail.template, func.count()).where(Mail.template.like("order_placed%")).group_by(Mail.template)
    ).all()
    assert {row[0]: row[1] for row in mails} == {
        "order_placed_buyer": 1,
        "order_placed_seller": 1,
    }
    assert purchase.email


def test_settling_twice_by_hand_is_the_same_as_once() -> None:
    purchase = a_purchase(goods={a_product(stock=2): 1})
    payment = db.session.scalars(select(Payment)).one()
    for _n in range(2):
        payments.settle(payments.lock(purchase.id), payment)
    assert statuses(purchase.id)[0] == PurchaseStatus.PAID
    assert db.session.scalar(select(func.count(Journal.id)).where(Journal.kind == "paid")) == 1


def test_a_refund_is_settled_by_what_the_provider_tells_and_owed_again_when_it_bounces(
    client: BrowserClient, stripe: StripeFake
) -> None:
    purchase, page = a_card_purchase(stripe)
    send(client, stripe, stripe.books.event(PAID, stripe.books.pay(page)))
    order = db.session.scalars(select(Order)).one()
    with transaction():
        cancelling.cancel(db.session.get_one(Purchase, purchase.id), order.number, "Batal.", None)
    stripe.books.refund_status = "pending"
    send_refunds()
    refund = db.session.scalars(select(Refund)).one()
    assert refund.status == RefundStatus.SENT

    told = stripe.books.refunds[refund.reference or ""]
    for kind, status in (("refund.updated", "succeeded"), ("refund.created", "succeeded")):
        send(client, stripe, stripe.books.event(kind, told, status=status))
    assert (refund.status, refund.payment.refunded) == (RefundStatus.SUCCEEDED, purchase.total)
    assert ledger.balance(chart.REFUNDS_DUE) == 0

    failed = stripe.books.event("refund.failed", told, status="failed", failure_reason="lost_or_stolen_card")
    for _n in range(2):
        send(client, stripe, failed)
    assert (refund.status, refund.payment.refunded) == (RefundStatus.FAILED, 0)
    assert ledger.balance(chart.REFUNDS_DUE) == purchase.total
