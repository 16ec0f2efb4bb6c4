"""Licence numbers as they stand on labels: their shape, canonical form and what can be read from them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from marketplace.errors import Invalid
from marketplace.i18n import N_, _


@dataclass(frozen=True)
class Number:
    """A licence number in canonical form. `expires_on` is its last valid day when the number tells it.

    `doubt` is a marked sentence for the admin when the shape is unusual but not impossible.
    """

    text: str
    expires_on: date | None = None
    doubt: str = ""


_PIRT = re.compile(r"[1-8](?:0[1-9]|1[0-6])\d{4}\d{2}\d{4}(\d{2})")
_HALAL = re.compile(r"ID\d{17}")
_SNI = re.compile(r"(?:(ISO/IEC|ISO|IEC) ?)?(\d{1,2}-)?(\d{3,5}(?:[.-]\d{1,2})*)([:-])(\d{4})")
_TKDN = re.compile(r"\d{1,6}/SJ-IND(?:\.\d{1,2})?/TKDN/(?:\d{1,2}/)?\d{4}")
_BRAND = re.compile(r"IDM\d{9}")
_BRAND_ASKED = re.compile(r"(?:DID|JID|D|J)\d{6,14}")
PIRT_LENGTH = 15
MD_LENGTHS = (12, 15)
LONGEST = 60


def pirt(text: str) -> Number:
    """A home-food number (P-IRT, 15 digits; the last two are the year it runs out at the end of).

    Longer or unusual ones are left to a person. Raises Invalid when digits are missing.
    """
    digits = re.sub(r"\D", "", text)
    if len(digits) < PIRT_LENGTH:
        raise Invalid(
            _(
                "Nomor P-IRT paling sedikit 15 angka. Yang Anda isi baru %(n)s angka. "
                "Salin dari sertifikat, contoh 2063509010123-29.",
                n=len(digits),
            )
        )
    if match := _PIRT.fullmatch(digits):
        canonical = f"{digits[:13]}-{digits[13:]}"
        return Number(canonical, date(2000 + int(match.group(1)), 12, 31))
    return Number(
        digits[:LONGEST], doubt=N_("Susunan nomor P-IRT ini tidak biasa. Cocokkan dengan sertifikat.")
    )


def bpom(text: str) -> Number:
    """A registration of processed food made at home in Indonesia (BPOM RI MD). Imports (ML) are refused."""
    compact = re.sub(r"[^A-Z0-9]", "", text.upper())
    compact = re.sub(r"^(?:BPOM)?(?:RI)?", "", compact)
    letters, digits = re.sub(r"\d", "", compact), re.sub(r"\D", "", compact)
    if letters == "ML":
        raise Invalid(_("Nomor ML adalah izin barang impor. Pasar ini hanya untuk barang buatan sendiri."))
    if letters not in {"", "MD"}:
        raise Invalid(
            _(
                "Isi nomor yang diawali MD, contoh MD 235602169254. %(letters)s bukan izin pangan olahan.",
                letters=letters,
            )
        )
    if len(digits) not in MD_LENGTHS:
        raise Invalid(_("Nomor MD terdiri dari 12 atau 15 angka. Yang Anda isi %(n)s angka.", n=len(digits)))
    return Number(f"MD {digits}")


def halal(text: str) -> Number:
    """A halal certificate of BPJPH (ID and 17 digits). It does not run out while the recipe stays."""
    compact = re.sub(r"[^A-Z0-9]", "", text.upper())
    if compact.startswith(("KH", "MUI", "LPPOM")):
        raise Invalid(
            _("Itu nomor ketetapan fatwa. Isi nomor sertifikat halal BPJPH yang diawali ID dan 17 angka.")
        )
    if not _HALAL.fullmatch(compact):
        raise Invalid(
            _(
                "Nomor sertifikat halal diawali ID lalu 17 angka. Yang Anda isi %(n)s angka.",
                n=len(re.sub(r"\D", "", compact)),
            )
        )
    return Number(compact)


def sni(text: str) -> Number:
    """An Indonesian standard: `SNI 2986:2013`, `SNI 01-2986-1992`, `SNI ISO 9001:2015`."""
    compact = re.sub(r"\s+", " ", text.upper().replace("SNI", "", 1)).strip(" :.-")
    match = _SNI.fullmatch(compact)
    if match is None:
        raise Invalid(_("Tulis nomor SNI lengkap dengan tahunnya, contoh SNI 2986:2013."))
    family, part, number, mark, year = match.groups(default="")
    return Number(f"SNI {family + ' ' if family else ''}{part}{number}{mark}{year}")


def tkdn(text: str) -> Number:
    """A certificate of local content, `4623/SJ-IND.8/TKDN/7/2021`; other shapes are left to a person."""
    compact = re.sub(r"\s+", "", text.upper())
    if not re.search(r"\d{3}", compact):
        raise Invalid(_("Salin nomor sertifikat TKDN, contoh 4623/SJ-IND.8/TKDN/7/2021."))
    if _TKDN.fullmatch(compact):
        return Number(compact)
    return Number(
        compact[:LONGEST], doubt=N_("Susunan nomor TKDN ini tidak biasa. Cocokkan dengan sertifikat.")
    )


def brand(text: str) -> Number:
    """A registered brand (IDM and 9 digits) or one that was asked for (DID, JID)."""
    compact = re.sub(r"[^A-Z0-9]", "", text.upper())
    if _BRAND.fullmatch(compact):
        return Number(compact)
    if _BRAND_ASKED.fullmatch(compact):
        return Number(compact, doubt=N_("Merek ini baru dimohonkan, belum terdaftar."))
    raise Invalid(_("Nomor merek terdaftar diawali IDM lalu 9 angka. Nomor permohonan diawali DID atau JID."))


PARSERS: dict[str, Callable[[str], Number]] = {
    "pirt": pirt,
    "bpom": bpom,
    "halal": halal,
    "sni": sni,
    "tkdn": tkdn,
    "brand": brand,
}
"""How each kind of licence is read, by the value of `LicenceKind`."""


def parse(kind: str, text: str) -> Number:
    """A licence number of a kind, in canonical form. Raises Invalid with `field` set to the kind."""
    try:
        return PARSERS[kind](text.strip()[:200])
    except Invalid as refusal:
        raise Invalid(refusal.message, field=kind) from None
