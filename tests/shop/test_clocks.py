"""Clocks: every waiting order ends by itself, after one reminder, whoever runs them and how often."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace import clock, ledger
from marketplace.extensions import db
from marketplace.ledger import chart
from marketplace.models import Event, Mail, Order, OrderProblem, Refund, Variant
from marketplace.models.orders import OrderStatus, PaymentMethod, ShippingMethod
from marketplace.shop import clocks, deadlines, jobs
from tests.factories.catalogue import a_product
from tests.factories.orders import an_order
from tests.factories.people import an_admin
from tests.factories.sellers import a_seller

S = OrderStatus
FRIDAY = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
ENDS = [
    (S.PLACED, ShippingMethod.COURIER, S.CANCELLED),
    (S.ACCEPTED, ShippingMethod.COURIER, S.CANCELLED),
    (S.SHIPPED, ShippingMethod.COURIER, S.COMPLETED),
    (S.SHIPPED, ShippingMethod.SELLER, S.COMPLETED),
    (S.SHIPPED, ShippingMethod.PICKUP, S.CANCELLED),
    (S.DELIVERED, ShippingMethod.COURIER, S.COMPLETED),
    (S.PROBLEM, ShippingMethod.COURIER, S.PROBLEM),
]
REMINDERS = {
    S.PLACED: "order_reminder_accept",
    S.ACCEPTED: "order_reminder_ship",
    S.SHIPPED: "order_reminder_receive",
    S.DELIVERED: "order_reminder_complete",
    S.PROBLEM: "order_reminder_problem",
}


def _until(order: Order) -> timedelta:
    assert order.due_at is not None
    return order.due_at - clock.now()


def _now(order: Order) -> Order:
    db.session.commit()
    return db.session.get_one(Order, order.id, populate_existing=True)


def _mails(template: str) -> int:
    return db.session.scalar(select(func.count(Mail.id)).where(Mail.template == template)) or 0


@pytest.mark.parametrize(("status", "shipping", "end"), ENDS)
def test_an_order_ends_when_its_time_is_over_and_not_before(
    status: OrderStatus, shipping: ShippingMethod, end: OrderStatus
) -> None:
    order = an_order(status=status, shipping=shipping)
    db.session.commit()

    with clock.shifted(_until(order) - timedelta(minutes=1)):
        jobs.run_order_clocks()
    assert _now(order).status == status
    with clock.shifted(_until(order) + timedelta(seconds=1)):
        jobs.run_order_clocks()

    assert _now(order).status == end


def test_an_order_nobody_answered_gives_stock_and_money_back() -> None:
    order = an_order(quantity=3)
    db.session.commit()

    with clock.shifted(_until(order) + timedelta(seconds=1)):
        jobs.run_order_clocks()

    shelf = db.session.scalars(select(Variant).execution_options(populate_existing=True)).one()
    assert (shelf.on_hand, shelf.reserved) == (10, 0)
    assert db.session.scalar(select(Refund.amount)) == order.total
    assert _now(order).cancel_reason == "Penjual tidak menjawab sampai batas waktunya."
    assert (_mails("order_cancelled_buyer"), _mails("order_cancelled_seller")) == (1, 1)


def test_goods_nobody_collected_are_on_the_shelf_again() -> None:
    order = an_order(status=S.SHIPPED, shipping=ShippingMethod.PICKUP, quantity=2)
    db.session.commit()

    with clock.shifted(_until(order) + timedelta(seconds=1)):
        jobs.run_order_clocks()

    shelf = db.session.scalars(select(Variant).execution_options(populate_existing=True)).one()
    assert (shelf.on_hand, shelf.reserved) == (10, 0)


@pytest.mark.parametrize("status", list(REMINDERS))
def test_one_reminder_comes_before_the_end(status: OrderStatus) -> None:
    order = an_order(status=status)
    db.session.commit()
    lead = deadlines.reminder_lead(status, order.shipping_method)

    with clock.shifted(_until(order) - lead - timedelta(minutes=1)):
        jobs.run_order_clocks()
    assert _mails(REMINDERS[status]) == 0
    for minutes in (1, 2, 3):
        with clock.shifted(_until(order) - lead + timedelta(minutes=minutes)):
            jobs.run_order_clocks()

    assert _mails(REMINDERS[status]) == 1
    assert clocks.to_remind() == []


def test_a_parcel_is_asked_after_on_the_tenth_day_and_closed_on_the_fourteenth() -> None:
    order = an_order(status=S.SHIPPED)

    assert order.shipped_at is not None
    assert order.due_at == order.shipped_at + timedelta(days=14)
    assert deadlines.remind_at(order) == order.shipped_at + timedelta(days=10)


def test_a_problem_goes_to_the_admins_and_again_while_they_do_not_decide() -> None:
    order, admin = an_order(status=S.PROBLEM), an_admin()
    db.session.commit()

    for _round in range(2):
        with clock.shifted(_until(_now(order)) + timedelta(seconds=1)):
            jobs.run_order_clocks()
            jobs.run_order_clocks()

    problem = db.session.scalars(select(OrderProblem)).one()
    assert problem.escalated_at is not None
    told = db.session.scalars(select(Mail.recipient).where(Mail.template == "order_problem_admin")).all()
    assert told == [admin.email] * 2


def test_running_twice_changes_nothing_more() -> None:
    order = an_order(status=S.DELIVERED)
    db.session.commit()

    with clock.shifted(_until(order) + timedelta(seconds=1)):
        jobs.run_order_clocks()
        events = db.session.scalar(select(func.count(Event.id)))
        jobs.run_order_clocks()

    assert db.session.scalar(select(func.count(Event.id))) == events
    assert ledger.balance(chart.available(order.seller_id)) == order.total


def test_two_workers_at_once_end_each_order_once(app: Flask) -> None:
    seller = a_seller()
    product = a_product(seller, stock=50)
    orders = [an_order(seller, product=product, status=S.DELIVERED) for _n in range(8)]
    db.session.commit()
    due = max(_until(order) for order in orders) + timedelta(seconds=1)
    faults: list[BaseException] = []

    def work() -> None:
        try:
            with app.app_context():
                jobs.run_order_clocks()
        except BaseException as fault:
            faults.append(fault)
            raise

    with clock.shifted(due):
        workers = [threading.Thread(target=work) for _n in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        jobs.run_order_clocks()

    assert faults == []
    assert {_now(order).status for order in orders} == {S.COMPLETED}
    completed = db.session.scalar(select(func.count(Event.id)).where(Event.name == "order_completed"))
    assert completed == len(orders)
    assert ledger.balance(chart.available(seller.id)) == sum(order.total for order in orders)


def test_an_order_somebody_works_on_is_left_to_them(app: Flask) -> None:
    order = an_order()
    db.session.commit()
    with clock.shifted(_until(order) + timedelta(seconds=1)):
        with db.engine.connect() as other:
            other.execute(select(Order.id).where(Order.id == order.id).with_for_update())
            assert clocks.act_on(order.id) is False
            other.rollback()
        db.session.rollback()
        assert clocks.act_on(order.id) is True


def test_working_days_carry_an_order_over_the_weekend() -> None:
    assert deadlines.accept_by(FRIDAY) == datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
    assert deadlines.complete_by(FRIDAY) == datetime(2026, 12, 1, 3, 0, tzinfo=UTC)


def test_a_buyer_has_never_less_than_two_full_days_to_look() -> None:
    wednesday = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)

    assert deadlines.complete_by(wednesday) >= wednesday + timedelta(hours=48)


def test_things_made_to_order_get_their_days() -> None:
    seller = a_seller()
    product = a_product(seller, made_to_order_days=7)
    order = an_order(seller, product=product, status=S.ACCEPTED)

    assert order.accepted_at is not None
    assert order.due_at == deadlines.ship_by(order.accepted_at, order.lines)
    assert order.due_at is not None
    assert order.due_at >= order.accepted_at + timedelta(days=9)


def test_cash_on_delivery_nobody_confirmed_completes_with_its_commission_owed() -> None:
    order = an_order(status=S.SHIPPED, method=PaymentMethod.COD, commission_bps=500)
    db.session.commit()

    with clock.shifted(_until(order) + timedelta(seconds=1)):
        jobs.run_order_clocks()

    assert _now(order).status == S.COMPLETED
    assert ledger.balance(chart.cash_in_hand(order.seller_id)) == order.commission_total
