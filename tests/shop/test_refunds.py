"""Money back to the buyer: owed at once, sent afterwards, never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace import clock, ledger
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.gateways import RefundAnswer, RefundState
from marketplace.ledger import chart
from marketplace.models import Event, Mail, Order, Purchase, Refund, User
from marketplace.models.orders import OrderStatus, PaymentMethod
from marketplace.models.payments import GatewayName, RefundStatus
from marketplace.shop import cancelling, jobs, paying, refunds
from marketplace.transactions import transaction
from tests.factories import shop
from tests.factories.catalogue import a_product
from tests.factories.orders import Wish, a_purchase, an_order, paid
from tests.factories.people import an_admin
from tests.factories.sellers import a_seller
from tests.harness.web import BrowserClient
from tests.stripe_fake.server import StripeFake

SANDBOX = chart.cash(GatewayName.SANDBOX)


def _refund() -> Refund:
    return db.session.scalars(select(Refund).execution_options(populate_existing=True)).one()


def _cancelled(method: PaymentMethod = PaymentMethod.CARD) -> Order:
    order = an_order(status=OrderStatus.CANCELLED, method=method)
    db.session.commit()
    return order


def test_a_cancelled_card_order_is_refunded_by_the_job() -> None:
    order = _cancelled()
    assert ledger.balance(chart.REFUNDS_DUE) == order.total
    db.session.commit()

    jobs.send_refunds()

    refund = _refund()
    assert (refund.status, refund.amount, refund.attempts) == (RefundStatus.SUCCEEDED, order.total, 1)
    assert refund.payment.refunded == order.total
    assert (ledger.balance(chart.REFUNDS_DUE), ledger.balance(SANDBOX)) == (0, 0)
    assert db.session.scalar(select(func.count(Mail.id)).where(Mail.template == "order_refunded")) == 1


def test_running_the_job_again_sends_nothing_more() -> None:
    _cancelled()
    jobs.send_refunds()

    with clock.shifted(timedelta(days=1)):
        jobs.send_refunds()

    assert (_refund().attempts, ledger.balance(SANDBOX)) == (1, 0)


def test_only_the_cancelled_part_of_a_purchase_goes_back() -> None:
    one, two = a_seller(), a_seller()
    purchase = a_purchase(Wish(one, a_product(one)), Wish(two, a_product(two), quantity=2))
    paid(purchase)
    first, second = purchase.orders
    cancelling.cancel(purchase, first.number, "Salah pilih.", None)
    db.session.commit()

    jobs.send_refunds()

    assert _refund().amount == first.total
    assert ledger.balance(SANDBOX) == second.total
    assert ledger.balance(chart.held(two.id)) == second.total


def test_an_unpaid_order_owes_nothing() -> None:
    order = an_order(status=OrderStatus.CANCELLED, method=PaymentMethod.COD)

    assert (order.status, db.session.scalar(select(Refund.id))) == (OrderStatus.CANCELLED, None)
    assert ledger.balance(chart.REFUNDS_DUE) == 0


def test_a_worker_killed_after_asking_asks_again_with_the_same_key() -> None:
    _cancelled()
    first = refunds.take_up(_refund().id)
    db.session.commit()
    assert first is not None
    assert refunds.take_up(_refund().id) is None

    with clock.shifted(timedelta(minutes=2)):
        second = refunds.take_up(_refund().id)

    assert second is not None
    assert (second.request, _refund().attempts) == (first.request, 2)


def test_an_unknown_answer_keeps_the_refund_on_its_way() -> None:
    _cancelled()
    sending = refunds.take_up(_refund().id)
    assert sending is not None

    refunds.no_answer(sending.refund_id, "timeout")

    assert (_refund().status, _refund().last_error) == (RefundStatus.SENT, "timeout")
    assert _refund().next_try_at > clock.now()


def _by_stripe(stripe: StripeFake) -> Refund:
    """A refund of a card payment that the stand-in took."""
    purchase = shop.a_purchase(method=PaymentMethod.CARD)
    db.session.commit()
    page = paying.pay(purchase.id).rsplit("/", 1)[-1]
    stripe.books.pay(page)
    paying.look(purchase.id)
    order = db.session.scalars(select(Order)).one()
    with transaction():
        cancelling.cancel(db.session.get_one(Purchase, purchase.id), order.number, "Salah pilih.", None)
    return _refund()


def test_an_answer_lost_on_the_way_does_not_send_the_money_twice(stripe: StripeFake) -> None:
    refund = _by_stripe(stripe)
    stripe.fail("drop", times=9)
    jobs.send_refunds()
    assert (_refund().status, len(stripe.books.refunds)) == (RefundStatus.SENT, 1)
    stripe.faults.clear()

    with clock.shifted(timedelta(minutes=5)):
        jobs.send_refunds()

    assert (_refund().status, len(stripe.books.refunds)) == (RefundStatus.SUCCEEDED, 1)
    keys = {key for _method, path, key in stripe.calls if path.endswith("/refunds")}
    assert keys == {refund.idempotency_key}


def test_what_the_provider_has_accepted_is_not_asked_for_again(stripe: StripeFake) -> None:
    _by_stripe(stripe)
    stripe.books.refund_status = "pending"
    jobs.send_refunds()
    asked = len(stripe.calls)

    with clock.shifted(timedelta(days=3)):
        jobs.send_refunds()

    assert (_refund().status, len(stripe.calls)) == (RefundStatus.SENT, asked)


def test_an_error_the_provider_keeps_under_the_key_goes_to_a_person(stripe: StripeFake) -> None:
    _by_stripe(stripe)
    stripe.fail("stored")

    jobs.send_refunds()

    assert (_refund().status, len(stripe.books.refunds)) == (RefundStatus.FAILED, 0)
    assert refunds.by_hand(_refund())


def test_a_provider_silent_for_a_day_is_looked_at_by_a_person(stripe: StripeFake) -> None:
    _by_stripe(stripe)
    stripe.fail("error", times=9)
    jobs.send_refunds()
    asked = len(stripe.calls)

    with clock.shifted(timedelta(hours=24)):
        jobs.send_refunds()

    assert (_refund().status, len(stripe.calls)) == (RefundStatus.FAILED, asked)
    assert refunds.by_hand(_refund())


def test_the_same_news_twice_books_once() -> None:
    order = _cancelled()
    answer = RefundAnswer(RefundState.SUCCEEDED, "re_1")

    for _n in range(2):
        refunds.settle(_refund().id, answer)

    assert (_refund().payment.refunded, ledger.balance(chart.REFUNDS_DUE)) == (order.total, 0)


def test_a_refund_that_bounces_is_owed_again_and_sent_by_hand() -> None:
    order, admin = _cancelled(), an_admin()
    refunds.settle(_refund().id, RefundAnswer(RefundState.SUCCEEDED, "re_1"))

    refunds.settle(_refund().id, RefundAnswer(RefundState.FAILED, "re_1", "closed account"))
    assert (_refund().payment.refunded, ledger.balance(chart.REFUNDS_DUE)) == (0, order.total)
    refunds.mark_sent(admin, order.number, "BRI 778899")

    assert (_refund().status, _refund().payment.refunded) == (RefundStatus.SUCCEEDED, order.total)
    assert ledger.balance(chart.REFUNDS_DUE) == 0
    assert ledger.balance(chart.cash(GatewayName.TRANSFER)) == -order.total


@pytest.mark.parametrize("note", ["", "   "])
def test_sending_by_hand_needs_the_banks_reference(note: str) -> None:
    order = _cancelled(PaymentMethod.TRANSFER)

    with pytest.raises(Invalid):
        refunds.mark_sent(an_admin(), order.number, note)

    assert (_refund().status, ledger.balance(chart.REFUNDS_DUE)) == (RefundStatus.REQUESTED, order.total)


def test_what_the_provider_sends_is_not_also_sent_by_hand() -> None:
    order = _cancelled()

    with pytest.raises(refunds.GoesByItself):
        refunds.mark_sent(an_admin(), order.number, "BRI 778899")

    assert _refund().status == RefundStatus.REQUESTED


def test_a_transfer_goes_back_by_hand_once(as_user: Callable[[User], BrowserClient]) -> None:
    order = _cancelled(PaymentMethod.TRANSFER)
    jobs.send_refunds()
    assert _refund().status == RefundStatus.REQUESTED
    refunds.tell_account(order.purchase, order.number, "BRI 0021 998877 Siti Aminah", None)
    browser = as_user(an_admin())

    assert order.number in browser.get("/admin/pengembalian").text
    assert "998877" not in browser.get(f"/admin/pengembalian/{order.number}").text
    assert "BRI 0021 998877 Siti Aminah" in browser.post(f"/admin/pengembalian/{order.number}/rekening").text
    assert db.session.scalar(select(func.count(Event.id)).where(Event.name == "refund_account_seen")) == 1
    path = f"/admin/pengembalian/{order.number}/terkirim"
    assert browser.post(path, data={"bank_note": ""}).status_code == 422
    assert browser.post(path, data={"bank_note": "BRI 778899"}).status_code == 303
    assert browser.post(path, data={"bank_note": "BRI 778899"}).status_code == 409

    assert (_refund().status, _refund().bank_note) == (RefundStatus.SUCCEEDED, "BRI 778899")
    assert ledger.balance(chart.cash(GatewayName.TRANSFER)) == 0
    assert order.number in browser.get("/admin/pengembalian?tab=terkirim").text
