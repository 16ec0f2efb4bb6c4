"""Reading the rows of one sheet in their order: who is a person, who is a footer, what `idem` stands for.

Pure: knows nothing of what is already registered. A value that cannot be read is left out and told; only what
makes the person unsure (a bad NIK, no name, an impossible date) refuses the whole row.
"""

import re
from collections.abc import Sequence
from typing import Any

from marketplace.bimtek.columns import Column, plain
from marketplace.bimtek.districts import Districts
from marketplace.bimtek.layouts import Layout
from marketplace.bimtek.row_reading import RowReader
from marketplace.bimtek.rows import Understood
from marketplace.formats.cells import as_text, digits_of, is_nothing

FOOTER = re.compile(
    r"^(jumlah|total|mengetahui|ketua|panitia|keterangan|catatan|rata|tanda tangan|ttd|kepala|nip"
    r"|yang membuat|menyetujui|pejabat|dicetak|laki laki|perempuan)\b"
)


class Reader:
    """Reads the rows of one sheet in their order (`idem` looks at the row above)."""

    def __init__(self, layout: Layout, districts: Districts) -> None:
        self.layout, self.districts = layout, districts
        self._above: dict[str, Any] = {}
        self._after_gap = False
        self._name_heading = plain(self._heading_of(Column.NAME))

    def read(self, row: Sequence[Any], row_number: int) -> Understood | None:
        """What the row says; None when it is empty, a heading repeated, or a footer."""
        cell_of = self._cells(row)
        if not any(not is_nothing(value) for value in cell_of.values()):
            self._after_gap = self._after_gap or not any(as_text(value) for value in row)
            return None
        if self._is_no_person(row, cell_of):
            return None
        self._after_gap = False
        understood = Understood(row_number)
        reader = RowReader(self.layout, self.districts, understood, cell_of, self._above)
        reader.read_all()
        self._above = {code: value for code, value in cell_of.items() if not is_nothing(value)}
        return understood

    def _cells(self, row: Sequence[Any]) -> dict[str, Any]:
        return {
            code: row[index]
            for index, code in self.layout.columns.items()
            if code != Column.SKIP and index < len(row)
        }

    def _is_no_person(self, row: Sequence[Any], cell_of: dict[str, Any]) -> bool:
        name, number = as_text(cell_of.get(Column.NAME)), as_text(cell_of.get(Column.NIK))
        filled = [code for code, value in cell_of.items() if not is_nothing(value)]
        if is_nothing(name) and is_nothing(number):
            return not self._has_substance(cell_of)
        words = plain(name)
        if not digits_of(number) and (not re.search(r"[a-z]", words) or FOOTER.match(words)):
            return True
        if words and words == self._name_heading:
            return True
        return self._after_gap and len(filled) == 1 and len(self.layout.columns) > 2

    def _has_substance(self, cell_of: dict[str, Any]) -> bool:
        """A row without name and number is somebody's when it carries several answers, not a signature."""
        return sum(1 for value in cell_of.values() if not is_nothing(value)) >= 3

    def _heading_of(self, column: Column) -> str:
        index = self.layout.column_of(column)
        return self.layout.headings[index] if index is not None and index < len(self.layout.headings) else ""
