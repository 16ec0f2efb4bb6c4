"""Which column of an organiser's sheet holds what: guessed from its heading, checked against its cells."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from marketplace.bimtek import cells
from marketplace.formats.cells import as_text, digits_of, is_nothing
from marketplace.i18n import _
from marketplace.orm import Labelled

DAYS = 10
SAMPLE = 40
ENOUGH = 0.6
PLAIN_HEADING = 90


class Column(Labelled):
    """What a column may hold."""

    SKIP = "skip", "(jangan dibaca)"
    NAME = "name", "Nama"
    NIK = "nik", "NIK"
    GENDER = "gender", "Jenis kelamin"
    BIRTH = "birth", "Tempat dan tanggal lahir"
    BIRTH_PLACE = "birth_place", "Tempat lahir"
    BORN_ON = "born_on", "Tanggal lahir"
    ADDRESS = "address", "Alamat"
    VILLAGE = "village", "Desa/kelurahan"
    DISTRICT = "district", "Kecamatan"
    PHONE = "phone", "Nomor HP"
    BUSINESS = "business_name", "Nama usaha"
    PRODUCT = "product", "Jenis produk"
    WORKERS = "workers", "Jumlah tenaga kerja"
    TURNOVER = "monthly_turnover", "Omzet per bulan"
    NIB = "nib", "NIB"
    PIRT = "pirt", "P-IRT"
    HALAL = "halal", "Halal"
    ATTENDED = "attended", "Kehadiran (persen)"
    PRE_SCORE = "pre_score", "Nilai pre-test"
    POST_SCORE = "post_score", "Nilai post-test"
    OUTCOME = "outcome", "Hasil (lulus/tidak)"
    CERTIFICATE = "certificate", "Nomor sertifikat"


SYNONYMS: dict[Column, str] = {
    Column.NAME: (
        "nama, nama lengkap, nama peserta, nama lengkap peserta, nama sesuai ktp, nama pelaku usaha, "
        "nama pemilik, nama lengkap sesuai ktp, peserta, name, full name, nama ikm peserta, nama dan "
        "gelar"
    ),
    Column.NIK: (
        "nik, no ktp, nomor ktp, nomor induk kependudukan, no nik, nomor nik, no induk kependudukan, "
        "nik ktp, no identitas, nomor identitas, ktp, id number"
    ),
    Column.GENDER: ("l p, jk, jenis kelamin, kelamin, gender, p l, jns kelamin, j k, lp, jenkel, sex"),
    Column.BIRTH: (
        "ttl, tempat tanggal lahir, tempat tgl lahir, tempat dan tanggal lahir, tempat dan tgl lahir, "
        "tmp tgl lahir, t t l, tempat tgl lhr"
    ),
    Column.BIRTH_PLACE: ("tempat lahir, tempat, tmp lahir, tmpt lahir, kota lahir, kota kelahiran"),
    Column.BORN_ON: (
        "tanggal lahir, tgl lahir, tgl lhr, tanggal, tgl, lahir, date of birth, tanggal kelahiran, "
        "birth date, tgllahir"
    ),
    Column.ADDRESS: (
        "alamat, alamat lengkap, alamat rumah, alamat sesuai ktp, alamat usaha, dusun jalan, jalan, "
        "dusun, alamat ktp, address, jalan dusun, alamat domisili"
    ),
    Column.VILLAGE: ("desa, kelurahan, desa kelurahan, desa kel, kel desa, ds kel, kelurahan desa"),
    Column.DISTRICT: ("kecamatan, kec, kecamatan asal, district, nama kecamatan"),
    Column.PHONE: (
        "hp, no hp, nomor hp, wa, no wa, nomor wa, no hp wa, hp wa, no telp, telp, telepon, no "
        "telepon, nomor telepon, nomor hp wa, whatsapp, no whatsapp, kontak, phone, no handphone, "
        "handphone, nomor whatsapp, no telp hp, telp hp, nomor kontak, no kontak, no telepon hp, nohp"
    ),
    Column.BUSINESS: (
        "usaha, nama usaha, nama ikm, nama umkm, nama perusahaan, merek, merk, nama brand, ikm, nama "
        "kelompok, nama ikm usaha, nama toko, business name, nama usaha ikm, merek usaha"
    ),
    Column.PRODUCT: (
        "produk, jenis produk, jenis usaha, nama produk, produk utama, komoditi, komoditas, product, "
        "produk yang dihasilkan, bidang usaha, produk unggulan"
    ),
    Column.WORKERS: (
        "jml tk, jumlah tk, tk, tenaga kerja, jumlah tenaga kerja, jml tenaga kerja, jumlah karyawan, "
        "karyawan, pekerja, workers, jml karyawan, jumlah pekerja"
    ),
    Column.TURNOVER: (
        "omzet, omset, omzet bulan, omset bulan, omzet per bulan, omset per bulan, penjualan per "
        "bulan, omzet bln, omset bln, pendapatan per bulan, rata rata omzet, omzet rp bulan"
    ),
    Column.NIB: ("nib, no nib, nomor nib, nomor induk berusaha, nib ada tidak"),
    Column.PIRT: ("pirt, p irt, spp irt, no pirt, sertifikat pirt, ijin pirt, izin pirt, nomor pirt"),
    Column.HALAL: ("halal, sertifikat halal, no halal, sertifikasi halal"),
    Column.ATTENDED: (
        "kehadiran, persen kehadiran, persentase kehadiran, prosentase kehadiran, total kehadiran, "
        "jumlah kehadiran"
    ),
    Column.PRE_SCORE: (
        "pre, pre test, pretest, nilai pre test, nilai pretest, tes awal, nilai awal, skor pre test, pre tes"
    ),
    Column.POST_SCORE: (
        "post, post test, posttest, nilai post test, nilai posttest, tes akhir, nilai akhir, nilai, "
        "skor post test, post tes"
    ),
    Column.OUTCOME: (
        "keterangan, ket, hasil, status, kelulusan, lulus, ket lulus, keterangan lulus, hasil akhir, "
        "status kelulusan, lulus tidak, predikat, keterangan kelulusan"
    ),
    Column.CERTIFICATE: (
        "no sertifikat, nomor sertifikat, sertifikat, no sert, nomor sert, certificate number, no "
        "sertifikat bimtek, nosertifikat, no piagam, nomor piagam"
    ),
}
WORDS = {column: tuple(word.strip() for word in text.split(",")) for column, text in SYNONYMS.items()}
EXACT = {word: column for column, words in WORDS.items() for word in words}
PARTS = sorted(
    (
        (word, column)
        for column, words in WORDS.items()
        for word in words
        if len(word) > 3 and word != "tanggal"
    ),
    key=lambda pair: -len(pair[0]),
)
NOT_PARTICIPANTS = re.compile(r"\b(ibu|ayah|suami|istri|instruktur|narasumber|pengajar|pendamping|panitia)\b")
DAY = re.compile(
    r"^(?:hari|h|day|absen|absensi|hadir|kehadiran|hr|pertemuan|tgl|tanggal)(?: ke)? ?(\d{1,2})(?: .*)?$"
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
ROMAN_DAY = re.compile(r"^(?:hari|pertemuan)(?: ke)? (i{1,3}|iv|vi?)$")
PRESENCE_HEAD = re.compile(r"\b(hari|hadir|kehadiran|absen|absensi|presensi)\b")


CELL_TESTS: dict[str, Callable[[Any], bool]] = {
    Column.OUTCOME: lambda value: cells.outcome(value) is not None,
    Column.ATTENDED: lambda value: cells.share(value) is not None,
    Column.PRE_SCORE: lambda value: cells.score(value) is not None,
    Column.POST_SCORE: lambda value: cells.score(value) is not None,
    Column.NAME: lambda value: bool(re.search(r"[A-Za-z]{2}", as_text(value))),
}


def choices() -> list[tuple[str, str]]:
    """Everything a column may be said to hold, with its words."""
    days = [(day_code(n), _("Kehadiran hari %(n)s", n=n)) for n in range(1, DAYS + 1)]
    return [(column.value, column.label) for column in Column] + days


def day_code(n: int) -> str:
    return f"day_{n}"


def day_number(code: str) -> int | None:
    return int(code.removeprefix("day_")) if code.startswith("day_") else None


def label(code: str) -> str:
    """Words for a column's code."""
    day = day_number(code)
    return _("Kehadiran hari %(n)s", n=day) if day else Column(code).label


