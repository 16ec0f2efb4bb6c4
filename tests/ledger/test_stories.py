"""The books: each story of docs/money.md computed from the ledger, and what the ledger refuses."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from marketplace import ledger
from marketplace.extensions import db
from marketplace.gateways import RefundAnswer, RefundState
from marketplace.ledger import chart
from marketplace.ledger.posting import Unbalanced, post
from marketplace.models import Account, Entry, Journal, Order, Refund
from marketplace.models.orders import OrderStatus, PaymentMethod
from marketplace.models.payments import GatewayName
from marketplace.money import rupiah
from marketplace.shop import cancelling, fulfilment, problems, receiving, refunds
from tests.factories.catalogue import a_product
from tests.factories.orders import a_report, an_order, bring_to
from tests.factories.people import an_admin
from tests.factories.sellers import a_seller
from tests.harness.queries import count_queries

S = OrderStatus
BOOK = Path(__file__).resolve().parents[2] / "docs" / "money.md"
COLUMNS = (
    "cash:transfer",
    "seller:held",
    "seller:available",
    "seller:cash_in_hand",
    "refunds:due",
    "income:commission",
)


def _order(method: PaymentMethod, status: OrderStatus) -> Order:
    """The order of the worked table: Rp100.000 of goods, Rp10.000 to bring them, 5 % commission."""
    seller = a_seller()
    product = a_product(seller, price=100_000)
    return an_order(seller, product=product, method=method, status=status, commission_bps=500)


def _journals(order: Order) -> list[list[str]]:
    """The order's journals as rows of the table: kind, then signed rupiah by account."""
    rows = db.session.execute(
        select(Journal.id, Journal.kind, Account.code, Entry.amount)
        .join(Entry, Entry.journal_id == Journal.id)
        .join(Account, Entry.account_id == Account.id)
        .where(Journal.order_id == order.id)
        .order_by(Journal.id, Entry.id)
    ).all()
    table: dict[int, dict[str, str]] = {}
    for key, kind, code, amount in rows:
        line = table.setdefault(key, {"kind": kind})
        line[re.sub(r"^seller:\d+", "seller", code)] = rupiah(amount)
    return [[line["kind"], *(line.get(column, "") for column in COLUMNS)] for line in table.values()]


