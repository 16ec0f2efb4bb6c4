"""Attendance and marks of a batch, as a table to fill in, a page of people at a time."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.bimtek import cells, participants, scope
from marketplace.bimtek.views.blueprint import pages, tabs
from marketplace.errors import Invalid
from marketplace.i18n import _
from marketplace.models.bimtek import Presence
from marketplace.transactions import transaction
from marketplace.web.access import allow, me


@pages.get("/angkatan/<ref>/kehadiran")
@allow("organiser", "admin")
def attendance(ref: str) -> ResponseReturnValue:
    return _grid(ref, "bimtek.attendance", "bimtek/attendance.html", presences=list(Presence))


@pages.post("/angkatan/<ref>/kehadiran")
@allow("organiser", "admin")
def save_attendance(ref: str) -> ResponseReturnValue:
    entries = {}
    for key, value in request.form.items():
        person, _separator, session = key.partition(".")
        if session and value in set(Presence):
            entries[person, session] = Presence(value)
    with transaction():
        changed = participants.enter_attendance(me(), scope.batch(me(), ref, lock=True), entries)
    flash(_("Kehadiran %(n)s peserta disimpan.", n=changed))
    return redirect(url_for(".attendance", ref=ref, hal=request.form.get("hal") or None), 303)


@pages.get("/angkatan/<ref>/nilai")
@allow("organiser", "admin")
def scores(ref: str) -> ResponseReturnValue:
    return _grid(ref, "bimtek.scores", "bimtek/scores.html", typed={}, wrong={})


@pages.post("/angkatan/<ref>/nilai")
@allow("organiser", "admin")
def save_scores(ref: str) -> ResponseReturnValue:
    marks: dict[str, list[int | None]] = {}
    wrong: dict[str, str] = {}
    for key, value in request.form.items():
        person, _separator, kind = key.partition(".")
        if kind not in {"pre", "post"}:
            continue
        mark = cells.score(value)
        if value.strip() and mark is None:
            wrong[key] = _("Nilai harus angka 0 sampai 100.")
        marks.setdefault(person, [None, None])[kind == "post"] = mark
    if wrong:
        return _grid(ref, "bimtek.scores", "bimtek/scores.html", typed=request.form, wrong=wrong), 422
    try:
        with transaction():
            scored = {person: (pre, post) for person, (pre, post) in marks.items()}
            changed = participants.enter_scores(me(), scope.batch(me(), ref, lock=True), scored)
    except Invalid as invalid:
        page = _grid(
            ref, "bimtek.scores", "bimtek/scores.html", typed=request.form, wrong={"": invalid.message}
        )
        return page, 422
    flash(_("Nilai %(n)s peserta disimpan.", n=changed))
    return redirect(url_for(".scores", ref=ref, hal=request.form.get("hal") or None), 303)


def _grid(ref: str, endpoint: str, template: str, **values: object) -> str:
    batch = scope.batch(me(), ref)
    number = max(request.values.get("hal", 1, type=int) or 1, 1)
    page = participants.search(batch, page=min(number, 1000))
    return render_template(
        template,
        batch=batch,
        tabs=tabs(batch, endpoint),
        page=page,
        previous_url=url_for(endpoint, ref=ref, hal=page.number - 1) if page.number > 1 else "",
        next_url=url_for(endpoint, ref=ref, hal=page.number + 1) if page.has_next else "",
        **values,
    )
