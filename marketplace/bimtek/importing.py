"""An organiser's spreadsheet on its way into a batch: uploaded, read in a job, previewed, stored."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import delete, insert, select, update

from marketplace import clock, crypto, events, queue
from marketplace.bimtek import applying, layouts
from marketplace.bimtek.districts import Districts
from marketplace.bimtek.layouts import Layout
from marketplace.bimtek.planning import Plan, Planner, shown
from marketplace.bimtek.rows import ERROR, WARNING, Understood
from marketplace.bimtek.understanding import Reader
from marketplace.errors import Conflict, Invalid
from marketplace.extensions import db
from marketplace.formats import spreadsheets
from marketplace.formats.nik import masked
from marketplace.formats.spreadsheets import Sheet
from marketplace.formats.workbook_guard import BadSpreadsheet
from marketplace.i18n import N_, _
from marketplace.media.papers import read_paper, store_paper
from marketplace.models import Batch, Import, ImportRow, User
from marketplace.models.bimtek import BatchStatus, ImportStatus, RowAction
from marketplace.models.media import PaperKind
from marketplace.notifications import notify
from marketplace.transactions import transaction

JOB = "bimtek.import"
CHUNK = 500
CODE_LENGTH = 10
NO_NAME = N_("Kolom nama atau NIK tidak ketemu. Pilih kolomnya, lalu baca ulang.")
MOST_TRIES = 3
UNREADABLE = N_("Berkas ini tidak bisa dibaca. Simpan ulang dari Excel sebagai .xlsx, lalu unggah lagi.")
EMPTY_SHEET = N_("Tidak ada baris peserta di lembar ini. Pilih lembar lain atau perbaiki kolomnya.")


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
    wanted.rows_done = 0
    events.record("import_confirmed", wanted, actor=actor)
    queue.wake(JOB)


def choose_sheet(sheets: list[Sheet], wanted: str | None) -> Sheet:
    """The sheet asked for, else the visible one that holds most people."""
    for sheet in sheets:
        if sheet.name == wanted:
            return sheet
    seen = [sheet for sheet in sheets if not sheet.is_hidden] or sheets
    return max(seen, key=lambda sheet: (layouts.guess(sheet).has_people, len(sheet.rows)))


def understand(sheet: Sheet, layout: Layout, batch: Batch) -> Iterator[Understood]:
    """Every person's row of a sheet, in order."""
    reader = Reader(layout, Districts(batch.region_code))
    for index, row in enumerate(sheet.rows[layout.first_row :], start=layout.first_row + 1):
        if (understood := reader.read(row, index)) is not None:
            yield understood


def read(import_id: int) -> None:
    """Read the file of an import and lay its rows out for preview. Opens its own transactions."""
    with transaction():
        wanted = _locked(import_id)
        if wanted.status == ImportStatus.UPLOADED:
            wanted.become(ImportStatus.READING)
        tries = wanted.summary.get("tries", 0) + 1
        wanted.summary = {**wanted.summary, "tries": tries}
        paper = wanted.paper
    if tries > MOST_TRIES:
        _fail(import_id, UNREADABLE)
        return
    try:
        sheets = spreadsheets.read(read_paper(paper))
    except BadSpreadsheet as fault:
        _fail(import_id, str(fault))
        return
    sheet = choose_sheet(sheets, wanted.sheet)
    layout = Layout.from_json(wanted.mapping) if wanted.mapping else layouts.guess(sheet)
    with transaction():
        wanted = _locked(import_id)
        wanted.sheet, wanted.mapping = sheet.name, layout.as_json()
        wanted.layout = {
            "sheets": [{"name": s.name, "rows": len(s.rows), "hidden": s.is_hidden} for s in sheets],
            "samples": layouts.samples(sheet, layout),
        }
        wanted.rows_done, wanted.rows_total = 0, max(len(sheet.rows) - layout.first_row, 0)
        db.session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))
    if not layout.has_people:
        _fail(import_id, NO_NAME)
        return
    counts = _preview(import_id, sheet, layout)
    if not counts["rows"]:
        _fail(import_id, EMPTY_SHEET)
        return
    with transaction():
        wanted = _locked(import_id)
        wanted.become(ImportStatus.PREVIEW)
        wanted.summary, wanted.rows_done = dict(counts), wanted.rows_total


def _preview(import_id: int, sheet: Sheet, layout: Layout) -> Counter[str]:
    wanted = db.session.get_one(Import, import_id)
    planner = Planner(wanted.batch, layout)
    counts: Counter[str] = Counter()
    for rows in _chunks(understand(sheet, layout, wanted.batch)):
        with transaction():
            plans = planner.plan(rows)
            db.session.execute(insert(ImportRow), [_as_row(import_id, plan) for plan in plans])
            at = rows[-1].row_number - layout.first_row
            db.session.execute(update(Import).where(Import.id == import_id).values(rows_done=at))
        counts.update(count(plans))
    return counts


