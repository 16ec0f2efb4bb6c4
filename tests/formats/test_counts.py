"""Whole numbers as people type them."""

import pytest

from marketplace.formats.counts import parse_count


@pytest.mark.parametrize(
    ("typed", "number"),
    [("10", 10), (" 1.250 ", 1250), ("1 250", 1250), ("0", 0), ("1.250.000", 1_250_000)],
)
def test_a_whole_number_is_read(typed: str, number: int) -> None:
    assert parse_count(typed) == number


@pytest.mark.parametrize("typed", ["", "10.5", "10,5", "-1", "sepuluh", "1.25", "12.50.0", "٣", "9" * 13])
def test_anything_else_is_none(typed: str) -> None:
    assert parse_count(typed) is None
