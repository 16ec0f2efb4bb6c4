"""Reading tables, and refusing files made to hurt."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import pytest
import xlsxwriter

from marketplace.formats import spreadsheets
from marketplace.formats.workbook_guard import MAX_COLUMNS, MAX_ROWS, BadSpreadsheet

ROWS = [["nama", "kota"], ["Nuraini", "Jember"], ["Sulaiman", "Silo"]]


def a_workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    for rows in sheets:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def a_zip(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimited_text_is_read_whatever_parts_it(delimiter: str, encoding: str) -> None:
    rows = [
        ["nama", "usaha"],
        ["Nuraini", "Café “Rasa”"],
        ["Ma’ruf", "Kopi, gula" if delimiter != "," else "Kopi"],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)

    (sheet,) = spreadsheets.read(text.encode(encoding))

    assert sheet.rows == rows


def test_quoted_cells_keep_their_delimiters_and_breaks() -> None:
    data = b'sep=;\r\nnama;alamat\r\n"Nuraini";"Jalan Jawa; ""belakang""\npasar"\r\n'

    (sheet,) = spreadsheets.read(data)

    assert sheet.rows == [["nama", "alamat"], ["Nuraini", 'Jalan Jawa; "belakang"\npasar']]


def test_every_sheet_of_a_workbook_is_read_with_its_own_row_numbers() -> None:
    first, second = spreadsheets.read(a_workbook([[], [], *ROWS], [["x"]]))

    assert (first.rows[2:], second.rows) == (ROWS, [["x"]])


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [spreadsheets.column_name(index) for index in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"   \n ", "kosong"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, r"\.xlsx tanpa kata sandi"),
        (b"%PDF-1.7 hello", "bukan berkas tabel"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "bukan berkas tabel"),
        (b"PK\x03\x04 broken", "rusak"),
        (b";;;\n;;;\n", "tidak berisi tabel"),
    ],
)
def test_what_is_no_table_is_refused_in_clear_words(data: bytes, words: str) -> None:
    with pytest.raises(BadSpreadsheet, match=words):
        spreadsheets.read(data)


def test_a_file_beyond_the_limit_is_refused_unread() -> None:
    with pytest.raises(BadSpreadsheet, match="20 MB"):
        spreadsheets.check_upload(b"a;b\n" * (6 * 1024 * 1024))


def test_a_bomb_is_not_unpacked() -> None:
    bomb = a_zip(
        {"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"<a>" + b" " * 200_000_000 + b"</a>"}
    )

    with pytest.raises(BadSpreadsheet, match="terlalu besar"):
        spreadsheets.read(bomb)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    bomb = bytearray(a_zip({"xl/workbook.xml": b"<a>" + b" " * 170_000_000 + b"</a>"}))
    at = bomb.rindex(b"PK\x01\x02") + 24
    bomb[at : at + 4] = (1000).to_bytes(4, "little")

    with pytest.raises(BadSpreadsheet):
        spreadsheets.read(bytes(bomb))


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    ],
)
@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.bin"])
def test_entities_and_document_types_are_refused(declaration: bytes, part: str) -> None:
    data = a_zip({"xl/workbook.xml": b"<workbook/>", part: declaration})

    with pytest.raises(BadSpreadsheet, match="tidak wajar"):
        spreadsheets.read(data)


@pytest.mark.parametrize(("row", "column"), [(MAX_ROWS, 0), (0, MAX_COLUMNS), (1_048_575, 16_383)])
def test_a_cell_far_away_does_not_become_a_huge_table(row: int, column: int) -> None:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "nama")
    sheet.write_string(row, column, "jauh")
    book.close()

    with pytest.raises(BadSpreadsheet, match=r"20\.000 baris"):
        spreadsheets.read(file.getvalue())


def test_empty_formatted_cells_far_away_do_no_harm() -> None:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["nama", "kota"])
    sheet.write_blank(500_000, 300, None, book.add_format({"bold": True}))
    book.close()

    (read,) = spreadsheets.read(file.getvalue())

    assert read.rows == [["nama", "kota"]]


def test_too_many_rows_of_text_are_refused() -> None:
    with pytest.raises(BadSpreadsheet, match=r"20\.000 baris"):
        spreadsheets.read(b"a;b\n" * (MAX_ROWS + 1))


def test_a_part_with_two_lives_is_refused() -> None:
    data = a_zip({"xl/workbook.xml": b"<workbook/>", "xl/Workbook.xml": b"<workbook/>"})

    with pytest.raises(BadSpreadsheet, match="tidak wajar"):
        spreadsheets.read(data)
