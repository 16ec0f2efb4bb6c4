"""A provider that is down is left alone for a while."""

from __future__ import annotations

import time

import pytest

from marketplace.gateways import GatewayAway
from marketplace.gateways.breaker import Breaker


class Provider:
    """Counts how often it is asked, and is away when told so."""

    def __init__(self) -> None:
        self.is_away, self.asked = False, 0

    def answer(self) -> str:
        self.asked += 1
        if self.is_away:
            raise GatewayAway("away")
        return "ok"


def test_after_some_failures_in_a_row_nobody_waits_any_more() -> None:
    breaker, provider = Breaker(limit=3, rest_seconds=60), Provider()
    provider.is_away = True
    for _n in range(10):
        with pytest.raises(GatewayAway):
            breaker.call(provider.answer)
    assert provider.asked == 3


def test_one_answer_in_between_starts_the_count_anew() -> None:
    breaker, provider = Breaker(limit=2, rest_seconds=60), Provider()
    for is_away in (True, False, True, False):
        provider.is_away = is_away
        if is_away:
            with pytest.raises(GatewayAway):
                breaker.call(provider.answer)
        else:
            assert breaker.call(provider.answer) == "ok"
    assert provider.asked == 4


def test_after_the_rest_one_call_finds_out() -> None:
    breaker, provider = Breaker(limit=1, rest_seconds=0.05), Provider()
    provider.is_away = True
    with pytest.raises(GatewayAway):
        breaker.call(provider.answer)
    provider.is_away = False
    with pytest.raises(GatewayAway):
        breaker.call(provider.answer)
    time.sleep(0.06)
    assert breaker.call(provider.answer) == "ok"
    assert breaker.call(provider.answer) == "ok"
    assert provider.asked == 3
