"""Indonesian telephone numbers: many ways to write them, one way to keep them (`+62…`)."""

import re

from marketplace.formats.cells import as_text, digits_of
from marketplace.i18n import _

MOBILE = re.compile(r"^8[1-35-9]\d{7,10}$")
LANDLINE = re.compile(r"^[2-79]\d{6,10}$")
LINK = re.compile(r"^(?:https?://)?(?:wa\.me/|api\.whatsapp\.com/send\?phone=)", re.IGNORECASE)
SHORTEST_WITH_COUNTRY = 10


class BadPhone(ValueError):
    """Not a number one can call; the message says what to do."""


def parse(text: object, *, mobile_only: bool = False) -> str:
    """The number as E.164. Raises BadPhone.

    Understands `0812…`, `62812…`, `+62 812-…`, `812…` (a spreadsheet ate the 0), `0062…`, `(0331) …` and
    wa.me links.
    """
    written = LINK.sub("+", as_text(text))
    foreign = written.startswith("+") and not written.startswith("+62")
    digits = digits_of(written)
    if foreign or (digits.startswith("00") and not digits.startswith("0062")):
        raise BadPhone(_("Nomor telepon harus nomor Indonesia, diawali 0 atau +62."))
    national = _national(digits)
    if MOBILE.match(national) or (not mobile_only and LANDLINE.match(national)):
        return f"+62{national}"
    if mobile_only and LANDLINE.match(national):
        raise BadPhone(_("Isi nomor HP, bukan telepon rumah. Contoh: 0812-3456-7890."))
    raise BadPhone(_("Nomor telepon ini tidak lengkap. Contoh: 0812-3456-7890."))


def _national(digits: str) -> str:
    for prefix in ("0062", "62") if len(digits) >= SHORTEST_WITH_COUNTRY else ("0062",):
        if digits.startswith(prefix):
            return digits[len(prefix) :].lstrip("0")
    return digits.removeprefix("0")


def shown(e164: str) -> str:
    """`0812-3456-7890`."""
    national = "0" + e164.removeprefix("+62")
    if not MOBILE.match(national[1:]):
        return national
    return "-".join(part for part in (national[:4], national[4:8], national[8:]) if part)


def masked(e164: str) -> str:
    """`0812-****-7890`: enough to recognise one's own."""
    national = "0" + e164.removeprefix("+62")
    return f"{national[:4]}-****-{national[-4:]}" if len(national) > 8 else "****"


def whatsapp(e164: str) -> str:
    """The address that opens a chat."""
    return "https://wa.me/" + e164.removeprefix("+")