def count(plans: Iterable[Plan]) -> Counter[str]:
    """How many rows would do what, and how many carry problems."""
    counts: Counter[str] = Counter()
    for plan in plans:
        levels = {problem.level for problem in plan.understood.problems}
        counts.update(
            {
                plan.action.value: 1,
                "rows": 1,
                "with_errors": ERROR in levels,
                "with_warnings": WARNING in levels,
            }
        )
    return counts


def apply(import_id: int) -> None:
    """Store the previewed rows, chunk by chunk; what was stored before a crash is not stored again."""
    while store_some(import_id):
        pass


def store_some(import_id: int) -> bool:
    """Store the next rows in one transaction; False when none was left and the import is done."""
    with transaction():
        wanted = _locked(import_id)
        batch = db.session.scalars(select(Batch).where(Batch.id == wanted.batch_id).with_for_update()).one()
        rows = _waiting(import_id)
        if not rows:
            _finish(wanted)
            return False
        assert wanted.uploaded_by is not None
        plans = Planner(batch, Layout.from_json(wanted.mapping)).plan(_reopen(row) for row in rows)
        reason = _("Sesuai berkas %(name)s", name=wanted.paper.filename)
        done = applying.carry_out(batch, plans, wanted.uploaded_by, reason)
        for row, plan in zip(rows, plans, strict=True):
            row.action = plan.action
            row.applied_at = clock.now()
            row.participant_id = done.get(row.row_number)
            if plan.action == RowAction.REFUSE:
                row.problems = [problem.as_json() for problem in plan.understood.problems]
        wanted.rows_done += len(rows)
        return True


def _finish(wanted: Import) -> None:
    wanted.become(ImportStatus.DONE)
    wanted.finished_at = clock.now()
    wanted.rows_done = wanted.rows_total
    actions = db.session.scalars(select(ImportRow.action).where(ImportRow.import_id == wanted.id))
    counts = Counter(action.value for action in actions)
    wanted.summary = {**wanted.summary, **{action.value: counts[action.value] for action in RowAction}}
    events.record("participants_imported", wanted.batch, actor=wanted.uploaded_by, rows=dict(counts))
    if wanted.uploaded_by is not None:
        notify(
            wanted.uploaded_by,
            N_("Impor %(name)s selesai: %(new)s peserta baru, %(changed)s diperbarui."),
            f"import-done:{wanted.code}",
            path=f"/bimtek/impor/{wanted.code}",
            name=wanted.paper.filename,
            new=counts["create"],
            changed=counts["update"],
        )


def _waiting(import_id: int) -> list[ImportRow]:
    query = (
        select(ImportRow)
        .where(
            ImportRow.import_id == import_id,
            ImportRow.applied_at.is_(None),
            ImportRow.action.in_([RowAction.CREATE, RowAction.UPDATE]),
        )
        .order_by(ImportRow.row_number)
        .limit(CHUNK)
    )
    return list(db.session.scalars(query))


def _locked(import_id: int) -> Import:
    query = select(Import).where(Import.id == import_id).with_for_update(of=Import)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _fail(import_id: int, problem: str) -> None:
    with transaction():
        wanted = _locked(import_id)
        wanted.become(ImportStatus.FAILED)
        wanted.problem = problem


def _as_row(import_id: int, plan: Plan) -> dict[str, Any]:
    row = plan.understood
    return {
        "import_id": import_id,
        "row_number": row.row_number,
        "action": plan.action,
        "understood": crypto.seal(json.dumps(row.values, ensure_ascii=False)),
        "shown": _shown(row.values),
        "problems": [problem.as_json() for problem in row.problems],
        "changes": plan.changes,
        "participant_id": plan.participant.id if plan.participant else None,
    }


def _shown(values: dict[str, Any]) -> dict[str, str]:
    """What the preview shows of a row; the NIK masked."""
    details = ("district_code", "business_name", "product", "certificate")
    return {
        "name": values.get("name", ""),
        "nik": masked(values["nik"]) if values.get("nik") else "",
        "phone": shown("phone", values.get("phone")),
        "detail": " · ".join(text for name in details if (text := shown(name, values.get(name)))),
    }


def _reopen(row: ImportRow) -> Understood:
    """What was understood of a row, to be planned against the batch as it is now."""
    return Understood(row.row_number, json.loads(crypto.unseal(row.understood)), [])


def _chunks(rows: Iterable[Understood]) -> Iterator[list[Understood]]:
    chunk: list[Understood] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
