"""Days on which offices and couriers work in Indonesia."""

from datetime import date, datetime, timedelta
from functools import cache

from lokal import HOLIDAY_YEARS, get_holidays

from marketplace.clock import WIB

SATURDAY = 5


@cache
def _holidays(year: int) -> frozenset[date]:
    """National holidays and joint leave; empty for years nobody has decreed yet."""
    if year not in HOLIDAY_YEARS:
        return frozenset()
    return frozenset(date.fromisoformat(day.date) for day in get_holidays(year).holidays)


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def add_working_days(at: datetime, days: int) -> datetime:
    """The same time of day, `days` working days later, counted in western Indonesia."""
    local = at.astimezone(WIB)
    while days > 0:
        local += timedelta(days=1)
        if is_working_day(local.date()):
            days -= 1
    return local.astimezone(at.tzinfo)
