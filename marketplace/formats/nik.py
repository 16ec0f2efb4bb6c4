"""NIK, the 16-digit number of a resident: province, regency, district, birth date, serial.

There is no check digit: a number that passes has the right shape, nothing more.
"""

import re
from dataclasses import dataclass
from datetime import date

from lokal import PROVINCES

from marketplace import clock
from marketplace.formats.cells import as_text
from marketplace.i18n import _

LENGTH = 16
WOMEN_ADD_TO_DAY = 40
EXACT_IN_FLOAT = 2**53
SCIENTIFIC = re.compile(r"^\d(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d{1,2}$")
SEPARATORS = re.compile(r"[\s.\-_/]")


class BadNik(ValueError):
    """Not a NIK; the message says what to do about it."""


class RuinedNik(BadNik):
    """A spreadsheet kept only 15 digits: the number cannot be known any more, and is never guessed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Angka NIK ini sudah dirusak Excel: ujungnya berubah menjadi nol dan tidak bisa dipulihkan. "
                "Ubah format kolom NIK menjadi Teks, ketik ulang NIK dari KTP, lalu impor lagi."
            )
        )


@dataclass(frozen=True)
class Nik:
    """A well-formed NIK and what it says about its holder."""

    digits: str
    is_female: bool
    born_on: date

    @property
    def district(self) -> str:
        """Kemendagri's code of the district where it was first registered; it may be an old one."""
        return f"{self.digits[:2]}.{self.digits[2:4]}.{self.digits[4:6]}"


def parse(text: str) -> Nik:
    """Read a NIK as people write it, with spaces, dots or an apostrophe. Raises BadNik."""
    if SCIENTIFIC.match(as_text(text)):
        raise RuinedNik
    plain = SEPARATORS.sub("", as_text(text)).strip("'\"`’‘")
    if not (plain.isascii() and plain.isdigit()):
        raise BadNik(_("NIK hanya berisi angka. Hapus huruf dan tanda lain, lalu cocokkan dengan KTP."))
    if len(plain) != LENGTH:
        raise BadNik(_("NIK harus 16 angka. Yang tertulis %(n)s angka.", n=len(plain)))
    if plain.endswith("0000"):
        raise RuinedNik
    return _check(plain)


def from_cell(value: object) -> Nik:
    """Read a NIK from a spreadsheet's cell, where a number may have lost its last digits. Raises BadNik."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        if float(value) >= 10 ** (LENGTH - 1):
            # Excel keeps 15 digits and puts 0 for the rest; above 2^53 no program keeps them all.
            if value >= EXACT_IN_FLOAT or int(value) % 10 == 0:
                raise RuinedNik
        elif not float(value).is_integer():
            raise BadNik(_("NIK hanya berisi angka. Hapus huruf dan tanda lain, lalu cocokkan dengan KTP."))
    return parse(as_text(value))


def _check(digits: str) -> Nik:
    if digits[:2] not in PROVINCES:
        raise BadNik(_("Dua angka pertama NIK bukan kode provinsi. Cocokkan dengan KTP."))
    if digits[2:4] == "00" or digits[4:6] == "00":
        raise BadNik(_("Kode kabupaten atau kecamatan di NIK ini tidak ada. Cocokkan dengan KTP."))
    day, month, short_year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    is_female = day > WOMEN_ADD_TO_DAY
    this_year = clock.today().year
    year = 2000 + short_year if 2000 + short_year <= this_year else 1900 + short_year
    try:
        born_on = date(year, month, day - WOMEN_ADD_TO_DAY if is_female else day)
    except ValueError:
        raise BadNik(
            _("Tanggal lahir di dalam NIK (angka ke-7 sampai ke-12) tidak ada. Cocokkan dengan KTP.")
        ) from None
    return Nik(digits, is_female, born_on)


def masked(digits: str) -> str:
    """`3509********0001`."""
    return digits[:4] + "*" * 8 + digits[-4:]
