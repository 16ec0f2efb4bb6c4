"""Whose money is where: double entry, append-only, every rupiah traced to its cause. See docs/money.md."""

from marketplace.ledger.posting import balance, statement
from marketplace.ledger.stories import (
    cancelled,
    cancelled_cod,
    completed,
    completed_cod,
    held,
    paid,
    refund_bounced,
    refunded,
    refunded_by_hand,
    unmatched_amount,
    unmatched_returned,
)

__all__ = [
    "balance",
    "cancelled",
    "cancelled_cod",
    "completed",
    "completed_cod",
    "held",
    "paid",
    "refund_bounced",
    "refunded",
    "refunded_by_hand",
    "statement",
    "unmatched_amount",
    "unmatched_returned",
]
