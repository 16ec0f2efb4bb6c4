"""Numbers of a business: NPWP, NIB, KBLI, bank accounts. Shapes prove form, never registration."""

import re
from dataclasses import dataclass

from marketplace.formats import nik
from marketplace.i18n import N_, _

NIB_DIGITS = 13
KBLI = re.compile(r"\d{5}")
SIGNS = re.compile(r"[\s.\-'/]")


class BadNumber(ValueError):
    """Not of the shape; the message says what is wrong, in Indonesian."""


@dataclass(frozen=True)
class Npwp:
    """A tax number as 16 digits; `is_doubtful` when its check digit does not fit (some real ones do not)."""

    digits: str
    is_doubtful: bool = False


def npwp(text: str) -> Npwp:
    """Read a tax number of 15 or 16 digits. A person's 16 digits are the NIK (PMK 112/2022)."""
    digits = SIGNS.sub("", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) not in {15, 16}:
        raise BadNumber(_("NPWP harus 15 atau 16 angka."))
    if len(digits) == 15:
        digits = "0" + digits
    if digits[0] != "0":
        try:
            nik.parse(digits)
        except nik.BadNik as bad:
            words = _("NPWP 16 angka untuk perorangan sama dengan NIK. Periksa lagi angkanya.")
            raise BadNumber(words) from bad
        return Npwp(digits)
    return Npwp(digits, is_doubtful=not _luhn(digits[1:10]))


def nib(text: str) -> str:
    """Read a business number: 13 digits."""
    digits = SIGNS.sub("", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) != NIB_DIGITS:
        count = sum(char.isdigit() for char in digits)
        raise BadNumber(_("NIB harus 13 angka. Yang Anda isi %(n)s angka.", n=count))
    return digits


def kbli(text: str) -> str:
    """Read a five-digit line of business."""
    digits = SIGNS.sub("", text)
    if not KBLI.fullmatch(digits):
        raise BadNumber(_("Kode KBLI harus 5 angka, contoh 10794."))
    return digits


def account(text: str) -> str:
    """Read a bank account number: 6 to 18 digits."""
    digits = SIGNS.sub("", text)
    if not digits.isascii() or not digits.isdigit() or not 6 <= len(digits) <= 18:
        raise BadNumber(_("Nomor rekening berisi 6 sampai 18 angka, tanpa huruf."))
    return digits


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


BANKS: dict[str, str] = {
    "002": "BRI",
    "008": "Mandiri",
    "009": "BNI",
    "014": "BCA",
    "114": "Bank Jatim",
    "200": "BTN",
    "451": "BSI",
    "022": "CIMB Niaga",
    "013": "Permata",
    "011": "Danamon",
    "213": "SMBC Indonesia",
    "147": "Muamalat",
    "110": "BJB",
    "113": "Bank Jateng",
    "111": "Bank DKI",
    "129": "BPD Bali",
}
"""Clearing codes of the banks sellers use; the names are the banks' own."""

KBLI_OF_IKM: dict[str, str] = {
    "10211": N_("Penggaraman/pengeringan ikan"),
    "10215": N_("Peragian/fermentasi ikan (terasi, petis)"),
    "10313": N_("Pengeringan buah dan sayur"),
    "10314": N_("Pembekuan buah dan sayur"),
    "10391": N_("Tempe kedelai"),
    "10392": N_("Tahu kedelai"),
    "10710": N_("Roti dan kue"),
    "10722": N_("Gula merah"),
    "10732": N_("Makanan dari cokelat"),
    "10733": N_("Manisan buah dan sayur"),
    "10739": N_("Kembang gula lainnya"),
    "10761": N_("Pengolahan kopi"),
    "10763": N_("Pengolahan teh"),
    "10772": N_("Bumbu masak dan penyedap"),
    "10792": N_("Kue basah"),
    "10794": N_("Kerupuk, keripik, peyek"),
    "10796": N_("Dodol"),
    "10799": N_("Makanan lainnya (tape)"),
    "11090": N_("Minuman lainnya"),
    "13134": N_("Batik"),
    "13921": N_("Tekstil rumah tangga"),
    "14111": N_("Pakaian jadi"),
    "15121": N_("Barang dari kulit"),
    "16221": N_("Barang bangunan dari kayu"),
    "16291": N_("Anyaman rotan dan bambu"),
    "16292": N_("Anyaman lainnya"),
    "16293": N_("Ukiran kayu"),
    "16294": N_("Alat dapur dari kayu dan bambu"),
    "16299": N_("Kerajinan kayu lainnya"),
    "21022": N_("Obat tradisional"),
    "23921": N_("Batu bata tanah liat"),
    "23922": N_("Genteng tanah liat"),
    "23932": N_("Gerabah rumah tangga"),
    "23951": N_("Barang dari semen"),
    "23953": N_("Barang semen untuk konstruksi"),
    "23963": N_("Barang dari batu"),
    "31001": N_("Furnitur kayu"),
    "31002": N_("Furnitur rotan dan bambu"),
    "32201": N_("Alat musik tradisional"),
    "32903": N_("Kerajinan lainnya"),
}
"""Lines of business of small producers, KBLI 2020; offered as suggestions, others may be typed."""
