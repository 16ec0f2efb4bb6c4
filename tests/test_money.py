"""Whole rupiah: parts add up, halves go up, and what is written can be read back."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.money import BPS, half_up, parse_rupiah, rupiah, share, split

amounts = st.integers(min_value=0, max_value=10**13)


@given(amounts, st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=12))
def test_the_parts_of_a_split_add_up_and_none_is_off_by_a_whole_rupiah(
    amount: int, weights: list[int]
) -> None:
    parts = split(amount, weights)

    assert sum(parts) == amount
    total = sum(weights)
    if total:
        assert all(
            abs(Fraction(part) - Fraction(amount * weight, total)) < 1
            for part, weight in zip(parts, weights, strict=True)
        )


def test_nothing_cannot_be_split_among_nobody() -> None:
    with pytest.raises(ValueError, match="nothing"):
        split(100, [])


@given(amounts, st.integers(min_value=0, max_value=BPS))
def test_a_share_is_never_off_by_more_than_half_a_rupiah_nor_above_the_whole(amount: int, bps: int) -> None:
    part = share(amount, bps)

    assert abs(Fraction(part) - Fraction(amount * bps, BPS)) <= Fraction(1, 2)
    assert 0 <= part <= amount


@pytest.mark.parametrize(
    ("exact", "whole"), [("87.5", 88), ("0.5", 1), ("0.4999", 0), ("549999.96", 550_000), ("-0.5", -1)]
)
def test_halves_go_away_from_zero(exact: str, whole: int) -> None:
    assert half_up(Decimal(exact)) == whole


@given(amounts)
def test_what_is_written_as_money_is_read_as_the_same_money(amount: int) -> None:
    assert parse_rupiah(rupiah(amount)) == amount
    assert parse_rupiah(f"Rp {rupiah(amount)[2:]},00") == amount
    assert parse_rupiah(str(amount)) == amount


@pytest.mark.parametrize("text", ["", "murah", "1.50", "1,5", "12.34.56", "-5000", "Rp", "1.250.00", "5jt"])
def test_what_is_not_plainly_a_sum_is_not_guessed(text: str) -> None:
    assert parse_rupiah(text) is None
