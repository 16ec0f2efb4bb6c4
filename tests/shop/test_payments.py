"""Paying after the purchase is placed: pages, faults of the provider, other ways, giving up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select

import config
from marketplace import clock, gateways
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.gateways import GatewayAway, GatewayRefused
from marketplace.models import Event, Mail, Order, Payment, Purchase, SandboxSession, User, Variant
from marketplace.models.orders import OrderStatus, PaymentMethod, PurchaseStatus
from marketplace.models.payments import GatewayName, PaymentStatus
from marketplace.shop import order_links, pay_clock, pay_jobs, paying
from marketplace.shop.paying import BeingChecked, OnItsWay
from marketplace.shop.payments import PaymentOver
from marketplace.transactions import transaction
from tests.factories.people import a_user
from tests.factories.shop import a_purchase
from tests.harness.web import BrowserClient
from tests.stripe_fake.server import StripeFake


def by_card(**values: object) -> Purchase:
    return a_purchase(method=PaymentMethod.CARD, **values)  # type: ignore[arg-type]


def attempts() -> list[tuple[GatewayName, PaymentStatus]]:
    db.session.expire_all()
    return [(p.gateway, p.status) for p in db.session.scalars(select(Payment).order_by(Payment.id))]


def purchase_status() -> PurchaseStatus:
    db.session.expire_all()
    return db.session.scalars(select(Purchase.status)).one()


def held_pieces() -> int:
    return db.session.scalar(select(func.sum(Variant.reserved))) or 0


def when_over(purchase: Purchase) -> timedelta:
    """How far the clock must go for the time to pay to be over."""
    assert purchase.pay_by is not None
    return purchase.pay_by - clock.now() + timedelta(seconds=1)


# At the provider.


def test_a_page_is_opened_once_and_found_again(stripe: StripeFake) -> None:
    purchase = by_card()
    first = paying.pay(purchase.id)
    assert paying.pay(purchase.id) == first
    assert len(stripe.books.sessions) == 1
    assert attempts() == [(GatewayName.STRIPE, PaymentStatus.PENDING)]


def test_a_lost_answer_leaves_the_purchase_and_the_same_key_finds_the_page(stripe: StripeFake) -> None:
    purchase = by_card()
    stripe.fail("drop", times=2)
    with pytest.raises(GatewayAway):
        paying.pay(purchase.id)
    assert (purchase_status(), attempts()) == (
        PurchaseStatus.AWAITING_PAYMENT,
        [(GatewayName.STRIPE, PaymentStatus.CREATED)],
    )
    url = paying.pay(purchase.id)
    assert len(stripe.books.sessions) == 1
    assert url.endswith(next(iter(stripe.books.sessions)))
    assert {key for _method, _path, key in stripe.calls} == {f"pay:{purchase.number}:1"}


def test_a_provider_that_keeps_failing_under_a_key_gets_another_one(stripe: StripeFake) -> None:
    purchase = by_card()
    stripe.fail("stored")
    with pytest.raises(GatewayAway):
        paying.pay(purchase.id)
    assert attempts() == [(GatewayName.STRIPE, PaymentStatus.FAILED)]
    paying.pay(purchase.id)
    assert attempts()[-1] == (GatewayName.STRIPE, PaymentStatus.PENDING)
    assert stripe.calls[-1][2] == f"pay:{purchase.number}:2"


def test_a_refusal_ends_the_attempt_and_not_the_purchase(stripe: StripeFake) -> None:
    purchase = by_card()
    db.session.scalars(select(Payment)).one().expires_at = clock.now() + timedelta(minutes=1)
    db.session.commit()
    with pytest.raises(GatewayRefused):
        paying.pay(purchase.id)
    assert (purchase_status(), attempts()) == (
        PurchaseStatus.AWAITING_PAYMENT,
        [(GatewayName.STRIPE, PaymentStatus.FAILED)],
    )


def test_the_network_is_never_used_inside_a_transaction(stripe: StripeFake) -> None:
    purchase = by_card()
    with transaction(), pytest.raises(RuntimeError):
        paying.pay(purchase.id)
    assert stripe.calls == []


def test_the_old_page_is_closed_before_another_way_begins(stripe: StripeFake) -> None:
    purchase = by_card()
    paying.pay(purchase.id)
    assert paying.change_method(purchase.id, PaymentMethod.TRANSFER) == ""
    assert next(iter(stripe.books.sessions.values()))["status"] == "expired"
    assert attempts() == [
        (GatewayName.STRIPE, PaymentStatus.EXPIRED),
        (GatewayName.TRANSFER, PaymentStatus.CREATED),
    ]
    assert db.session.scalars(select(Purchase.method)).one() == PaymentMethod.TRANSFER


def test_another_way_is_not_begun_when_the_old_page_was_just_paid(stripe: StripeFake) -> None:
    purchase = by_card()
    paying.pay(purchase.id)
    stripe.books.pay(next(iter(stripe.books.sessions)))
    with pytest.raises(PaymentOver, match="sudah dibayar"):
        paying.change_method(purchase.id, PaymentMethod.TRANSFER)
    assert (purchase_status(), attempts()) == (
        PurchaseStatus.PAID,
        [(GatewayName.STRIPE, PaymentStatus.SUCCEEDED)],
    )


def test_money_on_its_way_must_arrive_or_fail_first(stripe: StripeFake) -> None:
    purchase = by_card()
    paying.pay(purchase.id)
    stripe.books.pay(next(iter(stripe.books.sessions)), slowly=True)
    with pytest.raises(OnItsWay):
        paying.change_method(purchase.id, PaymentMethod.TRANSFER)
    with pytest.raises(OnItsWay):
        paying.cancel(purchase.id, None)
    assert attempts() == [(GatewayName.STRIPE, PaymentStatus.PENDING)]


def test_a_provider_that_is_away_keeps_the_old_way(stripe: StripeFake) -> None:
    purchase = by_card()
    paying.pay(purchase.id)
    stripe.fail("error", times=2)
    with pytest.raises(GatewayAway):
        paying.change_method(purchase.id, PaymentMethod.TRANSFER)
    assert attempts() == [(GatewayName.STRIPE, PaymentStatus.PENDING)]


def test_cash_is_no_way_to_pay_later() -> None:
    purchase = by_card()
    with pytest.raises(Invalid):
        paying.change_method(purchase.id, PaymentMethod.COD)


def test_a_message_that_never_came_is_found_by_asking(stripe: StripeFake) -> None:
    purchase = by_card()
    paying.pay(purchase.id)
    stripe.books.pay(next(iter(stripe.books.sessions)))
    pay_jobs.look_for_lost_news()
    assert purchase_status() == PurchaseStatus.AWAITING_PAYMENT
    with clock.shifted(timedelta(minutes=6)):
        pay_jobs.look_for_lost_news()
    assert (purchase_status(), attempts()) == (
        PurchaseStatus.PAID,
        [(GatewayName.STRIPE, PaymentStatus.SUCCEEDED)],
    )


def test_what_the_provider_says_when_asked_must_fit_too(stripe: StripeFake) -> None:
    purchase = by_card()
    paying.pay(purchase.id)
    page = next(iter(stripe.books.sessions))
    stripe.books.sessions[page]["amount_total"] = 100
    stripe.books.pay(page)
    with clock.shifted(timedelta(minutes=6)):
        pay_clock.look_for_lost_news()
    assert attempts() == [(GatewayName.STRIPE, PaymentStatus.HELD)]
    assert purchase_status() == PurchaseStatus.AWAITING_PAYMENT


# The clock.


def test_when_the_time_is_over_the_page_closes_and_the_goods_go_back(stripe: StripeFake) -> None:
    purchase = by_card()
    paying.pay(purchase.id)
    pay_jobs.expire_purchases()
    assert (purchase_status(), held_pieces()) == (PurchaseStatus.AWAITING_PAYMENT, 1)
    with clock.shifted(when_over(purchase)):
        pay_jobs.expire_purchases()
        pay_jobs.expire_purchases()
    assert (purchase_status(), held_pieces()) == (PurchaseStatus.EXPIRED, 0)
    assert attempts() == [(GatewayName.STRIPE, PaymentStatus.EXPIRED)]
    assert next(iter(stripe.books.sessions.values()))["status"] == "expired"
    assert db.session.scalars(select(Order.status)).all() == [OrderStatus.EXPIRED]
    count = select(func.count(Event.id)).where(Event.name == "purchase_expired")
    assert db.session.scalar(count) == 1
    assert db.session.scalar(select(func.count(Mail.id)).where(Mail.template == "order_expired")) == 1


def test_a_page_paid_in_the_last_moment_is_paid(stripe: StripeFake) -> None:
    purchase = by_card()
    paying.pay(purchase.id)
    stripe.books.pay(next(iter(stripe.books.sessions)))
    with clock.shifted(when_over(purchase)):
        pay_clock.expire_due()
    assert (purchase_status(), held_pieces()) == (PurchaseStatus.PAID, 1)


def test_slow_money_outlives_the_clock(stripe: StripeFake) -> None:
    purchase = by_card()
    paying.pay(purchase.id)
    page = next(iter(stripe.books.sessions))
    stripe.books.pay(page, slowly=True)
    with clock.shifted(when_over(purchase)):
        pay_clock.expire_due()
        assert purchase_status() == PurchaseStatus.AWAITING_PAYMENT
        stripe.books.settle(page)
        pay_clock.expire_due()
    assert (purchase_status(), held_pieces()) == (PurchaseStatus.PAID, 1)


def test_a_provider_that_is_away_is_waited_for_but_not_for_ever(stripe: StripeFake) -> None:
    purchase = by_card()
    paying.pay(purchase.id)
    over = when_over(purchase)
    stripe.fail("error", times=2)
    with clock.shifted(over):
        pay_clock.expire_due()
    assert (purchase_status(), held_pieces()) == (PurchaseStatus.AWAITING_PAYMENT, 1)
    stripe.fail("error", times=2)
    with clock.shifted(over + pay_clock.PATIENCE):
        pay_clock.expire_due()
    assert (purchase_status(), held_pieces()) == (PurchaseStatus.EXPIRED, 0)


def test_one_purchase_in_trouble_does_not_hold_up_the_next(stripe: StripeFake) -> None:
    first, second = by_card(), a_purchase()
    paying.pay(first.id)
    stripe.fail("error", times=2)
    with clock.shifted(when_over(second)):
        pay_clock.expire_due()
    db.session.expire_all()
    assert db.session.get_one(Purchase, first.id).status == PurchaseStatus.AWAITING_PAYMENT
    assert db.session.get_one(Purchase, second.id).status == PurchaseStatus.EXPIRED


def test_killed_after_the_page_was_closed_the_next_round_goes_on(stripe: StripeFake) -> None:
    purchase = by_card()
    paying.pay(purchase.id)
    paying.close_pages(purchase.id)
    assert (purchase_status(), attempts()[0][1]) == (
        PurchaseStatus.AWAITING_PAYMENT,
        PaymentStatus.EXPIRED,
    )
    with clock.shifted(when_over(purchase)):
        pay_clock.expire_due()
    assert (purchase_status(), held_pieces()) == (PurchaseStatus.EXPIRED, 0)


def test_a_reminder_comes_once_before_the_end() -> None:
    purchase = a_purchase()
    reminders = select(func.count(Mail.id)).where(Mail.template == "order_payment_reminder")
    pay_jobs.expire_purchases()
    assert db.session.scalar(reminders) == 0
    with clock.shifted(when_over(purchase) - timedelta(hours=2)):
        pay_jobs.expire_purchases()
        pay_jobs.expire_purchases()
    assert db.session.scalar(reminders) == 1


def test_an_expired_purchase_cannot_be_paid(client: BrowserClient) -> None:
    purchase = by_card(guest=True)
    token = order_links.token_of(purchase)
    with clock.shifted(when_over(purchase)):
        answer = client.post(f"/pesanan/{purchase.number}/bayar?kunci={token}")
        assert answer.location == f"/pesanan/{purchase.number}?kunci={token}"
        assert "Waktu bayar pesanan ini sudah habis" in client.get(answer.location).text
        pay_clock.expire_due()
        with pytest.raises(PaymentOver):
            paying.pay(purchase.id)
    assert db.session.scalar(select(func.count()).select_from(SandboxSession)) == 0
    assert purchase_status() == PurchaseStatus.EXPIRED


# Through the pages.


def test_checkout_goes_on_although_the_provider_is_away(client: BrowserClient, stripe: StripeFake) -> None:
    purchase = by_card(guest=True)
    token = order_links.token_of(purchase)
    path = f"/pesanan/{purchase.number}"
    stripe.fail("error", times=2)
    answer = client.post(f"{path}/bayar?kunci={token}")
    assert (answer.status_code, answer.location) == (303, f"{path}?kunci={token}")
    assert "sedang tidak menjawab" in client.get(answer.location).text
    again = client.post(f"{path}/bayar?kunci={token}")
    assert again.location == next(iter(stripe.books.sessions.values()))["url"]


def test_the_policy_lets_the_form_lead_to_the_provider(client: BrowserClient, stripe: StripeFake) -> None:
    purchase = by_card(guest=True)
    page = client.get(f"/pesanan/{purchase.number}?kunci={order_links.token_of(purchase)}")
    assert f"form-action 'self' {stripe.url};" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("deed", ["bayar", "bukti", "batal-bayar"])
def test_another_persons_purchase_is_not_found(
    as_user: Callable[[User], BrowserClient], client: BrowserClient, deed: str
) -> None:
    purchase = a_purchase(a_user())
    for browser in (client, as_user(a_user())):
        assert browser.post(f"/pesanan/{purchase.number}/{deed}").status_code == 404
        assert browser.post(f"/pesanan/{purchase.number}/{deed}?kunci=salah").status_code == 404
    assert (purchase_status(), attempts()[0][1]) == (
        PurchaseStatus.AWAITING_PAYMENT,
        PaymentStatus.CREATED,
    )


def test_the_buyer_calls_it_off_before_paying(as_user: Callable[[User], BrowserClient]) -> None:
    buyer = a_user()
    purchase = a_purchase(buyer)
    browser = as_user(buyer)
    for _n in range(2):
        answer = browser.post(f"/pesanan/{purchase.number}/batal-bayar")
        assert answer.status_code == 303
    assert (purchase_status(), held_pieces()) == (PurchaseStatus.CANCELLED, 0)
    assert attempts() == [(GatewayName.TRANSFER, PaymentStatus.EXPIRED)]
    assert db.session.scalars(select(Order.status)).all() == [OrderStatus.CANCELLED]


def test_a_proof_under_examination_stops_everything_else() -> None:
    purchase = a_purchase()
    db.session.scalars(select(Payment)).one().become(PaymentStatus.CHECKING)
    db.session.commit()
    with pytest.raises(BeingChecked):
        paying.change_method(purchase.id, PaymentMethod.CARD)
    with pytest.raises(BeingChecked):
        paying.cancel(purchase.id, None)
    with clock.shifted(when_over(purchase)):
        pay_clock.expire_due()
    assert (purchase_status(), held_pieces()) == (PurchaseStatus.AWAITING_PAYMENT, 1)


# The demo's own provider.


def test_the_sandbox_pays_through_the_signed_address(client: BrowserClient, live_server: str) -> None:
    purchase = by_card(guest=True)
    url = paying.pay(purchase.id)
    answer = client.post(url.removeprefix(live_server), data={"pilihan": "bayar"})
    assert answer.location == order_links.link_to(db.session.get_one(Purchase, purchase.id))
    assert (purchase_status(), attempts()) == (
        PurchaseStatus.PAID,
        [(GatewayName.SANDBOX, PaymentStatus.SUCCEEDED)],
    )
    assert client.post(url.removeprefix(live_server), data={"pilihan": "bayar"}).status_code == 409


def test_the_sandbox_declines_and_lets_try_again(client: BrowserClient, live_server: str) -> None:
    purchase = by_card(guest=True)
    path = paying.pay(purchase.id).removeprefix(live_server)
    declined = client.post(path, data={"pilihan": "tolak"})
    assert declined.status_code == 422
    assert "ditolak" in declined.text
    assert attempts() == [(GatewayName.SANDBOX, PaymentStatus.PENDING)]
    client.post(path, data={"pilihan": "bayar"})
    assert purchase_status() == PurchaseStatus.PAID


def test_the_sandbox_pays_slowly(client: BrowserClient, live_server: str) -> None:
    purchase = by_card(guest=True)
    path = paying.pay(purchase.id).removeprefix(live_server)
    back = client.post(path, data={"pilihan": "tunda"}).location
    assert purchase_status() == PurchaseStatus.AWAITING_PAYMENT
    assert "Pembayaran sedang diproses bank" in client.get(back).text
    with pytest.raises(OnItsWay):
        paying.pay(purchase.id)
    pay_jobs.deliver_sandbox_news()
    assert purchase_status() == PurchaseStatus.AWAITING_PAYMENT
    with clock.shifted(timedelta(minutes=1)):
        pay_jobs.deliver_sandbox_news()
    assert purchase_status() == PurchaseStatus.PAID


def test_the_sandbox_lets_a_page_expire_and_the_buyer_tries_again(
    client: BrowserClient, live_server: str
) -> None:
    purchase = by_card(guest=True)
    path = paying.pay(purchase.id).removeprefix(live_server)
    client.post(path, data={"pilihan": "kedaluwarsa"})
    assert attempts() == [(GatewayName.SANDBOX, PaymentStatus.EXPIRED)]
    assert paying.pay(purchase.id).removeprefix(live_server) != path
    assert purchase_status() == PurchaseStatus.AWAITING_PAYMENT


@pytest.fixture
def _deaf_market(settings: config.Settings) -> Iterator[None]:
    """Nobody answers at the address the sandbox knows."""
    gateways.configure(settings.using(public_url="http://127.0.0.1:9"))
    yield
    gateways.configure(settings)


@pytest.mark.usefixtures("_deaf_market")
def test_sandbox_news_that_nobody_took_are_found_by_asking(client: BrowserClient) -> None:
    purchase = by_card(guest=True)
    path = paying.pay(purchase.id).removeprefix(gateways.absolute(""))
    assert client.post(path, data={"pilihan": "bayar"}).status_code == 303
    assert purchase_status() == PurchaseStatus.AWAITING_PAYMENT
    waiting = db.session.scalars(select(SandboxSession)).one()
    assert waiting.outcome == "checkout.session.completed"
    with clock.shifted(timedelta(minutes=6)):
        pay_jobs.look_for_lost_news()
    assert purchase_status() == PurchaseStatus.PAID


def test_a_sandbox_page_nobody_opened_is_not_found(client: BrowserClient) -> None:
    assert client.get("/uji-bayar/uji_0").status_code == 404
    assert client.post("/uji-bayar/uji_0", data={"pilihan": "bayar"}).status_code == 404


def test_an_unknown_choice_on_the_sandbox_page_does_nothing(client: BrowserClient, live_server: str) -> None:
    purchase = by_card(guest=True)
    path = paying.pay(purchase.id).removeprefix(live_server)
    assert client.post(path, data={"pilihan": "gratis"}).status_code == 404
    assert attempts() == [(GatewayName.SANDBOX, PaymentStatus.PENDING)]
