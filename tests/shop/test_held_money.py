"""Money that came too late goes back, once, and the books know where it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from marketplace import ledger
from marketplace.errors import Conflict, Invalid
from marketplace.extensions import db
from marketplace.gateways import RefundAnswer, RefundState
from marketplace.ledger import chart
from marketplace.models import Mail, Payment, User
from marketplace.models.orders import PaymentMethod
from marketplace.models.payments import GatewayName, PaymentStatus
from marketplace.shop import held_money
from tests.factories.orders import a_late_payment
from tests.factories.people import an_admin
from tests.harness.web import BrowserClient

AsUser = Callable[[User], BrowserClient]


def _reference(payment: Payment) -> str:
    assert payment.reference is not None
    return payment.reference


def _returned() -> int:
    return db.session.scalar(select(func.count(Mail.id)).where(Mail.template == "order_money_returned")) or 0


def test_late_money_is_booked_apart() -> None:
    payment = a_late_payment()

    assert (payment.status, held_money.amount_of(payment)) == (PaymentStatus.HELD, payment.amount)
    assert ledger.balance(chart.UNMATCHED) == payment.amount


def test_a_card_payment_goes_back_through_its_gateway_once(as_user: AsUser) -> None:
    payment, browser = a_late_payment(), as_user(an_admin())
    path = f"/admin/pembayaran/{payment.reference}"
    assert "Kirim kembali lewat penyedia" in browser.get(path).text

    answers = [browser.post(f"{path}/kembalikan").status_code for _n in range(2)]

    assert (answers, payment.status) == ([303, 409], PaymentStatus.RETURNED)
    assert (ledger.balance(chart.UNMATCHED), ledger.balance(chart.cash(GatewayName.SANDBOX))) == (0, 0)
    assert _returned() == 1
    assert browser.get(path).status_code == 200


def test_a_transfer_goes_back_by_hand_with_the_banks_reference(as_user: AsUser) -> None:
    payment, browser = a_late_payment(PaymentMethod.TRANSFER), as_user(an_admin())
    path = f"/admin/pembayaran/{payment.reference}"
    assert "Tandai sudah dikembalikan" in browser.get(path).text

    browser.post(f"{path}/dikembalikan", data={"bank_note": " "})
    assert payment.status == PaymentStatus.HELD
    browser.post(f"{path}/dikembalikan", data={"bank_note": "BRI 778899"})

    assert payment.status == PaymentStatus.RETURNED
    assert (ledger.balance(chart.UNMATCHED), ledger.balance(chart.cash(GatewayName.TRANSFER))) == (0, 0)


def test_what_was_returned_is_not_returned_again() -> None:
    payment, admin = a_late_payment(PaymentMethod.TRANSFER), an_admin()
    held_money.mark_returned(admin, _reference(payment), "BRI 778899")

    with pytest.raises(held_money.NotHeld):
        held_money.mark_returned(admin, _reference(payment), "BRI 778900")

    assert ledger.balance(chart.cash(GatewayName.TRANSFER)) == 0


@pytest.mark.parametrize("note", ["", "  "])
def test_returning_by_hand_needs_a_reference(note: str) -> None:
    payment = a_late_payment(PaymentMethod.TRANSFER)

    with pytest.raises(Invalid):
        held_money.mark_returned(an_admin(), _reference(payment), note)

    assert (payment.status, ledger.balance(chart.UNMATCHED)) == (PaymentStatus.HELD, payment.amount)


def test_a_provider_that_refuses_leaves_the_money_held() -> None:
    payment = a_late_payment()

    with pytest.raises(Conflict):
        held_money.settle(an_admin(), _reference(payment), RefundAnswer(RefundState.FAILED, "", "too old"))

    assert (payment.status, ledger.balance(chart.UNMATCHED)) == (PaymentStatus.HELD, payment.amount)


def test_asking_again_asks_with_the_same_key() -> None:
    payment, admin = a_late_payment(), an_admin()

    first, second = (held_money.prepare(admin, _reference(payment)).request for _n in range(2))

    assert first == second
