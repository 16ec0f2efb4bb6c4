"""Names for a person's own rows in addresses of pages: they open nothing and count nothing."""

from marketplace.crypto import digest
from marketplace.orm import Keyed


def mark(row: Keyed) -> str:
    """The name of a row, for as long as the field keys do not change."""
    return of_id(row.__tablename__, row.id)  # type: ignore[attr-defined]


def of_id(table: str, row_id: int) -> str:
    return digest(str(row_id), f"mark of {table}").hex()[:16]
