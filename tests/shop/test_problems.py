"""Problems: told, answered, withdrawn, escalated, decided once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from marketplace import ledger
from marketplace.errors import Invalid, InvalidTransition
from marketplace.extensions import db
from marketplace.ledger import chart
from marketplace.models import Mail, Order, OrderProblem, Refund, User, Variant
from marketplace.models.orders import OrderStatus, PaymentMethod, ProblemStatus
from marketplace.models.payments import GatewayName
from marketplace.shop import fulfilment, problems, refunds
from tests.factories.orders import a_report, an_order
from tests.factories.people import an_admin
from tests.harness.web import BrowserClient

S = OrderStatus
WHY = "Foto menunjukkan barang rusak."


def _mails(template: str) -> list[str]:
    return list(db.session.scalars(select(Mail.recipient).where(Mail.template == template)))


def _problem(order: Order) -> OrderProblem:
    return db.session.scalars(select(OrderProblem).where(OrderProblem.order_id == order.id)).one()


def test_a_report_holds_the_money_and_tells_both_sides() -> None:
    order = an_order(status=S.DELIVERED)

    problem = problems.report(order.purchase, order.number, a_report(), None)

    assert (order.status, problem.status) == (S.PROBLEM, ProblemStatus.OPEN)
    assert ledger.balance(chart.held(order.seller_id)) == order.total
    assert _mails("order_problem_seller") == [order.seller.owner.email]
    assert _mails("order_problem_buyer") == [order.purchase.email]


@pytest.mark.parametrize("words", ["", "Rusak", "x" * 2001])
def test_a_report_needs_some_words(words: str) -> None:
    order = an_order(status=S.DELIVERED)
    db.session.commit()

    with pytest.raises(Invalid):
        problems.report(order.purchase, order.number, a_report(words), None)
    db.session.rollback()

    assert (order.status, db.session.scalar(select(OrderProblem.id))) == (S.DELIVERED, None)


def test_the_seller_answers_once() -> None:
    order = an_order(status=S.PROBLEM)
    problems.answer(order.seller, order.number, "Kami kirim gantinya besok.")

    with pytest.raises(problems.AlreadyAnswered):
        problems.answer(order.seller, order.number, "Tidak jadi, uangnya saja.")

    assert _problem(order).seller_answer == "Kami kirim gantinya besok."
    assert _mails("order_problem_answered") == [order.purchase.email]


def test_withdrawing_completes_the_order() -> None:
    order = an_order(status=S.PROBLEM, commission_bps=500)

    problems.withdraw(order.purchase, order.number, None)

    assert (order.status, _problem(order).status) == (S.COMPLETED, ProblemStatus.WITHDRAWN)
    assert ledger.balance(chart.available(order.seller_id)) == order.seller_due


def test_an_admin_gives_the_money_back() -> None:
    order, admin = an_order(status=S.PROBLEM), an_admin()

    problems.refund(admin, order.number, WHY)

    problem = _problem(order)
    assert (order.status, problem.status, problem.resolved_by_id) == (
        S.CANCELLED,
        ProblemStatus.REFUNDED,
        admin.id,
    )
    assert ledger.balance(chart.REFUNDS_DUE) == order.total
    assert ledger.balance(chart.held(order.seller_id)) == 0
    assert _mails("order_problem_decided_buyer") == [order.purchase.email]
    assert _mails("order_problem_decided_seller") == [order.seller.owner.email]


def test_goods_that_left_do_not_come_back_to_the_shelf_by_a_decision() -> None:
    order = an_order(status=S.PROBLEM)

    problems.refund(an_admin(), order.number, WHY)

    shelf = db.session.scalars(select(Variant).execution_options(populate_existing=True)).one()
    assert (shelf.on_hand, shelf.reserved) == (9, 0)


def test_two_admins_decide_once() -> None:
    order = an_order(status=S.PROBLEM)
    problems.dismiss(an_admin(), order.number, "Barang sampai dalam keadaan baik.")

    with pytest.raises(InvalidTransition):
        problems.refund(an_admin(), order.number, WHY)

    assert (order.status, db.session.scalar(select(Refund.id))) == (S.COMPLETED, None)


def test_cash_that_was_taken_is_owed_by_the_seller() -> None:
    order = an_order(status=S.SHIPPED, method=PaymentMethod.COD)
    fulfilment.arrive(order.seller, order.number, "Bu Siti")
    problems.report(order.purchase, order.number, a_report(), None)

    problems.refund(an_admin(), order.number, WHY)

    refund = db.session.scalars(select(Refund)).one()
    assert (refund.amount, refund.payment.gateway) == (order.total, GatewayName.COD)
    assert refunds.by_hand(refund)
    assert ledger.balance(chart.cash_in_hand(order.seller_id)) == order.total
    assert ledger.balance(chart.REFUNDS_DUE) == order.total


def test_cash_that_was_never_taken_is_owed_by_nobody() -> None:
    order = an_order(status=S.PROBLEM, method=PaymentMethod.COD)

    problems.refund(an_admin(), order.number, WHY)

    assert (order.status, db.session.scalar(select(Refund.id))) == (S.CANCELLED, None)


def test_admins_decide_through_their_pages(as_user: Callable[[User], BrowserClient]) -> None:
    order = an_order(status=S.PROBLEM)
    browser = as_user(an_admin())

    assert order.number in browser.get("/admin/masalah").text
    assert "Kemasannya sobek dan isinya tumpah." in browser.get(f"/admin/masalah/{order.number}").text
    path = f"/admin/masalah/{order.number}/putuskan"
    refused = browser.post(path, data={"putusan": "kembalikan", "resolution": ""})
    wrong = browser.post(path, data={"putusan": "apa", "resolution": WHY})
    assert (refused.status_code, wrong.status_code, order.status) == (422, 422, S.PROBLEM)
    done = browser.post(path, data={"putusan": "kembalikan", "resolution": WHY})
    again = browser.post(path, data={"putusan": "selesaikan", "resolution": WHY})

    assert (done.status_code, again.status_code, order.status) == (303, 409, S.CANCELLED)
    assert order.number in browser.get("/admin/masalah?tab=selesai").text
    assert browser.get(f"/admin/masalah/{order.number}").status_code == 200
    assert browser.get("/admin/masalah/TIDAKADA-1").status_code == 404
