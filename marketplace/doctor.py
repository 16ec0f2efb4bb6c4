"""Every invariant of stock and money as one statement each, which finds the rows that break it.

The codes are those of docs/invariants.md. Nothing is changed; it may run at any time, on a restored copy too.
"""

from dataclasses import dataclass

from sqlalchemy import text

from marketplace.extensions import db


@dataclass(frozen=True)
class Invariant:
    """`sql` gives one column, `broken`: what does not fit, in words, one row a fault."""

    code: str
    claim: str
    sql: str


@dataclass(frozen=True)
class Finding:
    """How an invariant stands; `broken` names the first row that breaks it, empty when none does."""

    invariant: Invariant
    broken: str

    @property
    def is_well(self) -> bool:
        return not self.broken


INVARIANTS = (
    Invariant(
        "I1",
        "every journal sums to zero",
        """
        SELECT format('journal %s (%s) is off by %s', j.id, j.kind, COALESCE(sum(e.amount), 0)) AS broken
        FROM journals j LEFT JOIN ledger_entries e ON e.journal_id = j.id
        GROUP BY j.id HAVING COALESCE(sum(e.amount), 0) <> 0 OR count(e.id) < 2 ORDER BY j.id
        """,
    ),
    Invariant(
        "I2",
        "history cannot be changed",
        """
        SELECT format('trigger %s is missing or switched off', wanted) AS broken
        FROM unnest(ARRAY['events_are_final', 'journals_are_final', 'ledger_entries_are_final',
                          'stock_movements_are_final', 'journal_balances']) AS wanted
        WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = wanted AND tgenabled IN ('O', 'A'))
        """,
    ),
    Invariant(
        "I3a",
        "what lies on the shelf is what was counted, sold and brought back",
        """
        SELECT format('variant %s has %s on hand, its movements give %s', v.id, v.on_hand,
                      COALESCE(sum(m.quantity), 0)) AS broken
        FROM variants v LEFT JOIN stock_movements m ON m.variant_id = v.id
        GROUP BY v.id HAVING v.on_hand <> COALESCE(sum(m.quantity), 0) OR v.on_hand < 0 ORDER BY v.id
        """,
    ),
    Invariant(
        "I3b",
        "what is reserved is what orders hold",
        """
        SELECT format('variant %s has %s reserved, orders hold %s', v.id, v.reserved,
                      COALESCE(sum(r.quantity), 0)) AS broken
        FROM variants v LEFT JOIN reservations r ON r.variant_id = v.id AND r.status = 'held'
        GROUP BY v.id HAVING v.reserved <> COALESCE(sum(r.quantity), 0) OR v.reserved > v.on_hand
        ORDER BY v.id
        """,
    ),
    Invariant(
        "I4",
        "a purchase is paid at most once",
        """
        SELECT format('purchase %s has %s payments that succeeded', purchase_id, count(*)) AS broken
        FROM payments WHERE status = 'succeeded' GROUP BY purchase_id HAVING count(*) > 1
        UNION ALL
        SELECT 'index uq_payments_one_succeeded is missing'
        WHERE to_regclass('uq_payments_one_succeeded') IS NULL
        """,
    ),
    Invariant(
        "I5",
        "every payment that succeeded has a paid purchase, and every paid purchase its payment",
        """
        SELECT format('payment %s succeeded, purchase %s is %s', p.id, u.number, u.status) AS broken
        FROM payments p JOIN purchases u ON u.id = p.purchase_id
        WHERE p.status = 'succeeded' AND u.status NOT IN ('paid', 'pay_on_receipt')
        UNION ALL
        SELECT format('purchase %s is paid without a payment', u.number) FROM purchases u
        WHERE u.status = 'paid'
          AND NOT EXISTS (SELECT FROM payments p WHERE p.purchase_id = u.id AND p.status = 'succeeded')
        UNION ALL
        SELECT format('order %s waits for money its purchase has', o.number)
        FROM orders o JOIN purchases u ON u.id = o.purchase_id
        WHERE o.status = 'awaiting_payment' AND u.status <> 'awaiting_payment'
        """,
    ),
    Invariant(
        "I6a",
        "every paid order is booked once, with its total",
        """
        SELECT format('order %s is booked %s times with %s instead of %s', o.number, count(e.id),
                      COALESCE(-sum(e.amount), 0), o.total) AS broken
        FROM orders o JOIN purchases u ON u.id = o.purchase_id AND u.status = 'paid'
        LEFT JOIN journals j ON j.order_id = o.id AND j.kind = 'paid'
        LEFT JOIN ledger_entries e ON e.journal_id = j.id AND e.amount < 0
        GROUP BY o.id HAVING count(e.id) <> 1 OR COALESCE(-sum(e.amount), 0) <> o.total ORDER BY o.id
        """,
    ),
    Invariant(
        "I6b",
        "stock is held while an order waits, sold when it is complete, given back when it is not",
        """
        SELECT format('order %s is %s, line %s is %s', o.number, o.status, l.id, r.status) AS broken
        FROM orders o JOIN order_lines l ON l.order_id = o.id
        LEFT JOIN reservations r ON r.order_line_id = l.id
        WHERE r.status IS NULL
           OR (o.status IN ('awaiting_payment', 'placed', 'accepted') AND r.status <> 'held')
           OR (o.status IN ('delivered', 'completed') AND r.status <> 'committed')
           OR (o.status = 'shipped' AND (r.status = 'held') <> (o.shipping_method = 'pickup'))
           OR (o.status IN ('cancelled', 'expired') AND r.status = 'held')
        ORDER BY o.id
        """,
    ),
    Invariant(
        "I6c",
        "the money held for a seller is that of the seller's open paid orders",
        """
        WITH booked AS (
            SELECT a.seller_id, -sum(e.amount) AS amount FROM ledger_accounts a
            JOIN ledger_entries e ON e.account_id = a.id WHERE a.code ~ '^seller.*held$' GROUP BY a.seller_id
        ), open_orders AS (
            SELECT o.seller_id, sum(o.total) AS amount FROM orders o
            JOIN purchases u ON u.id = o.purchase_id AND u.status = 'paid'
            WHERE o.status IN ('placed', 'accepted', 'shipped', 'delivered', 'problem') GROUP BY o.seller_id
        )
        SELECT format('seller %s: %s held, open orders are worth %s', seller_id, COALESCE(b.amount, 0),
                      COALESCE(o.amount, 0)) AS broken
        FROM booked b FULL JOIN open_orders o USING (seller_id)
        WHERE COALESCE(b.amount, 0) <> COALESCE(o.amount, 0) ORDER BY seller_id
        """,
    ),
    Invariant(
        "I7a",
        "nobody gets back more than was paid",
        """
        SELECT format('payment %s: %s of %s went back, its refunds give %s', p.id, p.refunded, p.amount,
                      COALESCE(sum(r.amount), 0)) AS broken
        FROM payments p LEFT JOIN refunds r ON r.payment_id = p.id AND r.status = 'succeeded'
        GROUP BY p.id HAVING p.refunded <> COALESCE(sum(r.amount), 0) OR p.refunded > p.amount ORDER BY p.id
        """,
    ),
    Invariant(
        "I7b",
        "what is owed to buyers is what waits to be sent back",
        """
        WITH booked AS (
            SELECT COALESCE(-sum(e.amount), 0) AS amount FROM ledger_entries e
            JOIN ledger_accounts a ON a.id = e.account_id WHERE a.code = 'refunds:due'
        ), waiting AS (SELECT COALESCE(sum(amount), 0) AS amount FROM refunds WHERE status <> 'succeeded')
        SELECT format('%s owed in the books, %s waits to be sent', booked.amount, waiting.amount) AS broken
        FROM booked, waiting WHERE booked.amount <> waiting.amount
        """,
    ),
    Invariant(
        "I7c",
        "money that fits nothing is that of the payments held",
        """
        WITH booked AS (
            SELECT COALESCE(-sum(e.amount), 0) AS amount FROM ledger_entries e
            JOIN ledger_accounts a ON a.id = e.account_id WHERE a.code = 'payments:unmatched'
        ), held AS (
            SELECT COALESCE(-sum(e.amount), 0) AS amount FROM payments p
            JOIN journals j ON j.kind = 'unmatched' AND j.cause_kind = 'payments' AND j.cause_id = p.id
            JOIN ledger_entries e ON e.journal_id = j.id
            JOIN ledger_accounts a ON a.id = e.account_id AND a.code = 'payments:unmatched'
            WHERE p.status = 'held'
        )
        SELECT format('%s in the books, payments held brought %s', booked.amount, held.amount) AS broken
        FROM booked, held WHERE booked.amount <> held.amount
        """,
    ),
    Invariant(
        "I8",
        "lines add up to orders, and orders to purchases",
        """
        SELECT format('order %s: items %s, lines %s; commission %s, lines %s', o.number, o.items_total,
                      sum(l.total), o.commission_total, sum(l.commission)) AS broken
        FROM orders o JOIN order_lines l ON l.order_id = o.id GROUP BY o.id
        HAVING o.items_total <> sum(l.total) OR o.commission_total <> sum(l.commission)
            OR o.total <> o.items_total + o.shipping_total
        UNION ALL
        SELECT format('purchase %s: total %s, orders %s', u.number, u.total, sum(o.total))
        FROM purchases u JOIN orders o ON o.purchase_id = u.id GROUP BY u.id
        HAVING u.total <> sum(o.total) OR u.items_total <> sum(o.items_total)
        """,
    ),
    Invariant(
        "I9",
        "a provider's event is applied at most once",
        """
        SELECT format('%s is missing', wanted) AS broken
        FROM unnest(ARRAY['pk_gateway_events', 'uq_journals_kind_cause_kind_cause_id']) AS wanted
        WHERE to_regclass(wanted) IS NULL
        UNION ALL
        SELECT format('event %s was kept %s times', event_id, count(*)) FROM gateway_events
        GROUP BY gateway, event_id HAVING count(*) > 1
        """,
    ),
    Invariant(
        "I10",
        "nothing is held for a purchase whose time to pay is over",
        """
        SELECT format('purchase %s could be paid until %s and holds stock', u.number, u.pay_by) AS broken
        FROM purchases u JOIN orders o ON o.purchase_id = u.id JOIN order_lines l ON l.order_id = o.id
        JOIN reservations r ON r.order_line_id = l.id AND r.status = 'held'
        WHERE u.status = 'awaiting_payment' AND u.pay_by < now() - interval '5 minutes'
          AND NOT EXISTS (SELECT FROM payments p
                          WHERE p.purchase_id = u.id AND p.status IN ('pending', 'checking'))
        ORDER BY u.pay_by
        """,
    ),
    Invariant(
        "I11",
        "no order waits longer than its clock",
        """
        SELECT format('order %s is %s since %s', number, status, due_at) AS broken FROM orders
        WHERE status IN ('placed', 'accepted', 'shipped', 'delivered', 'problem')
          AND (due_at IS NULL OR due_at < now() - interval '15 minutes')
        ORDER BY due_at
        """,
    ),
    Invariant(
        "I12",
        "ratings and sales of a product are those of its reviews and orders",
        """
        SELECT format('product %s: %s stars of %s reviews, %s sold', p.id, p.rating_sum, p.rating_count,
                      p.sold_count) AS broken
        FROM products p
        LEFT JOIN LATERAL (SELECT count(*) AS n, COALESCE(sum(stars), 0) AS stars FROM reviews
                           WHERE product_id = p.id AND hidden_at IS NULL) r ON true
        LEFT JOIN LATERAL (SELECT COALESCE(sum(l.quantity), 0) AS n FROM order_lines l
                           JOIN orders o ON o.id = l.order_id AND o.status = 'completed'
                           WHERE l.product_id = p.id) s ON true
        WHERE (p.rating_sum, p.rating_count, p.sold_count) IS DISTINCT FROM (r.stars, r.n, s.n) ORDER BY p.id
        """,
    ),
)


def examine() -> list[Finding]:
    """How every invariant stands now."""
    return [Finding(invariant, _first_broken(invariant)) for invariant in INVARIANTS]


def _first_broken(invariant: Invariant) -> str:
    row = db.session.execute(text(f"{invariant.sql} LIMIT 1")).first()
    return str(row.broken) if row else ""
