"""`flask doctor`: well on everything the market itself does, and able to fail on every invariant."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace import doctor
from marketplace.extensions import db
from marketplace.models.orders import OrderStatus, PaymentMethod, ShippingMethod
from marketplace.shop import cancelling, jobs, reviews
from tests.factories.orders import a_late_payment, an_order
from tests.harness.database import MarketDatabase

S = OrderStatus
BREAKS = {
    "I1": "UPDATE ledger_entries SET amount = amount + 1 WHERE id = (SELECT min(id) FROM ledger_entries)",
    "I2": "ALTER TABLE events DISABLE TRIGGER events_are_final",
    "I3a": "UPDATE variants SET on_hand = on_hand + 1 WHERE id = (SELECT min(id) FROM variants)",
    "I3b": "UPDATE variants SET reserved = reserved + 1 WHERE id = (SELECT min(id) FROM variants)",
    "I4": "DROP INDEX uq_payments_one_succeeded",
    "I5": "UPDATE payments SET status = 'failed'",
    "I6a": "DELETE FROM journals WHERE kind = 'paid'",
    "I6b": "UPDATE orders SET status = 'completed' WHERE status = 'placed'",
    "I6c": "UPDATE orders SET status = 'cancelled' WHERE status = 'accepted'",
    "I7a": "UPDATE payments SET refunded = 1",
    "I7b": "UPDATE refunds SET amount = amount + 1",
    "I7c": "UPDATE payments SET status = 'returned' WHERE status = 'held'",
    "I8": "UPDATE order_lines SET quantity = quantity + 1, total = total + unit_price",
    "I9": "ALTER TABLE gateway_events DROP CONSTRAINT pk_gateway_events",
    "I10": "UPDATE purchases SET pay_by = now() - interval '1 hour' WHERE status = 'awaiting_payment'",
    "I11": "UPDATE orders SET due_at = now() - interval '1 hour' WHERE status = 'placed'",
    "I12": "UPDATE products SET sold_count = 3",
}


@pytest.fixture
def busy_market() -> None:
    """An order in every state and way, with a refund sent, one waiting, and a review."""
    for status in S:
        an_order(status=status)
    for way in (ShippingMethod.SELLER, ShippingMethod.PICKUP):
        for status in (S.ACCEPTED, S.SHIPPED, S.DELIVERED, S.COMPLETED, S.PROBLEM):
            an_order(status=status, method=PaymentMethod.COD, shipping=way)
    back = an_order(status=S.SHIPPED, method=PaymentMethod.COD)
    cancelling.take_back(back.seller, back.number, "Pembeli menolak menerima.")
    done = an_order(status=S.COMPLETED)
    reviews.write(done.lines[0], reviews.Words(5, "Enak"), None)
    db.session.commit()
    jobs.send_refunds()
    a_late_payment()
    an_order(status=S.CANCELLED)
    db.session.commit()


def test_what_the_market_does_breaks_nothing(busy_market: None) -> None:
    assert [found.broken for found in doctor.examine() if not found.is_well] == []


def test_every_invariant_can_fail_and_names_what_is_broken(
    busy_market: None, database: MarketDatabase
) -> None:
    """A superuser breaks what the market itself cannot, one thing at a time, and takes it back."""
    found: dict[str, str] = {}
    superuser = database.connection
    for invariant in doctor.INVARIANTS:
        with superuser.transaction(force_rollback=True):
            superuser.execute("SET LOCAL session_replication_role = replica")
            superuser.execute(BREAKS[invariant.code])
            row = superuser.execute(f"{invariant.sql} LIMIT 1").fetchone()
            found[invariant.code] = row[0] if row else ""

    assert [code for code, broken in found.items() if not broken] == []


def test_the_command_says_what_is_broken_and_fails(app: Flask, database: MarketDatabase) -> None:
    order = an_order()
    db.session.commit()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["doctor"]).exit_code == 0
    database.connection.execute("UPDATE orders SET due_at = now() - interval '1 hour'")

    answer = runner.invoke(args=["doctor"])

    assert answer.exit_code == 1
    assert f"order {order.number} is placed since" in answer.output