def plain(heading: object) -> str:
    """A heading reduced to its words."""
    text = unicodedata.normalize("NFKD", as_text(heading)).encode("ascii", "ignore").decode().lower()
    without_remarks = re.sub(r"\([^)]*\)", " ", text)
    kept = without_remarks if re.search(r"[a-z0-9]", without_remarks) else text
    return re.sub(r"[^a-z0-9]+", " ", kept).strip()


def by_heading(heading: str, parent: str = "") -> tuple[str, int]:
    """The column's code and how sure we are (0 to 100), from its heading and the one merged above it."""
    own, above = plain(heading), plain(parent)
    if day := _day(own, above):
        return day_code(day), 100
    for words, certainty in ((own, 100), (f"{above} {own}".strip(), 90)):
        if words in EXACT:
            return EXACT[words].value, certainty
    both = f"{above} {own}".strip()
    if not NOT_PARTICIPANTS.search(both):
        for words in (own, both):
            for part, column in PARTS:
                if re.search(rf"\b{part}\b", words):
                    return column.value, 40 + min(len(part), 30)
    return Column.SKIP.value, 0


def _day(own: str, above: str) -> int | None:
    if found := DAY.match(own):
        day = int(found[1])
        return day if 1 <= day <= DAYS else None
    if found := ROMAN_DAY.match(own):
        return ROMAN[found[1]]
    if own.isdigit() and PRESENCE_HEAD.search(above):
        day = int(own)
        return day if 1 <= day <= DAYS else None
    return None


