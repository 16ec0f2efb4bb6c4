"""Spreadsheets as organisers keep them, with invented people: every trap that real ones have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from tests.factories.bimtek import a_nik

BORN = date(1972, 5, 4)
PARTICIPANT_TOP = (
    "No", "Nama Lengkap\n(sesuai KTP)", "NIK", "L/P", "Tempat, Tanggal Lahir", "", "Alamat", "", "No. HP/WA",
    "Nama Usaha", "Jenis Produk", "Jml TK", "Omzet/bulan", "NIB", "PIRT", "Halal", "Ket",
)  # fmt: skip
PARTICIPANT_BELOW = ("", "", "", "", "Tempat", "Tgl Lahir", "Dusun/Jalan", "Kecamatan", *[""] * 9)
RESULT_TOP = (
    "No", "Nama", "NIK", "Hari 1", "Hari 2", "Hari 3", "Pre Test", "Post Test", "Keterangan",
    "No. Sertifikat",
)  # fmt: skip


def nik_of(n: int) -> str:
    """The NIK of the n-th invented person, a woman born on BORN."""
    return a_nik(n, born_on=BORN, female=True)


def a_person(n: int, name: str, **cells: Any) -> list[Any]:
    """One row of the participants' sheet."""
    row: dict[str, Any] = {
        "nik": nik_of(n), "gender": "P", "place": "Jember", "born": BORN, "address": "Dusun Krajan",
        "district": "Balung", "phone": f"0812340000{n:02d}", "business": "Dapur Uji",
        "product": "Opak gulung", "workers": 2,
        "turnover": 3_000_000, "nib": "9000000000001", "pirt": "-", "halal": "belum", "note": "",
    } | cells  # fmt: skip
    return [n, name, *row.values()]


def participants_xlsx(people: Sequence[Sequence[Any]], *, footer: bool = True) -> bytes:
    """Title rows, a merged heading of two rows, people, and a place for signatures."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("ANGKATAN 1")
    for row, title in enumerate(
        ("DAFTAR PESERTA", "BIMTEK OLAHAN SINGKONG TAHUN 2026", "Angkatan 1, Jember")
    ):
        sheet.merge_range(row, 0, row, 16, title)
    for column, heading in enumerate(PARTICIPANT_TOP):
        if column in {4, 6}:
            sheet.merge_range(4, column, 4, column + 1, heading)
        elif column not in {5, 7}:
            sheet.merge_range(4, column, 5, column, heading)
    for column, heading in enumerate(PARTICIPANT_BELOW):
        if heading:
            sheet.write_string(5, column, heading)
    _write(book, sheet, 6, people)
    if footer:
        last = 6 + len(people)
        sheet.write_string(last + 1, 9, "Jember, 26 Juli 2026")
        sheet.write_string(last + 2, 9, "Ketua Panitia,")
        sheet.write_string(last + 6, 1, "( ................................ )")
        sheet.write_string(last + 7, 1, "NIP. 19700101 199003 1 001")
    book.close()
    return file.getvalue()


def a_table(*rows: Sequence[Any], names: Sequence[str] = ("Lembar1",), more: Sequence[Any] = ()) -> bytes:
    """A workbook of one plain table; `more` are the tables of further sheets."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    for name, table in zip(names, [rows, *more], strict=True):
        _write(book, book.add_worksheet(name), 0, table)
    book.close()
    return file.getvalue()


def _write(book: Any, sheet: Any, first: int, rows: Sequence[Sequence[Any]]) -> None:
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, cells in enumerate(rows, start=first):
        for column, value in enumerate(cells):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value)
            elif value:
                sheet.write_string(row, column, value)


def csv_bytes(*rows: Sequence[Any], delimiter: str = ";", encoding: str = "cp1252") -> bytes:
    return "\r\n".join(delimiter.join(str(cell) for cell in row) for row in rows).encode(encoding)
