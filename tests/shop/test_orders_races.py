"""Two people at the same order at the same moment: one wins, the other is told, nothing is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace import doctor
from marketplace.errors import Conflict, InvalidTransition
from marketplace.extensions import db
from marketplace.models import Order, Refund
from marketplace.models.orders import OrderStatus
from marketplace.shop import cancelling, fulfilment, problems, receiving
from marketplace.transactions import transaction
from tests.factories.orders import a_parcel, a_report, an_order
from tests.factories.people import an_admin

S = OrderStatus
Deed = Callable[[Order], object]


def _ship(order: Order) -> object:
    return fulfilment.ship(order.seller, order.number, a_parcel())


def _cancel(order: Order) -> object:
    return cancelling.cancel(order.purchase, order.number, "Salah pilih.", None)


def _reject(order: Order) -> object:
    return cancelling.reject(order.seller, order.number, "Stok habis.")


def _receive(order: Order) -> object:
    return receiving.confirm(order.purchase, order.number, None)


def _report(order: Order) -> object:
    return problems.report(order.purchase, order.number, a_report(), None)


def _refund(order: Order) -> object:
    return problems.refund(an_admin(), order.number, "Foto menunjukkan barang rusak.")


def _dismiss(order: Order) -> object:
    return problems.dismiss(an_admin(), order.number, "Barang sampai dalam keadaan baik.")


@pytest.mark.parametrize(
    ("status", "deeds"),
    [
        (S.ACCEPTED, (_ship, _cancel, _reject)),
        (S.PLACED, (_cancel, _cancel, _reject)),
        (S.SHIPPED, (_receive, _receive, _report)),
        (S.PROBLEM, (_refund, _dismiss, _refund)),
    ],
)
def test_one_of_several_at_once_wins(app: Flask, status: OrderStatus, deeds: tuple[Deed, ...]) -> None:
    order = an_order(status=status, commission_bps=500)
    db.session.commit()
    start = threading.Barrier(len(deeds))
    outcomes: list[str] = []

    def act(deed: Deed) -> None:
        with app.app_context():
            found = db.session.get_one(Order, order.id)
            db.session.rollback()
            start.wait()
            try:
                with transaction():
                    deed(found)
            except (InvalidTransition, Conflict):
                outcomes.append("told")
            else:
                outcomes.append("won")

    workers = [threading.Thread(target=act, args=(deed,)) for deed in deeds]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(outcomes) == ["told"] * (len(deeds) - 1) + ["won"]
    assert (db.session.scalar(select(func.count(Refund.id))) or 0) <= 1
    assert [found.broken for found in doctor.examine() if not found.is_well] == []
