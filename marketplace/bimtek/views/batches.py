"""One batch: its summary, writing it down, moving it on; its sessions."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import regions
from marketplace.bimtek import graduation, participants, registry, scope
from marketplace.bimtek.forms import BatchForm, SessionForm
from marketplace.bimtek.views.blueprint import pages, tabs, timeline
from marketplace.errors import Invalid, NotFound
from marketplace.i18n import N_, _
from marketplace.models import Batch, Programme, TrainingSession
from marketplace.models.bimtek import BatchStatus
from marketplace.transactions import transaction
from marketplace.web.access import allow, me
from marketplace.web.forms import refuse

EVENT_WORDS = {
    "batch_added": N_("Angkatan dibuat"),
    "batch_changed": N_("Angkatan diubah"),
    "batch_moved": N_("Keadaan angkatan diubah"),
    "session_added": N_("Sesi ditambah"),
    "session_changed": N_("Sesi diubah"),
    "session_removed": N_("Sesi dihapus"),
    "participants_imported": N_("Berkas peserta disimpan"),
    "attendance_entered": N_("Kehadiran diisi"),
    "scores_entered": N_("Nilai diisi"),
    "certificates_issued": N_("Sertifikat diterbitkan"),
    "participants_exported": N_("Daftar peserta diunduh"),
}


@pages.get("/angkatan/<ref>")
@allow("organiser", "admin")
def batch(ref: str) -> ResponseReturnValue:
    found = scope.batch(me(), ref)
    theory = graduation.theory_share(found.sessions)
    history = timeline(found, EVENT_WORDS)
    return render_template(
        "bimtek/batch.html",
        batch=found,
        tabs=tabs(found, "bimtek.batch"),
        outcomes=participants.outcomes(found),
        theory=theory,
        is_balanced=theory is None or graduation.is_balanced(theory),
        hours=sum(session.lesson_hours for session in found.sessions),
        place=regions.name_of(found.region_code),
        next_steps=[status for status in BatchStatus if found.can_become(status)],
        history=history,
    )


@pages.route("/program/<ref>/angkatan/baru", methods=["GET", "POST"])
@allow("organiser", "admin")
def new_batch(ref: str) -> ResponseReturnValue:
    programme = scope.programme(me(), ref)
    form = BatchForm()
    form.prepare(programme)
    if not form.is_submitted():
        return _form(form, programme)
    if not form.validate():
        return _form(form, programme), 422
    try:
        with transaction():
            made = registry.add_batch(me(), scope.programme(me(), ref, lock=True), form.draft())
    except Invalid as invalid:
        status = refuse(form, invalid)[0]
        return _form(form, scope.programme(me(), ref)), status
    flash(_("Angkatan disimpan. Isi sesi, lalu impor daftar pesertanya."))
    return redirect(url_for(".batch", ref=made.ref), 303)


@pages.route("/angkatan/<ref>/ubah", methods=["GET", "POST"])
@allow("organiser", "admin")
def edit_batch(ref: str) -> ResponseReturnValue:
    found = scope.batch(me(), ref)
    form = BatchForm(obj=None if request.method == "POST" else found)
    form.prepare(found.programme, found)
    if not form.is_submitted():
        return _form(form, found.programme, found)
    if not form.validate():
        return _form(form, found.programme, found), 422
    try:
        with transaction():
            registry.change_batch(me(), scope.batch(me(), ref, lock=True), form.draft())
    except Invalid as invalid:
        status = refuse(form, invalid)[0]
        found = scope.batch(me(), ref)
        return _form(form, found.programme, found), status
    flash(_("Angkatan disimpan."))
    return redirect(url_for(".batch", ref=ref), 303)


@pages.post("/angkatan/<ref>/keadaan")
@allow("organiser", "admin")
def move_batch(ref: str) -> ResponseReturnValue:
    wanted = request.form.get("status", "")
    if wanted not in set(BatchStatus):
        raise NotFound
    with transaction():
        registry.move_batch(me(), scope.batch(me(), ref, lock=True), BatchStatus(wanted))
    flash(_("Keadaan angkatan diubah menjadi “%(status)s”.", status=BatchStatus(wanted).label))
    return redirect(url_for(".batch", ref=ref), 303)


@pages.route("/angkatan/<ref>/sesi", methods=["GET", "POST"])
@allow("organiser", "admin")
def sessions(ref: str) -> ResponseReturnValue:
    found = scope.batch(me(), ref)
    form = SessionForm()
    form.prepare(found)
    if not form.is_submitted():
        return _sessions(form, found)
    if not form.validate():
        return _sessions(form, found), 422
    try:
        with transaction():
            registry.add_session(me(), scope.batch(me(), ref, lock=True), form.draft())
    except Invalid as invalid:
        status = refuse(form, invalid)[0]
        return _sessions(form, scope.batch(me(), ref)), status
    flash(_("Sesi disimpan."))
    return redirect(url_for(".sessions", ref=ref), 303)


@pages.route("/sesi/<ref>", methods=["GET", "POST"])
@allow("organiser", "admin")
def edit_session(ref: str) -> ResponseReturnValue:
    found = scope.session(me(), ref)
    form = SessionForm(obj=None if request.method == "POST" else found)
    form.prepare(found.batch, found)
    if not form.is_submitted():
        return _session(form, found)
    if not form.validate():
        return _session(form, found), 422
    try:
        with transaction():
            registry.change_session(me(), scope.session(me(), ref), form.draft())
    except Invalid as invalid:
        status = refuse(form, invalid)[0]
        return _session(form, scope.session(me(), ref)), status
    flash(_("Sesi disimpan."))
    return redirect(url_for(".sessions", ref=found.batch.ref), 303)


@pages.post("/sesi/<ref>/hapus")
@allow("organiser", "admin")
def remove_session(ref: str) -> ResponseReturnValue:
    with transaction():
        found = scope.session(me(), ref)
        batch_ref = found.batch.ref
        registry.remove_session(me(), found)
    flash(_("Sesi dihapus."))
    return redirect(url_for(".sessions", ref=batch_ref), 303)


def _form(form: BatchForm, programme: Programme, found: Batch | None = None) -> str:
    return render_template("bimtek/batch_form.html", form=form, programme=programme, batch=found)


def _sessions(form: SessionForm, found: Batch) -> str:
    theory = graduation.theory_share(found.sessions)
    return render_template(
        "bimtek/sessions.html",
        form=form,
        batch=found,
        tabs=tabs(found, "bimtek.sessions"),
        theory=theory,
        is_balanced=theory is None or graduation.is_balanced(theory),
        hours=sum(session.lesson_hours for session in found.sessions),
    )


def _session(form: SessionForm, found: TrainingSession) -> str:
    return render_template("bimtek/session_form.html", form=form, session=found, batch=found.batch)