def guess(headings: Sequence[str], parents: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[int, str]:
    """A code for every column. Each code stands once; what the cells contradict is not believed."""
    found: dict[int, str] = {}
    ranked = sorted(
        ((*by_heading(heading, parents[index]), index) for index, heading in enumerate(headings)),
        key=lambda guessed: (-guessed[1], guessed[2]),
    )
    for code, certainty, index in ranked:
        values = _sample(rows, index)
        if certainty and code not in found.values() and _plausible(code, values, certainty):
            found[index] = code
    _by_cells(found, headings, rows)
    return {index: found.get(index, Column.SKIP.value) for index in range(len(headings))}


def _sample(rows: Sequence[Sequence[Any]], index: int) -> list[Any]:
    values = [row[index] for row in rows if index < len(row) and not is_nothing(row[index])]
    return values[:SAMPLE]


def _plausible(code: str, values: list[Any], certainty: int) -> bool:
    """Whether the cells may be what the heading says; a heading of several meanings depends on them.

    A plain heading is believed when any cell agrees: a wrong cell is told to people, not hidden from them.
    """
    if not values:
        return code not in {Column.OUTCOME, Column.ATTENDED}
    agrees = CELL_TESTS.get(code)
    if agrees is None:
        return True
    share = _share(values, agrees)
    return share > 0 if certainty >= PLAIN_HEADING or code == Column.OUTCOME else share >= ENOUGH


def _by_cells(found: dict[int, str], headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Columns whose heading says nothing may still be known by what stands in them."""
    tests = (
        (Column.NIK, _looks_like_nik),
        (Column.PHONE, lambda value: bool(re.fullmatch(r"\+?(?:62|0)?8[\d\s-]{8,14}", as_text(value)))),
        (Column.GENDER, lambda value: cells.gender(value) is not None),
        (Column.OUTCOME, lambda value: cells.outcome(value) is not None and len(as_text(value)) > 2),
    )
    for column, test in tests:
        for index in range(len(headings)):
            values = _sample(rows, index)
            free = index not in found and column.value not in found.values()
            if free and len(values) >= 2 and _share(values, test) >= ENOUGH:
                found[index] = column.value
    if Column.NAME.value not in found.values():
        _find_name(found, headings, rows)


def _looks_like_nik(value: Any) -> bool:
    text = as_text(value)
    return len(digits_of(text)) == 16 and not re.search(r"[A-Za-z/]", text)


def _find_name(found: dict[int, str], headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Without a heading for it: the first column of several-word text that is not otherwise known."""
    for index, heading in enumerate(headings):
        values = _sample(rows, index)
        words = _share(values, lambda value: bool(re.fullmatch(r"[^\W\d_][^\d]*\s[^\d]+", as_text(value))))
        if index not in found and not plain(heading) and len(values) >= 2 and words >= ENOUGH:
            found[index] = Column.NAME.value
            return


def _share(values: Sequence[Any], test: Any) -> float:
    return sum(1 for value in values if test(value)) / len(values) if values else 0.0
