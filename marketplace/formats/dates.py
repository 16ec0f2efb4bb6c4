"""Dates as organisers write them: real date cells, serials, `12-8-90`, `04/10/1982`, `5 Mei 1990`."""

import re
from datetime import date, datetime, timedelta

from marketplace import clock
from marketplace.formats.cells import as_text
from marketplace.i18n import _

SERIAL_START = date(1899, 12, 30)
SERIALS = range(3_654, 73_051)  # 1910 to 2100
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb pebruari peb february", "maret mar march", "april apr",
            "mei may", "juni jun june", "juli jul july", "agustus agu agt agust ags aug august",
            "september sep sept", "oktober okt oct october", "november nov nop nopember",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?!\d)")
ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
WORDY = re.compile(r"(?<!\d)(\d{1,2})[\s\-/.]*([A-Za-z]{3,9})[\s\-/.,']*(\d{4}|\d{2})(?!\d)")
COMPACT = re.compile(r"^(\d{2})(\d{2})(\d{4})$")


class BadDate(ValueError):
    """Not a date; the message says what to do."""


def from_cell(value: object) -> date:
    """The day in a cell. Raises BadDate.

    Day comes before month. Two-digit years lie in the last hundred years.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float | int) and not isinstance(value, bool) and int(value) in SERIALS:
        return SERIAL_START + timedelta(days=int(value))
    text = as_text(value)
    if text.isdigit() and len(text) == 5 and int(text) in SERIALS:
        return SERIAL_START + timedelta(days=int(text))
    return parse(text)


def parse(text: str) -> date:
    """Read a date from text. Raises BadDate."""
    if found := ISO.search(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := NUMERIC.search(text) or COMPACT.match(text):
        return _day(int(found[1]), int(found[2]), _year(found[3]))
    if (found := WORDY.search(text)) and found[2].lower() in MONTHS:
        return _day(int(found[1]), MONTHS[found[2].lower()], _year(found[3]))
    raise BadDate(_("Tanggal ini tidak terbaca. Tulis seperti 31-12-1990."))


def split_place(text: str) -> tuple[str, str]:
    """Part `Jember, 12-08-1990` into place and date; either may be empty."""
    found = ISO.search(text) or NUMERIC.search(text) or WORDY.search(text)
    if found is None:
        return text.strip(" ,/"), ""
    return text[: found.start()].strip(" ,/-"), text[found.start() :].strip()


def _year(written: str) -> int:
    if len(written) == 4:
        return int(written)
    year = 2000 + int(written)
    return year if year <= clock.today().year else year - 100


def _day(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDate(
            _(
                "Tanggal %(day)s-%(month)s-%(year)s tidak ada di kalender. Cocokkan dengan KTP.",
                day=day,
                month=month,
                year=year,
            )
        ) from None
