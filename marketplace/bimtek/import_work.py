"""The long part of an import, done by a job: reading the file for preview, storing what was confirmed."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import delete, insert, select, update

from marketplace import clock, crypto, events
from marketplace.bimtek import applying, layouts
from marketplace.bimtek.districts import Districts
from marketplace.bimtek.layouts import Layout
from marketplace.bimtek.planning import Plan, Planner, shown
from marketplace.bimtek.rows import ERROR, WARNING, Understood
from marketplace.bimtek.understanding import Reader
from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.formats import spreadsheets
from marketplace.formats.nik import masked
from marketplace.formats.spreadsheets import Sheet
from marketplace.formats.workbook_guard import BadSpreadsheet
from marketplace.i18n import N_, _
from marketplace.media.papers import read_paper
from marketplace.models import Batch, Import, ImportRow
from marketplace.models.imports import ImportStatus, RowAction
from marketplace.notifications import notify
from marketplace.transactions import transaction

CHUNK = 500
MOST_TRIES = 3
NO_NAME = N_("Kolom nama atau NIK tidak ketemu. Pilih kolomnya, lalu baca ulang.")
EMPTY_SHEET = N_("Tidak ada baris peserta di lembar ini. Pilih lembar lain atau perbaiki kolomnya.")
UNREADABLE = N_("Berkas ini tidak bisa dibaca. Simpan ulang dari Excel sebagai .xlsx, lalu unggah lagi.")
NOT_STORED = N_("Sebagian baris belum bisa disimpan. Yang sudah tersimpan aman; coba simpan lagi.")


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
        paper = wanted.paper
    try:
        data = read_paper(paper)
    except NotFound:
        _fail(import_id, UNREADABLE)
        return
    if _count_try(import_id, "tries") > MOST_TRIES:
        _fail(import_id, UNREADABLE)
        return
    try:
        sheets = spreadsheets.read(data)
    except BadSpreadsheet as fault:
        _fail(import_id, str(fault))
        return
    sheet = choose_sheet(sheets, wanted.sheet)
    layout = Layout.from_json(wanted.mapping) if wanted.mapping else layouts.guess(sheet)
    _lay_out(import_id, sheets, sheet, layout)
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


def _count_try(import_id: int, key: str) -> int:
    """Note that a worker begins; one that dies every time is given up."""
    with transaction():
        wanted = _locked(import_id)
        tries = int(wanted.summary.get(key, 0)) + 1
        wanted.summary = {**wanted.summary, key: tries}
    return tries


def _lay_out(import_id: int, sheets: list[Sheet], sheet: Sheet, layout: Layout) -> None:
    with transaction():
        wanted = _locked(import_id)
        wanted.sheet, wanted.mapping = sheet.name, layout.as_json()
        wanted.layout = {
            "sheets": [{"name": s.name, "rows": len(s.rows), "hidden": s.is_hidden} for s in sheets],
            "samples": layouts.samples(sheet, layout),
        }
        wanted.rows_done, wanted.rows_total = 0, max(len(sheet.rows) - layout.first_row, 0)
        db.session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))


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
    if _count_try(import_id, "stores") > MOST_TRIES:
        with transaction():
            wanted = _locked(import_id)
            wanted.become(ImportStatus.PREVIEW)
            wanted.problem, wanted.summary = NOT_STORED, {**wanted.summary, "stores": 0}
        return
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
        wanted.summary = {**wanted.summary, "stores": 0}
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
