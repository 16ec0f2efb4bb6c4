"""A provider that is down is left alone for a while, so that buyers are told at once instead of waiting."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from marketplace.gateways.protocol import GatewayAway

T = TypeVar("T")


class Breaker:
    """Counts failures in a row; after `limit` of them it answers by itself for `rest_seconds`.

    Then one call is let through; when that fails too, it rests again.
    """

    def __init__(self, limit: int = 5, rest_seconds: float = 20.0) -> None:
        self._limit, self._rest = limit, rest_seconds
        self._failures, self._rests_until = 0, 0.0
        self._lock = threading.Lock()

    def call(self, work: Callable[[], T]) -> T:
        """Do the work, or raise GatewayAway at once while the provider rests."""
        with self._lock:
            if time.monotonic() < self._rests_until:
                raise GatewayAway("the provider was away just now")
            if self._failures >= self._limit:
                self._rests_until = time.monotonic() + self._rest
        try:
            done = work()
        except GatewayAway:
            self._count()
            raise
        with self._lock:
            self._failures, self._rests_until = 0, 0.0
        return done

    def _count(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= self._limit:
                self._rests_until = time.monotonic() + self._rest
