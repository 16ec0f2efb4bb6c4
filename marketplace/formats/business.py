"""Numbers of a business: NPWP, NIB, KBLI, bank accounts. Shapes prove form, never registration."""

import re
from dataclasses import dataclass

from marketplace.formats import nik

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
        raise BadNumber("NPWP harus 15 atau 16 angka.")
    if len(digits) == 15:
        digits = "0" + digits
    if digits[0] != "0":
        try:
            nik.parse(digits)
        except nik.BadNik as bad:
            raise BadNumber("NPWP 16 angka untuk perorangan sama dengan NIK. Periksa lagi angkanya.") from bad
        return Npwp(digits)
    return Npwp(digits, is_doubtful=not _luhn(digits[1:10]))


def nib(text: str) -> str:
    """Read a business number: 13 digits."""
    digits = SIGNS.sub("", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) != NIB_DIGITS:
        count = sum(char.isdigit() for char in digits)
        raise BadNumber(f"NIB harus 13 angka. Yang Anda isi {count} angka.")
    return digits


def kbli(text: str) -> str:
    """Read a five-digit line of business."""
    digits = SIGNS.sub("", text)
    if not KBLI.fullmatch(digits):
        raise BadNumber("Kode KBLI harus 5 angka, contoh 10794.")
    return digits


def account(text: str) -> str:
    """Read a bank account number: 6 to 18 digits."""
    digits = SIGNS.sub("", text)
    if not digits.isascii() or not digits.isdigit() or not 6 <= len(digits) <= 18:
        raise BadNumber("Nomor rekening berisi 6 sampai 18 angka, tanpa huruf.")
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
    "10211": "Penggaraman/pengeringan ikan",
    "10215": "Peragian/fermentasi ikan (terasi, petis)",
    "10313": "Pengeringan buah dan sayur",
    "10314": "Pembekuan buah dan sayur",
    "10391": "Tempe kedelai",
    "10392": "Tahu kedelai",
    "10710": "Roti dan kue",
    "10722": "Gula merah",
    "10732": "Makanan dari cokelat",
    "10733": "Manisan buah dan sayur",
    "10739": "Kembang gula lainnya",
    "10761": "Pengolahan kopi",
    "10763": "Pengolahan teh",
    "10772": "Bumbu masak dan penyedap",
    "10792": "Kue basah",
    "10794": "Kerupuk, keripik, peyek",
    "10796": "Dodol",
    "10799": "Makanan lainnya (tape)",
    "11090": "Minuman lainnya",
    "13134": "Batik",
    "13921": "Tekstil rumah tangga",
    "14111": "Pakaian jadi",
    "15121": "Barang dari kulit",
    "16221": "Barang bangunan dari kayu",
    "16291": "Anyaman rotan dan bambu",
    "16292": "Anyaman lainnya",
    "16293": "Ukiran kayu",
    "16294": "Alat dapur dari kayu dan bambu",
    "16299": "Kerajinan kayu lainnya",
    "21022": "Obat tradisional",
    "23921": "Batu bata tanah liat",
    "23922": "Genteng tanah liat",
    "23932": "Gerabah rumah tangga",
    "23951": "Barang dari semen",
    "23953": "Barang semen untuk konstruksi",
    "23963": "Barang dari batu",
    "31001": "Furnitur kayu",
    "31002": "Furnitur rotan dan bambu",
    "32201": "Alat musik tradisional",
    "32903": "Kerajinan lainnya",
}
"""Lines of business of small producers, KBLI 2020; offered as suggestions, others may be typed."""
