"""Whole numbers as people type them."""

import re

_COUNT = re.compile(r"\d{1,3}(?:[.\s]\d{3})+|\d+", re.ASCII)
MOST_DIGITS = 12


def parse_count(text: str) -> int | None:
    """`1.250` and `1250` are the same; None for what is no whole number (`10.5`, `-1`, `sepuluh`)."""
    if not _COUNT.fullmatch(text.strip()):
        return None
    digits = re.sub(r"\D", "", text)
    return int(digits) if len(digits) <= MOST_DIGITS else None
