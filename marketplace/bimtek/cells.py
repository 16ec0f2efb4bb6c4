"""Small words in an organiser's sheet: L/P, H/I/S/A, LULUS, ada/belum, a score, a share."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from marketplace.formats.cells import as_text
from marketplace.models.bimtek import Gender, Outcome, Presence

FEMALE = {"p", "pr", "perempuan", "wanita", "w", "female", "f", "pi"}
MALE = {"l", "lk", "laki", "laki-laki", "laki laki", "pria", "male", "m", "pa"}
PRESENT = {"h", "v", "√", "✓", "✔", "hadir", "1", "y", "ya", "ada", "x hadir", "ok", "masuk", "•", "●", "ü"}
EXCUSED = {"i", "izin", "ijin"}
SICK = {"s", "sakit"}
ABSENT = {"a", "alpa", "alpha", "x", "0", "t", "tidak", "tidak hadir", "absen", "-", "th"}
PASSED = {"lulus", "l", "lls", "kompeten", "k", "passed", "ya", "lulus bimtek"}
FAILED = {
    "tidak lulus", "tdk lulus", "tl", "gagal", "belum lulus", "blm lulus", "tidak", "bk", "belum kompeten",
    "failed", "tidak kompeten", "tdk",
}  # fmt: skip
WITHDRAWN = {"mengundurkan diri", "mundur", "undur diri", "keluar", "md"}
YES = {"ada", "ya", "y", "sudah", "punya", "v", "√", "✓", "✔", "1", "sdh"}
NO = {"belum", "tidak", "tidak ada", "blm", "t", "0", "x", "belum ada", "tdk", "proses", "dalam proses"}

COUNT = re.compile(r"^(\d{1,5})(?:[.,]0+)?\s*(?:(?:-|–|s/?d)\s*\d{1,5})?\s*(?:org|orang|tk|pekerja)?\.?$")


def gender(value: object) -> Gender | None:
    word = as_text(value).lower().strip(".")
    return Gender.FEMALE if word in FEMALE else Gender.MALE if word in MALE else None


def presence(value: object) -> Presence | None:
    """How somebody was there on a day; None when the cell says nothing we know."""
    raw = str(value).strip().lower() if value is not None else ""
    word = raw if raw == "-" else as_text(value).lower().strip(". ")
    for words, meaning in (
        (PRESENT, Presence.PRESENT),
        (EXCUSED, Presence.EXCUSED),
        (SICK, Presence.SICK),
        (ABSENT, Presence.ABSENT),
    ):
        if word in words:
            return meaning
    return None


def outcome(value: object) -> Outcome | None:
    word = re.sub(r"\s+", " ", as_text(value).lower().strip(". "))
    if word in PASSED:
        return Outcome.PASSED
    if word in FAILED:
        return Outcome.FAILED
    return Outcome.WITHDRAWN if word in WITHDRAWN else None


def has_licence(value: object) -> bool | None:
    """`ada` or `belum`; None when it is neither (perhaps a number)."""
    word = as_text(value).lower().strip(".")
    return True if word in YES else False if word in NO else None


def score(value: object) -> int | None:
    """A mark from 0 to 100, halves rounded up; None when it is not one."""
    number = _number(value)
    if number is None or not 0 <= number <= 100:
        return None
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def share(value: object) -> int | None:
    """A share in basis points from `80 %`, `80` or `0,8`; None when it is not one."""
    number = _number(as_text(value).removesuffix("%").strip() if isinstance(value, str) else value)
    if number is None or not 0 <= number <= 100:
        return None
    is_fraction = number <= 1 and "%" not in as_text(value)
    return int((number * (10_000 if is_fraction else 100)).quantize(Decimal(1), ROUND_HALF_UP))


def count(value: object) -> int | None:
    """A number of people: `6`, `6 orang`, the lower end of `2-3`."""
    found = COUNT.match(as_text(value).lower())
    return int(found[1]) if found else None


def _number(value: object) -> Decimal | None:
    text = as_text(value).replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(?:\.\d+)?", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
