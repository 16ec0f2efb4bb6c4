"""The rows of an import as its preview shows them: filtered, a page at a time."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import joinedload

from marketplace.extensions import db
from marketplace.models import Batch, Import, ImportRow, Participant
from marketplace.models.imports import RowAction
from marketplace.orm import Labelled

PAGE_SIZE = 50


class Shown(Labelled):
    """Which rows to look at."""

    EVERYTHING = "semua", "Semua"
    PROBLEMS = "bermasalah", "Bermasalah"
    NEW = "baru", "Baru"
    CHANGED = "berubah", "Berubah"

    @property
    def rule(self) -> ColumnElement[bool]:
        return {
            Shown.EVERYTHING: true(),
            Shown.PROBLEMS: func.jsonb_array_length(ImportRow.problems) > 0,
            Shown.NEW: ImportRow.action == RowAction.CREATE,
            Shown.CHANGED: ImportRow.action == RowAction.UPDATE,
        }[self]


@dataclass(frozen=True)
class Page:
    """One page of rows."""

    rows: list[ImportRow]
    has_next: bool


def page(found: Import, kind: Shown, number: int) -> Page:
    query = (
        select(ImportRow)
        .where(ImportRow.import_id == found.id, kind.rule)
        .order_by(ImportRow.row_number)
        .limit(PAGE_SIZE + 1)
        .offset((number - 1) * PAGE_SIZE)
    )
    rows = list(db.session.scalars(query))
    return Page(rows[:PAGE_SIZE], len(rows) > PAGE_SIZE)


def counts(found: Import) -> dict[Shown, int]:
    """How many rows each filter shows."""
    query = select(*(func.count().filter(kind.rule) for kind in Shown)).where(ImportRow.import_id == found.id)
    return dict(zip(Shown, db.session.execute(query).one(), strict=True))


def of_participant(participant: Participant) -> list[tuple[ImportRow, Import]]:
    """The rows that made or changed a participant, with their imports."""
    query = (
        select(ImportRow, Import)
        .join(Import, ImportRow.import_id == Import.id)
        .where(ImportRow.participant_id == participant.id, ImportRow.applied_at.is_not(None))
        .options(joinedload(Import.paper), joinedload(Import.uploaded_by))
    )
    return list(db.session.execute(query))


def of_batch(batch: Batch) -> list[Import]:
    """The latest imports into a batch."""
    query = (
        select(Import)
        .where(Import.batch_id == batch.id)
        .options(joinedload(Import.paper), joinedload(Import.uploaded_by))
        .order_by(Import.id.desc())
        .limit(20)
    )
    return list(db.session.scalars(query))
