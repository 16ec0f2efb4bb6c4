"""What time it is. The only place that asks, so that a test can move it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

WIB, WITA, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
_shift = timedelta(0)


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC) + _shift


def today() -> date:
    """The calendar day in western Indonesia, where the market's rules are dated."""
    return now().astimezone(WIB).date()


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Live `by` later (or earlier) inside the block. For tests and drills; process-wide."""
    global _shift
    _shift += by
    try:
        yield
    finally:
        _shift -= by
