"""The state machine of an order as the verbs see it: what is forbidden changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from marketplace.errors import InvalidTransition
from marketplace.extensions import db
from marketplace.models import Entry, Event, Mail, Order, OrderProblem, Refund, Reservation, Variant
from marketplace.models.orders import OrderStatus, PaymentMethod, ShippingMethod
from marketplace.shop import cancelling, clocks, fulfilment, problems, receiving
from tests.factories.orders import a_parcel, a_report, an_order
from tests.factories.people import an_admin

S = OrderStatus
WAITING = (S.AWAITING_PAYMENT, S.PLACED, S.ACCEPTED, S.SHIPPED, S.DELIVERED, S.PROBLEM)
CLOSED = (S.COMPLETED, S.CANCELLED, S.EXPIRED)
Verb = Callable[[Order], object]


def _hand_over(order: Order) -> object:
    return fulfilment.hand_over(order.seller, order.number, order.pickup_code or "")


VERBS: dict[str, tuple[Verb, frozenset[OrderStatus], ShippingMethod]] = {
    "accept": (
        lambda order: fulfilment.accept(order.seller, order.number),
        frozenset({S.PLACED}),
        ShippingMethod.COURIER,
    ),
    "reject": (
        lambda order: cancelling.reject(order.seller, order.number, "Stok habis."),
        frozenset({S.PLACED, S.ACCEPTED}),
        ShippingMethod.COURIER,
    ),
    "cancel": (
        lambda order: cancelling.cancel(order.purchase, order.number, "Salah pilih.", None),
        frozenset({S.PLACED, S.ACCEPTED}),
        ShippingMethod.COURIER,
    ),
    "ship": (
        lambda order: fulfilment.ship(order.seller, order.number, a_parcel()),
        frozenset({S.ACCEPTED}),
        ShippingMethod.COURIER,
    ),
    "set_out": (
        lambda order: fulfilment.set_out(order.seller, order.number),
        frozenset({S.ACCEPTED}),
        ShippingMethod.SELLER,
    ),
    "make_ready": (
        lambda order: fulfilment.make_ready(order.seller, order.number),
        frozenset({S.ACCEPTED}),
        ShippingMethod.PICKUP,
    ),
    "arrive": (
        lambda order: fulfilment.arrive(order.seller, order.number, "Bu Siti"),
        frozenset({S.SHIPPED}),
        ShippingMethod.SELLER,
    ),
    "hand_over": (_hand_over, frozenset({S.SHIPPED}), ShippingMethod.PICKUP),
    "confirm": (
        lambda order: receiving.confirm(order.purchase, order.number, None),
        frozenset({S.SHIPPED, S.DELIVERED}),
        ShippingMethod.COURIER,
    ),
    "report": (
        lambda order: problems.report(order.purchase, order.number, a_report(), None),
        frozenset({S.SHIPPED, S.DELIVERED}),
        ShippingMethod.COURIER,
    ),
    "answer": (
        lambda order: problems.answer(order.seller, order.number, "Kami kirim gantinya besok."),
        frozenset({S.PROBLEM}),
        ShippingMethod.COURIER,
    ),
    "withdraw": (
        lambda order: problems.withdraw(order.purchase, order.number, None),
        frozenset({S.PROBLEM}),
        ShippingMethod.COURIER,
    ),
    "refund": (
        lambda order: problems.refund(an_admin(), order.number, "Foto menunjukkan barang rusak."),
        frozenset({S.PROBLEM}),
        ShippingMethod.COURIER,
    ),
    "dismiss": (
        lambda order: problems.dismiss(an_admin(), order.number, "Barang sampai dalam keadaan baik."),
        frozenset({S.PROBLEM}),
        ShippingMethod.COURIER,
    ),
}
ALLOWED = [(verb, status) for verb, (_do, good, _way) in VERBS.items() for status in S if status in good]
FORBIDDEN = [
    (verb, status) for verb, (_do, good, _way) in VERBS.items() for status in S if status not in good
]


def _picture(order: Order) -> tuple[object, ...]:
    """Everything a verb could change, as the database holds it."""
    db.session.flush()
    db.session.expire_all()
    counts = [db.session.scalar(select(func.count()).select_from(table)) for table in (Entry, Event, Mail)]
    refunds = db.session.scalar(select(func.count(Refund.id)))
    row = db.session.execute(select(Order.__table__).where(Order.id == order.id)).one()
    shelf = db.session.execute(
        select(Variant.id, Variant.on_hand, Variant.reserved).order_by(Variant.id)
    ).all()
    held = db.session.execute(
        select(Reservation.order_line_id, Reservation.status).order_by(Reservation.order_line_id)
    ).all()
    told = db.session.execute(
        select(OrderProblem.id, OrderProblem.status, OrderProblem.seller_answer).order_by(OrderProblem.id)
    ).all()
    return tuple(row), counts, refunds, shelf, held, told


@pytest.mark.parametrize(("verb", "status"), FORBIDDEN)
def test_a_forbidden_move_changes_nothing(verb: str, status: OrderStatus) -> None:
    do, _good, way = VERBS[verb]
    order = an_order(status=status, shipping=way)
    before = _picture(order)

    with pytest.raises(InvalidTransition):
        do(order)

    assert _picture(order) == before


@pytest.mark.parametrize(("verb", "status"), ALLOWED)
def test_an_allowed_move_moves_and_leaves_a_trace(verb: str, status: OrderStatus) -> None:
    do, _good, way = VERBS[verb]
    order = an_order(status=status, shipping=way)
    events_before = db.session.scalar(select(func.count(Event.id)))

    do(order)

    db.session.flush()
    assert order.status != status or verb == "answer"
    assert (db.session.scalar(select(func.count(Event.id))) or 0) > (events_before or 0)


@pytest.mark.parametrize("status", WAITING)
def test_every_waiting_state_has_a_deadline_and_an_exit(status: OrderStatus) -> None:
    order = an_order(status=status)

    assert order.due_at is not None
    assert Order.NEXT[status]
    assert status == S.AWAITING_PAYMENT or status in clocks.WAITING


@pytest.mark.parametrize("status", CLOSED)
def test_a_closed_order_waits_for_nobody(status: OrderStatus) -> None:
    order = an_order(status=status)

    assert (order.due_at, Order.NEXT[status]) == (None, frozenset())


def test_only_cash_that_was_not_taken_lets_a_seller_take_goods_back() -> None:
    order = an_order(status=S.SHIPPED, method=PaymentMethod.CARD)
    before = _picture(order)

    with pytest.raises(cancelling.CannotTakeBack):
        cancelling.take_back(order.seller, order.number, "Pembeli menolak menerima.")

    assert _picture(order) == before
