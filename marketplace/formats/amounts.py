"""Amounts of money as people write them in a list: `5jt`, `Rp 1.500.000`, `2-3 juta`."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from marketplace.formats.cells import as_text

LARGEST = 10**13
UNITS = {
    "": 1, "rb": 1_000, "ribu": 1_000, "k": 1_000,
    "jt": 1_000_000, "juta": 1_000_000, "jutaan": 1_000_000, "jtan": 1_000_000, "ribuan": 1_000,
    "rban": 1_000, "m": 1_000_000_000, "milyar": 1_000_000_000, "miliar": 1_000_000_000,
}  # fmt: skip
NUMBER = r"(\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d+(?:[.,]\d+)?)"
AMOUNT = re.compile(
    rf"^(?:±|\+/-|kurang lebih|kira-kira|sekitar|rata-rata|rp\.?|idr|\s)*{NUMBER}\s*([a-z]*)"
    rf"(?:\s*(?:-|–|s/?d|sampai|hingga)\s*(?:rp\.?\s*)?{NUMBER}\s*([a-z]*))?"
    r"(?:\s*,-+|\s*,00)?(?:\s*(?:/|per|tiap)\s*\w+)?$"
)


class BadAmount(ValueError):
    """Not an amount."""


@dataclass(frozen=True)
class Amount:
    """Whole rupiah; of a range the lower end, and `is_rough` says that it was one."""

    rupiah: int
    is_rough: bool = False


def parse(value: object) -> Amount:
    """Read an amount. Raises BadAmount."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _bounded(round(value))
    text = as_text(value).lower()
    found = AMOUNT.match(text)
    if found is None:
        raise BadAmount
    low, unit, high, high_unit = found.groups()
    unit = unit or high_unit or ""
    if unit not in UNITS:
        raise BadAmount
    rough = (
        high is not None
        or unit.endswith("an")
        or (not text[0].isdigit() and not text.startswith(("rp", "idr")))
    )
    return _bounded(int(_number(low, bare=not unit) * UNITS[unit]), rough)


def _bounded(rupiah: int, rough: bool = False) -> Amount:
    if not 0 <= rupiah <= LARGEST:
        raise BadAmount
    return Amount(rupiah, rough)


def _number(written: str, *, bare: bool) -> Decimal:
    """`1.500.000` and `1,5`; one dot parts thousands (`500.000`), before a unit decimals."""
    plain = written.replace(" ", "")
    if plain.count(".") > 1 or (bare and re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", plain)):
        plain = plain.replace(".", "")
    if plain.count(",") > 1:
        plain = plain.replace(",", "")
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation as fault:
        raise BadAmount from fault
