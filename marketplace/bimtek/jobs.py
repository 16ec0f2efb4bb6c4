"""Jobs of the bimtek package."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select, text

from marketplace.bimtek import import_work, importing
from marketplace.extensions import db
from marketplace.models import Import
from marketplace.models.imports import ImportStatus
from marketplace.queue import EVERY_MINUTE, job

IMPORT_LOCKS = 20_260_726
"""First half of the advisory locks' keys: one worker an import at a time, freed when the worker dies."""


@job(importing.JOB, every=EVERY_MINUTE)
def work_on_imports() -> None:
    """Read what was uploaded and store what was confirmed, one import after the other."""
    query = (
        select(Import.id)
        .where(Import.status.in_([ImportStatus.UPLOADED, ImportStatus.READING, ImportStatus.APPLYING]))
        .order_by(Import.id)
    )
    waiting = list(db.session.scalars(query))
    db.session.rollback()
    for import_id in waiting:
        work_on(import_id)


def work_on(import_id: int) -> None:
    """Read or store one import, unless another worker is in the middle of it."""
    with _alone(import_id) as is_mine:
        status = db.session.scalar(select(Import.status).where(Import.id == import_id))
        db.session.rollback()
        if not is_mine or status is None:
            return
        if status == ImportStatus.APPLYING:
            import_work.apply(import_id)
        elif status in {ImportStatus.UPLOADED, ImportStatus.READING}:
            import_work.read(import_id)


@contextmanager
def _alone(import_id: int) -> Iterator[bool]:
    """Whether this worker alone has the import; another may be in the middle of it."""
    keys = {"first": IMPORT_LOCKS, "second": import_id % 2**31}
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        mine = connection.scalar(text("SELECT pg_try_advisory_lock(:first, :second)"), keys)
        try:
            yield bool(mine)
        finally:
            if mine:
                connection.execute(text("SELECT pg_advisory_unlock(:first, :second)"), keys)
