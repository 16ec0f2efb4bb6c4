"""Tables as organisers send them: Excel workbooks and delimited text, read into rows of cells."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from marketplace.formats.workbook_guard import MAX_COLUMNS, MAX_ROWS, BadSpreadsheet, TooBig, inspect
from marketplace.i18n import _

MAX_BYTES = 20 * 1024 * 1024
MAX_SHEETS = 60
DELIMITERS = ";,\t|"
LINES_TO_JUDGE = 60
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
PDF = b"%PDF"

Row = list[Any]
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Sheet:
    """One table. Row and column numbers count from 0 and are those of the file."""

    name: str
    rows: list[Row]
    is_hidden: bool = False
    merged: list[Range] = field(default_factory=list)


def check_upload(data: bytes) -> None:
    """A quick look at what was uploaded, cheap enough for a request. Raises BadSpreadsheet."""
    if not data.strip():
        raise BadSpreadsheet(_("Berkas ini kosong."))
    if len(data) > MAX_BYTES:
        raise BadSpreadsheet(_("Berkas terlalu besar. Batasnya 20 MB."))
    if data.startswith(OLD_EXCEL):
        raise BadSpreadsheet(
            _("Berkas .xls lama atau berkata sandi tidak bisa dibaca. Simpan sebagai .xlsx tanpa kata sandi.")
        )
    if data.startswith(PDF) or (
        b"\x00" in data[:4096] and not data.startswith((ZIP, b"\xff\xfe", b"\xfe\xff"))
    ):
        raise BadSpreadsheet(_("Ini bukan berkas tabel. Unggah berkas .xlsx atau .csv."))


def read(data: bytes) -> list[Sheet]:
    """All sheets of an .xlsx workbook, or the one table of a CSV. Raises BadSpreadsheet."""
    check_upload(data)
    if data.startswith(ZIP):
        inspect(data)
        return _read_workbook(data)
    return [Sheet("CSV", _read_text(_decode(data)))]


def column_name(index: int) -> str:
    """`A`, `B` … `AA`, as a spreadsheet names its columns."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _read_workbook(data: bytes) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            sheets = []
            for about in workbook.sheets_metadata[:MAX_SHEETS]:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = workbook.get_sheet_by_name(about.name)
                rows: list[Row] = sheet.to_python(skip_empty_area=False)
                merged = sheet.merged_cell_ranges or []
                sheets.append(
                    Sheet(about.name, rows, about.visible != SheetVisibleEnum.Visible, list(merged))
                )
    except CalamineError as fault:
        raise BadSpreadsheet(
            _("Berkas ini rusak dan tidak bisa dibuka. Buka di Excel, simpan ulang, lalu unggah lagi.")
        ) from fault
    if not any(sheet.rows for sheet in sheets):
        raise BadSpreadsheet(_("Berkas ini tidak berisi tabel."))
    return sheets


def _decode(data: bytes) -> str:
    """Text in UTF-8 or UTF-16 with a mark, else UTF-8, else what Windows in Indonesia writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise BadSpreadsheet(_("Ini bukan berkas tabel. Unggah berkas .xlsx atau .csv."))


def _read_text(text: str) -> list[Row]:
    lines = text.split("\n", 1)
    if lines[0].strip().lower().startswith("sep=") and len(lines) > 1:
        delimiter, text = lines[0].strip()[4:5] or ";", lines[1]
    else:
        delimiter = _delimiter(text)
    rows: list[Row] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                raise TooBig
            rows.append(list(row))
    except csv.Error as fault:
        raise BadSpreadsheet(
            _("Berkas CSV ini rusak: ada tanda kutip yang tidak ditutup. Simpan ulang sebagai .xlsx.")
        ) from fault
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise BadSpreadsheet(_("Berkas ini tidak berisi tabel."))
    return rows


def _delimiter(text: str) -> str:
    """The mark that parts most lines into the same number of columns."""
    sample = "".join(text.splitlines(keepends=True)[:LINES_TO_JUDGE])
    best, best_score = ",", 0
    for mark in DELIMITERS:
        try:
            widths = Counter(
                len(row) for row in csv.reader(StringIO(sample, newline=""), delimiter=mark) if row
            )
        except csv.Error:
            continue
        width, lines = max(widths.items(), key=lambda found: (found[1] if found[0] > 1 else 0, found[0]))
        score = lines * width if width > 1 else 0
        if score > best_score:
            best, best_score = mark, score
    return best
