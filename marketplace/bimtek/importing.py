"""An organiser's spreadsheet on its way into a batch: uploaded, put right, confirmed."""

from marketplace import crypto, events, queue
from marketplace.bimtek.layouts import Layout
from marketplace.errors import Conflict, Invalid
from marketplace.extensions import db
from marketplace.formats import spreadsheets
from marketplace.formats.workbook_guard import BadSpreadsheet
from marketplace.i18n import _
from marketplace.media.papers import store_paper
from marketplace.models import Batch, Import, User
from marketplace.models.bimtek import BatchStatus
from marketplace.models.imports import ImportStatus
from marketplace.models.media import PaperKind

JOB = "bimtek.import"
CODE_LENGTH = 10


def upload(
    actor: User, batch: Batch, filename: str, content_type: str, data: bytes, legal_basis: str
) -> Import:
    """Keep a spreadsheet sealed and ask for it to be read.

    Raises Invalid when it is no table, Conflict when the batch was cancelled.
    """
    if batch.status == BatchStatus.CANCELLED:
        raise Conflict(_("Angkatan ini dibatalkan, jadi tidak bisa diisi lagi."))
    if not legal_basis.strip():
        raise Invalid(_("Tulis dasar pengolahan data pribadi ini."), "legal_basis")
    try:
        spreadsheets.check_upload(data)
    except BadSpreadsheet as fault:
        raise Invalid(str(fault), "file") from fault
    paper = store_paper(actor, PaperKind.IMPORT, filename, content_type, data)
    return _begin(actor, batch, paper.id, legal_basis.strip())


def _begin(actor: User, batch: Batch, paper_id: int, legal_basis: str, sheet: str | None = None) -> Import:
    made = Import(
        code=crypto.new_code(CODE_LENGTH),
        batch=batch,
        uploaded_by_id=actor.id,
        paper_id=paper_id,
        legal_basis=legal_basis,
        sheet=sheet,
    )
    db.session.add(made)
    events.record("import_uploaded", made, actor=actor, reason=legal_basis, batch=batch.id)
    queue.wake(JOB)
    return made


def another_sheet(actor: User, done: Import, sheet: str) -> Import:
    """Read another sheet of a workbook that was uploaded before, into the same batch."""
    if sheet not in {known["name"] for known in done.layout.get("sheets", [])}:
        raise Invalid(_("Lembar itu tidak ada di berkas ini."), "sheet")
    return _begin(actor, done.batch, done.paper_id, done.legal_basis, sheet)


def remap(
    actor: User,
    wanted: Import,
    sheet: str,
    codes: dict[int, str],
    *,
    creates: bool,
    first_row: int | None = None,
) -> None:
    """Read again as a person says it is; a different sheet is guessed anew.

    `first_row` is where people begin, counted from 0; None leaves it where it was.

    Raises InvalidTransition while rows are being stored.
    """
    if sheet not in {known["name"] for known in wanted.layout.get("sheets", [])}:
        raise Invalid(_("Lembar itu tidak ada di berkas ini."), "sheet")
    wanted.become(ImportStatus.READING)
    if sheet != wanted.sheet:
        wanted.sheet, wanted.mapping = sheet, {}
    else:
        kept = Layout.from_json(wanted.mapping)
        first = kept.first_row if first_row is None else max(first_row, 0)
        wanted.mapping = kept.with_columns({**kept.columns, **codes}, first, creates=creates).as_json()
    wanted.problem, wanted.rows_done, wanted.summary = None, 0, {}
    events.record("import_remapped", wanted, actor=actor)
    queue.wake(JOB)


def confirm(actor: User, wanted: Import) -> None:
    """Have the previewed rows stored; the actor answers for them.

    Raises InvalidTransition when that was asked for before.
    """
    wanted.become(ImportStatus.APPLYING)
    wanted.uploaded_by_id = actor.id
    wanted.rows_done, wanted.problem = 0, None
    events.record("import_confirmed", wanted, actor=actor)
    queue.wake(JOB)
