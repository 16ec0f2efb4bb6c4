"""Count what a page asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from marketplace.extensions import db


class Queries(list[str]):
    """The statements sent, in order."""

    def __str__(self) -> str:
        return "\n".join(self)


@contextmanager
def count_queries() -> Iterator[Queries]:
    """Collect every statement this process sends meanwhile, whichever session sends it.

    with count_queries() as queries:
        client.get("/produk")
    assert len(queries) <= 6, queries
    """
    queries = Queries()

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        queries.append(" ".join(statement.split()))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
