"""How one sheet is laid out: where its heading is, what each column holds, where people begin."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from marketplace.bimtek import columns
from marketplace.bimtek.columns import Column
from marketplace.formats.cells import as_text, is_nothing
from marketplace.formats.spreadsheets import Range, Sheet

ROWS_TO_LOOK_AT = 40
LONGEST_HEADING = 60
SAMPLES = 3
LONG_FROM_DIGITS = 10
LONG_NUMBER = re.compile(r"\d(?:[\d\s.\-]*\d){7,}")
PERSON_COLUMNS = {
    Column.PHONE, Column.ADDRESS, Column.DISTRICT, Column.BORN_ON, Column.BIRTH, Column.BUSINESS,
    Column.PRODUCT, Column.GENDER, Column.VILLAGE, Column.BIRTH_PLACE,
}  # fmt: skip
RESULT_COLUMNS = {Column.ATTENDED, Column.PRE_SCORE, Column.POST_SCORE, Column.OUTCOME, Column.CERTIFICATE}


@dataclass(frozen=True)
class Layout:
    """`columns` gives a code for every column; `first_row` is where people begin, counted from 0."""

    columns: dict[int, str]
    headings: list[str] = field(default_factory=list)
    heading_rows: list[int] = field(default_factory=list)
    first_row: int = 0
    creates: bool = True

    @property
    def has_people(self) -> bool:
        """Whether anybody can be told from a row."""
        return bool({Column.NAME.value, Column.NIK.value} & set(self.columns.values()))

    def column_of(self, code: str) -> int | None:
        return next((index for index, held in self.columns.items() if held == code), None)

    def with_columns(self, chosen: Mapping[int, str], first_row: int, *, creates: bool) -> "Layout":
        """The same sheet as a person says it is; columns it does not have are left away."""
        codes = {index: chosen[index] for index in self.columns}
        return Layout(codes, self.headings, self.heading_rows, first_row, creates)

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": {str(index): code for index, code in self.columns.items()},
            "headings": self.headings,
            "heading_rows": self.heading_rows,
            "first_row": self.first_row,
            "creates": self.creates,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Layout":
        return cls(
            {int(index): code for index, code in kept["columns"].items()},
            kept["headings"],
            kept["heading_rows"],
            kept["first_row"],
            kept["creates"],
        )


def guess(sheet: Sheet) -> Layout:
    """Find the heading and what the columns hold. A sheet without a heading is known by its cells alone."""
    width = max((len(row) for row in sheet.rows), default=0)
    top = _heading_row(sheet)
    if top is None:
        empty = [""] * width
        return _finish(columns.guess(empty, empty, sheet.rows), empty, [], 0)
    headings, parents, depth = _headings(sheet, top, width)
    first = top + depth
    codes = columns.guess(headings, parents, sheet.rows[first:])
    shown = [f"{above} / {own}" if above and own and above != own else own or above
             for above, own in zip(parents, headings, strict=True)]  # fmt: skip
    return _finish(codes, shown, list(range(top, first)), first)


def _finish(codes: dict[int, str], headings: list[str], rows: list[int], first: int) -> Layout:
    held = {code for code in codes.values() if columns.day_number(code) is None}
    has_days = any(columns.day_number(code) for code in codes.values())
    tells_results = has_days or bool(held & {column.value for column in RESULT_COLUMNS})
    tells_people = bool(held & {column.value for column in PERSON_COLUMNS})
    return Layout(codes, headings, rows, first, creates=tells_people or not tells_results)


def _heading_row(sheet: Sheet) -> int | None:
    """The row with most known headings: at least two, or a name alone in a narrow list."""
    best, best_score = None, 1
    for number, row in enumerate(sheet.rows[:ROWS_TO_LOOK_AT]):
        texts = [as_text(cell) for cell in row]
        if any(len(re.sub(r"\D", "", text)) >= 12 for text in texts):
            continue  # somebody's NIK: people have begun
        found = {columns.by_heading(text) for text in texts if text and len(text) <= LONGEST_HEADING}
        codes = {code for code, certainty in found if certainty >= 40}
        score = len(codes)
        if score == 1 and Column.NAME.value in codes and 1 < sum(1 for text in texts if text) <= 3:
            score = 2
        if score > best_score:
            best, best_score = number, score
    return best


def _headings(sheet: Sheet, top: int, width: int) -> tuple[list[str], list[str], int]:
    """Headings of each column, those merged above them, and how many rows they take."""
    upper = _padded(sheet.rows[top], width)
    below = _padded(sheet.rows[top + 1], width) if top + 1 < len(sheet.rows) else [""] * width
    if not _is_second_heading(sheet, top, upper, below):
        return upper, [""] * width, 1
    headings, parents, above = [], [], ""
    for index in range(width):
        above = upper[index] or (above if _reaches(sheet.merged, top, index) or not sheet.merged else "")
        headings.append(below[index] or upper[index])
        parents.append(above if below[index] else "")
    return headings, parents, 2


def _is_second_heading(sheet: Sheet, top: int, upper: list[str], below: list[str]) -> bool:
    filled = [index for index, text in enumerate(below) if text]
    if not filled or any(len(re.sub(r"\D", "", below[index])) >= 8 for index in filled):
        return False
    if any(
        (top, index) == start and end[0] == top + 1 for start, end in sheet.merged for index in (start[1],)
    ):
        return True
    name = next(
        (index for index, text in enumerate(upper) if columns.by_heading(text)[0] == Column.NAME), None
    )
    under_name = below[name] if name is not None else ""
    spread = any(not upper[index] for index in filled)
    known = any(columns.by_heading(below[index], upper[index])[1] >= 40 for index in filled)
    return not under_name and spread and (known or all(below[index].isdigit() for index in filled))


def _reaches(merged: Sequence[Range], row: int, column: int) -> bool:
    """Whether a merged heading covers this cell without starting in it."""
    return any(start[0] <= row <= end[0] and start[1] < column <= end[1] for start, end in merged)


def _padded(row: Sequence[Any], width: int) -> list[str]:
    texts = [cell.strftime("%d-%m-%Y") if isinstance(cell, date) else as_text(cell) for cell in row]
    return texts + [""] * (width - len(texts))


def samples(sheet: Sheet, layout: Layout) -> list[list[str]]:
    """A few filled cells of every column, for a person to recognise it; long numbers are hidden."""
    width = len(layout.columns)
    found: list[list[str]] = [[] for _column in range(width)]
    for row in sheet.rows[layout.first_row : layout.first_row + ROWS_TO_LOOK_AT]:
        for index in range(min(width, len(row))):
            if len(found[index]) < SAMPLES and not is_nothing(row[index]):
                found[index].append(_hidden(as_text(row[index]))[:40])
    return found


def _hidden(text: str) -> str:
    def hide(match: re.Match[str]) -> str:
        is_long = sum(char.isdigit() for char in match[0]) >= LONG_FROM_DIGITS
        return match[0][:4] + "…" + match[0][-2:] if is_long else match[0]

    return LONG_NUMBER.sub(hide, text)
