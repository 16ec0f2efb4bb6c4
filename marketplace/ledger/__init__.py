"""Whose money is where: double entry, append-only, every rupiah traced to its cause. See docs/money.md."""

from marketplace.ledger.posting import balance, statement
from marketplace.ledger.stories import (
    cancelled,
    completed,
    completed_cod,
    held,
    paid,
    refunded,
)

__all__ = ["balance", "cancelled", "completed", "completed_cod", "held", "paid", "refunded", "statement"]
