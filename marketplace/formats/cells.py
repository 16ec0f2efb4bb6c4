"""What stands in a cell of a spreadsheet or in a field of a form, as plain text."""

import re
from datetime import date, datetime

NOTHING = {"", "-", "--", "---", "–", "—", ".", "..", "n/a", "#n/a", "nihil", "kosong"}
SAME_AS_ABOVE = {"idem", "sda", "s.d.a", "s.d.a.", "s d a", "sama", '"', "''", "〃", '-"-', "- idem -"}


def as_text(value: object) -> str:
    """The cell as people read it: no leading apostrophe, single spaces, whole numbers without `.0`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _tidy(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _tidy(str(value))


def _tidy(text: str) -> str:
    if not text.isprintable():
        text = "".join(char for char in text if char.isprintable() or char.isspace())
    return " ".join(text.split()).lstrip("'`’‘ ")


def is_nothing(value: object) -> bool:
    """Empty, or one of the marks people write for it."""
    return as_text(value).lower() in NOTHING


def is_same_as_above(value: object) -> bool:
    """A mark that stands for the cell above."""
    raw = str(value).strip().lower() if isinstance(value, str) else ""
    return raw in SAME_AS_ABOVE


def digits_of(text: str) -> str:
    """Only the ASCII digits."""
    return re.sub(r"[^0-9]", "", text)
