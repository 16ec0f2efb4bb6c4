"""Looks through a workbook before anything unpacks it for good: bombs, entities, sheets without an end."""

import re
import zipfile
from io import BytesIO
from xml.parsers import expat

from marketplace.i18n import _

MAX_UNPACKED = 160 * 1024 * 1024
MAX_PARTS = 400
MAX_ROWS = 20_000
MAX_COLUMNS = 120
PIECE = 256 * 1024
REFERENCE = re.compile(r"^\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
XML_PARTS = (".xml", ".rels", ".vml")
BLANK = b"\xef\xbb\xbf \t\r\n"


class BadSpreadsheet(ValueError):
    """A file that cannot be read as a table; the message says what to do."""


class TooBig(BadSpreadsheet):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Isi berkas ini terlalu besar. Batasnya %(rows)s baris dan %(columns)s kolom per lembar. "
                "Bagi menjadi beberapa berkas, atau hapus baris dan kolom kosong di ujungnya.",
                rows=f"{MAX_ROWS:,}".replace(",", "."),
                columns=MAX_COLUMNS,
            )
        )


class Suspicious(BadSpreadsheet):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Berkas ini berisi bagian yang tidak wajar sehingga tidak kami buka. "
                "Simpan ulang dari Excel, lalu coba lagi."
            )
        )


def inspect(data: bytes) -> None:
    """Unpack every part once, in pieces, within bounds. Raises BadSpreadsheet."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            names = [part.filename.lower() for part in parts]
            if "xl/workbook.xml" not in names:
                raise BadSpreadsheet(
                    _("Berkas ini bukan lembar Excel. Simpan sebagai .xlsx atau CSV, lalu unggah lagi.")
                )
            if len(parts) > MAX_PARTS or len(set(names)) != len(names):
                raise Suspicious
            left = MAX_UNPACKED
            for part in parts:
                left = _inspect_part(archive, part, left)
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        RuntimeError,
    ) as fault:  # the last: unknown packing
        raise BadSpreadsheet(
            _("Berkas ini rusak dan tidak bisa dibuka. Buka di Excel, simpan ulang, lalu unggah lagi.")
        ) from fault


def _inspect_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Read one part; the number of bytes that may still come. The sizes it declares are not believed."""
    if part.flag_bits & 1:
        raise BadSpreadsheet(
            _("Berkas ini dikunci kata sandi. Hapus kata sandinya, simpan, lalu unggah lagi.")
        )
    reader: _Reader | None = None
    with archive.open(part) as stream:
        first = True
        while piece := stream.read(PIECE):
            if first and (part.filename.lower().endswith(XML_PARTS) or piece.lstrip(BLANK)[:1] == b"<"):
                reader = _Reader()
            first = False
            left -= len(piece)
            if left < 0:
                raise TooBig
            if reader:
                reader.feed(piece)
    if reader:
        reader.feed(b"", last=True)
    return left


class _Reader:
    """Follows the XML of one part: no document type, and no filled cell of a sheet beyond the bounds."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._row = self._column = 0

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as fault:
            raise BadSpreadsheet(
                _("Berkas ini rusak dan tidak bisa dibuka. Buka di Excel, simpan ulang, lalu unggah lagi.")
            ) from fault

    def _refuse(self, *_parts: object) -> None:
        raise Suspicious

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rsplit(":", 1)[-1]
        if kind == "row":
            given = attributes.get("r", "")
            self._row = int(given) if given.isdigit() and len(given) < 9 else self._row + 1
            self._column = 0
        elif kind == "c":
            if found := REFERENCE.match(attributes.get("r", "")):
                self._row, self._column = int(found[2]), _column_number(found[1])
            else:
                self._column += 1
        elif kind in {"v", "is", "f"} and (self._row > MAX_ROWS or self._column > MAX_COLUMNS):
            raise TooBig


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