def _told(story: str) -> list[list[str]]:
    """The table of one story in docs/money.md."""
    section = BOOK.read_text().split(f"### {story}\n")[1].split("\n### ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows]


def _sale() -> Order:
    order = _order(PaymentMethod.TRANSFER, S.SHIPPED)
    receiving.confirm(order.purchase, order.number, None)
    return order


def _called_off() -> Order:
    order = _order(PaymentMethod.TRANSFER, S.ACCEPTED)
    cancelling.cancel(order.purchase, order.number, "Salah pilih.", None)
    refunds.mark_sent(an_admin(), order.number, "BRI 778899")
    return order


def _cash_sale() -> Order:
    order = _order(PaymentMethod.COD, S.SHIPPED)
    receiving.confirm(order.purchase, order.number, None)
    return order


def _cash_back() -> Order:
    order = _order(PaymentMethod.COD, S.SHIPPED)
    fulfilment.arrive(order.seller, order.number, "Bu Siti")
    problems.report(order.purchase, order.number, a_report(), None)
    problems.refund(an_admin(), order.number, "Foto menunjukkan barang rusak.")
    refunds.mark_sent(an_admin(), order.number, "BRI 778899")
    return order


STORIES: dict[str, Callable[[], Order]] = {
    "Dibayar lalu selesai": _sale,
    "Dibayar lalu dibatalkan": _called_off,
    "Tunai lalu selesai": _cash_sale,
    "Tunai lalu dikembalikan": _cash_back,
}


@pytest.mark.parametrize("story", STORIES)
def test_the_book_tells_what_the_ledger_holds(story: str) -> None:
    order = STORIES[story]()

    assert _journals(order) == _told(story)


def test_a_card_refund_leaves_the_gateway_that_took_the_money() -> None:
    order = _order(PaymentMethod.CARD, S.CANCELLED)
    refund = db.session.scalars(select(Refund)).one()
    cash = chart.cash(GatewayName.SANDBOX)
    assert (ledger.balance(cash), ledger.balance(chart.REFUNDS_DUE)) == (order.total, order.total)

    refunds.settle(refund.id, RefundAnswer(RefundState.SUCCEEDED, "re_1"))

    assert (ledger.balance(cash), ledger.balance(chart.REFUNDS_DUE)) == (0, 0)


@pytest.mark.parametrize("status", [S.PLACED, S.SHIPPED, S.COMPLETED, S.CANCELLED, S.PROBLEM])
def test_the_whole_ledger_sums_to_zero(status: OrderStatus) -> None:
    _order(PaymentMethod.TRANSFER, status)

    assert db.session.scalar(select(func.sum(Entry.amount))) == 0


def test_every_verb_may_be_called_twice() -> None:
    order = _order(PaymentMethod.TRANSFER, S.COMPLETED)
    entries = db.session.scalar(select(func.count(Entry.id)))

    ledger.completed(order)

    assert db.session.scalar(select(func.count(Entry.id))) == entries


@pytest.mark.parametrize("entries", [{}, {chart.COMMISSION: 0}, {chart.COMMISSION: -5, chart.REFUNDS_DUE: 4}])
def test_what_does_not_balance_is_not_written(entries: dict[chart.AccountName, int]) -> None:
    order = an_order()

    with pytest.raises(Unbalanced):
        post("odd", order, entries)

    assert db.session.scalar(select(func.count(Journal.id)).where(Journal.kind == "odd")) == 0


def test_the_database_itself_refuses_an_unbalanced_journal() -> None:
    journal = Journal(kind="odd", cause_kind="orders", cause_id=1)
    account = Account(code="odd", name="Janggal", kind=chart.COMMISSION.kind)
    db.session.add(Entry(journal=journal, account=account, amount=5))

    with pytest.raises(DatabaseError, match="off by 5"):
        db.session.commit()
    db.session.rollback()


@pytest.mark.parametrize("deed", ["UPDATE ledger_entries SET amount = amount + 1", "DELETE FROM journals"])
def test_the_database_refuses_to_change_the_books(deed: str) -> None:
    an_order()
    db.session.commit()

    with pytest.raises(DatabaseError, match="never changed or deleted"):
        db.session.execute(text(deed))
    db.session.rollback()


def test_two_transactions_that_need_an_account_first_make_it_once(app: Flask) -> None:
    seller = a_seller()
    orders = [an_order(seller, status=S.SHIPPED) for _n in range(4)]
    db.session.commit()
    numbers = [(order.purchase.number, order.number) for order in orders]
    faults: list[BaseException] = []

    def receive(number: str) -> None:
        try:
            with app.app_context():
                order = db.session.scalars(select(Order).where(Order.number == number)).one()
                receiving.confirm(order.purchase, number, None)
                db.session.commit()
        except BaseException as fault:
            faults.append(fault)
            raise

    workers = [threading.Thread(target=receive, args=(number,)) for _purchase, number in numbers]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert faults == []
    assert (
        db.session.scalar(
            select(func.count(Account.id)).where(Account.code == f"seller:{seller.id}:available")
        )
        == 1
    )
    assert ledger.balance(chart.available(seller.id)) == sum(order.total for order in orders)


def test_a_statement_pages_through_every_entry_once() -> None:
    seller = a_seller()
    product = a_product(seller, stock=20)
    for _n in range(5):
        bring_to(an_order(seller, product=product), S.COMPLETED)
    account = chart.available(seller.id)
    first = ledger.statement(account, limit=3)

    second = ledger.statement(account, before=first[-1].entry_id, limit=3)

    assert [len(first), len(second)] == [3, 2]
    assert sum(line.amount for line in (*first, *second)) == ledger.balance(account)
    assert all(line.order_number for line in first)


def test_a_balance_is_one_statement() -> None:
    order = _order(PaymentMethod.TRANSFER, S.COMPLETED)
    db.session.flush()

    with count_queries() as queries:
        assert ledger.balance(chart.available(order.seller_id)) == order.seller_due

    assert len(queries) == 1, queries
