"""Whole rupiah. Nothing here knows a float; halves go up, and parts always add up to the whole."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

BPS = 10_000  # basis points in one whole


def half_up(amount: Decimal) -> int:
    """Round to whole rupiah, half away from zero (PER-11/PJ/2025 art. 129)."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def share(amount: int, bps: int) -> int:
    """The part of `amount` that a rate in basis points takes, in whole rupiah."""
    return half_up(Decimal(amount) * bps / BPS)


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Divide `amount` by `weights` with the largest remainder, so that the parts sum to it exactly.

    Weights are not negative; when all are zero the first part takes everything.
    """
    if not weights:
        raise ValueError("nothing to split between")
    total = sum(weights)
    if total == 0:
        return [amount, *([0] * (len(weights) - 1))]
    parts = [amount * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % total), i))
    for i in by_remainder[: amount - sum(parts)]:
        parts[i] += 1
    return parts


def rupiah(amount: int) -> str:
    """`Rp1.250.000`, a minus sign in front when negative."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


_TYPED = re.compile(r"(?:rp\.?)?\s*(\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,(?:00|-)|,-)?", re.IGNORECASE)


def parse_rupiah(text: str) -> int | None:
    """What a person typed as money, or None. `1.250.000`, `1250000`, `Rp 1.250.000,00` are the same sum."""
    match = _TYPED.fullmatch(text.strip())
    return int(re.sub(r"\D", "", match.group(1))) if match else None
