"""A spreadsheet's way into a batch: upload, progress, columns, preview, confirmation."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.bimtek import columns, import_rows, importing, scope
from marketplace.bimtek.forms import UploadForm
from marketplace.bimtek.import_rows import Shown
from marketplace.bimtek.views.blueprint import pages, tabs
from marketplace.errors import Conflict, Invalid
from marketplace.formats.spreadsheets import column_name
from marketplace.i18n import _
from marketplace.models import Batch, Import
from marketplace.models.imports import ImportStatus
from marketplace.transactions import transaction
from marketplace.web.access import allow, me
from marketplace.web.forms import refuse

AT_WORK = {ImportStatus.UPLOADED, ImportStatus.READING, ImportStatus.APPLYING}


@pages.route("/angkatan/<ref>/impor", methods=["GET", "POST"])
@allow("organiser", "admin")
def imports(ref: str) -> ResponseReturnValue:
    batch = scope.batch(me(), ref)
    form = UploadForm()
    if not form.is_submitted():
        return _uploads(form, batch)
    if not form.validate():
        return _uploads(form, batch), 422
    file = form.file.data
    data = file.read()
    try:
        with transaction():
            made = importing.upload(
                me(), scope.batch(me(), ref), file.filename or "", file.mimetype or "", data, form.basis()
            )
    except (Invalid, Conflict) as refusal:
        status = refuse(form, refusal)[0]
        return _uploads(form, scope.batch(me(), ref)), status
    return redirect(url_for(".spreadsheet", code=made.code), 303)


@pages.get("/impor/<code>")
@allow("organiser", "admin")
def spreadsheet(code: str) -> ResponseReturnValue:
    found = scope.spreadsheet(me(), code)
    return _preview(found)


@pages.post("/impor/<code>/kolom")
@allow("organiser", "admin")
def remap(code: str) -> ResponseReturnValue:
    """Read again with other columns, another sheet, or other people to be made."""
    known = {value for value, _words in columns.choices()}
    chosen = {
        int(key.removeprefix("kolom-")): value
        for key, value in request.form.items()
        if key.startswith("kolom-") and key.removeprefix("kolom-").isdigit() and value in known
    }
    creates = request.form.get("creates") == "ya"
    try:
        with transaction():
            found = scope.spreadsheet(me(), code, lock=True)
            sheet = request.form.get("sheet", "")
            importing.remap(me(), found, sheet, chosen, creates=creates, first_row=_first_row())
    except Invalid as invalid:
        return _preview(scope.spreadsheet(me(), code), invalid.message), invalid.status
    return redirect(url_for(".spreadsheet", code=code), 303)


@pages.post("/impor/<code>/simpan")
@allow("organiser", "admin")
def confirm(code: str) -> ResponseReturnValue:
    with transaction():
        importing.confirm(me(), scope.spreadsheet(me(), code, lock=True))
    return redirect(url_for(".spreadsheet", code=code), 303)


@pages.post("/impor/<code>/lembar")
@allow("organiser", "admin")
def another_sheet(code: str) -> ResponseReturnValue:
    try:
        with transaction():
            done = scope.spreadsheet(me(), code)
            made = importing.another_sheet(me(), done, request.form.get("sheet", ""))
    except Invalid as invalid:
        return _preview(scope.spreadsheet(me(), code), invalid.message), invalid.status
    flash(_("Lembar lain dari berkas yang sama sedang dibaca."))
    return redirect(url_for(".spreadsheet", code=made.code), 303)


def _first_row() -> int | None:
    """Where people begin, as typed (rows count from 1 on the page)."""
    typed = request.form.get("first_row", "").strip()
    return int(typed) - 1 if typed.isdigit() and len(typed) < 7 else None


def _uploads(form: UploadForm, batch: Batch) -> str:
    return render_template(
        "bimtek/imports.html",
        form=form,
        batch=batch,
        tabs=tabs(batch, "bimtek.imports"),
        imports=import_rows.of_batch(batch),
    )


def _preview(found: Import, problem: str = "") -> str:
    wanted = request.args.get("tampil", Shown.EVERYTHING.value)
    kind = Shown(wanted) if wanted in set(Shown) else Shown.EVERYTHING
    number = min(max(request.args.get("hal", 1, type=int) or 1, 1), 10_000)
    page = import_rows.page(found, kind, number)
    counts = import_rows.counts(found)
    return render_template(
        "bimtek/import.html",
        spreadsheet=found,
        batch=found.batch,
        problem=problem,
        is_working=found.status in AT_WORK,
        page=page,
        shown=kind,
        filters=[
            {"label": each.label, "url": _url(found, each, 1), "count": counts[each], "current": each == kind}
            for each in Shown
        ],
        counts=counts,
        previous_url=_url(found, kind, number - 1) if number > 1 else "",
        next_url=_url(found, kind, number + 1) if page.has_next else "",
        columns=_columns(found),
        choices=columns.choices(),
        sheets=found.layout.get("sheets", []),
        creates=found.mapping.get("creates", True),
        first_row=found.mapping.get("first_row", 0) + 1,
    )


def _url(found: Import, kind: Shown, number: int) -> str:
    tampil = None if kind == Shown.EVERYTHING else kind.value
    return url_for(".spreadsheet", code=found.code, tampil=tampil, hal=number if number > 1 else None)


def _columns(found: Import) -> list[dict[str, object]]:
    """Every column of the sheet: its letter, heading, samples and what it was taken for."""
    held = found.mapping.get("columns", {})
    headings, samples = found.mapping.get("headings", []), found.layout.get("samples", [])
    return [
        {
            "index": index,
            "letter": column_name(index),
            "heading": headings[index] if index < len(headings) else "",
            "samples": samples[index] if index < len(samples) else [],
            "code": held[str(index)],
        }
        for index in range(len(held))
    ]
