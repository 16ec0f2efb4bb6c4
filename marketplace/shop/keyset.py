"""Paging that costs the same on every page: each starts after the last row of the one before."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, literal, tuple_

T = TypeVar("T")


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after (or, going back, before) a row with these sort values."""

    values: tuple[Any, ...]
    back: bool = False

    def __str__(self) -> str:
        body = json.dumps([self.back, *self.values], separators=(",", ":"), default=str)
        return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def parse(text: str) -> Cursor | None:
    """The cursor somebody sent back, or None when it is none of ours (the first page, then)."""
    try:
        body = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error):
        return None
    if not isinstance(body, list) or len(body) < 2 or not isinstance(body[0], bool):
        return None
    if not all(isinstance(value, str | int | float) and not isinstance(value, bool) for value in body[1:]):
        return None
    return Cursor(tuple(body[1:]), back=body[0])


def _fits(cursor: Cursor, columns: Sequence[Any]) -> bool:
    """Whether a cursor was made for this order; somebody may have changed the sort and kept the page."""
    if len(cursor.values) != len(columns):
        return False
    try:
        for column, value in zip(columns, cursor.values, strict=True):
            _typed(column, value)
    except ValueError:
        return False
    return True


def _typed(column: Any, value: Any) -> Any:
    """A cursor's value as the column's type, so that the database compares like with like."""
    wanted = column.type.python_type
    if wanted is datetime:
        return literal(datetime.fromisoformat(str(value)), column.type)
    return literal(wanted(value), column.type)


@dataclass(frozen=True)
class Page:
    """Rows of one page and the cursors around it (None at an end)."""

    rows: Sequence[Any]
    previous: Cursor | None
    following: Cursor | None


def page(
    query: Select[*tuple[Any, ...]],
    columns: Sequence[Any],
    cursor: Cursor | None,
    limit: int,
    *,
    run: Callable[[Select[*tuple[Any, ...]]], Sequence[Any]],
    key: Callable[[Any], tuple[Any, ...]],
    descending: bool,
) -> Page:
    """Run `query` for one page, ordered by `columns` (all one way, the last one unique).

    `run` executes the statement, `key` gives a row's sort values in the order of `columns`.
    """
    if cursor is not None and not _fits(cursor, columns):
        cursor = None
    back = cursor is not None and cursor.back
    down = descending != back
    if cursor is not None:
        here = tuple_(*columns)
        there = tuple_(*(_typed(column, value) for column, value in zip(columns, cursor.values, strict=True)))
        query = query.where(here < there if down else here > there)
    order = [column.desc() if down else column.asc() for column in columns]
    rows = list(run(query.order_by(*order).limit(limit + 1)))
    more = len(rows) > limit
    rows = rows[:limit]
    if back:
        rows.reverse()
    has_previous = more if back else cursor is not None
    has_following = cursor is not None if back else more
    return Page(
        rows=rows,
        previous=Cursor(key(rows[0]), back=True) if rows and has_previous else None,
        following=Cursor(key(rows[-1])) if rows and has_following else None,
    )
