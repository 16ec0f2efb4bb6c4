"""Days and times in the words of mails and papers (always Indonesian time, in the reader's language)."""

from datetime import date, datetime

from babel.dates import format_date

from marketplace import clock


def day(value: date | datetime) -> str:
    """`24 November 2026`."""
    local = value.astimezone(clock.WIB).date() if isinstance(value, datetime) else value
    return format_date(local, "d MMMM y", locale="id")


def moment(value: datetime) -> str:
    """`24 November 2026 14.05 WIB`."""
    local = value.astimezone(clock.WIB)
    return f"{day(local.date())} {local:%H.%M} WIB"
