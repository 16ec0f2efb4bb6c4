"""Days and times in the words of mails and papers (always Indonesian time, in the reader's language)."""

from datetime import date, datetime

from babel.dates import format_date

from marketplace import clock
from marketplace.i18n import language


def day(value: date | datetime, locale: str = "") -> str:
    """`24 November 2026`, in the reader's language or in that of the paper."""
    local = value.astimezone(clock.WIB).date() if isinstance(value, datetime) else value
    return format_date(local, "d MMMM y", locale=locale or language())


def moment(value: datetime) -> str:
    """`24 November 2026 14.05 WIB`."""
    local = value.astimezone(clock.WIB)
    return f"{day(local.date())} {local:%H.%M} WIB"
