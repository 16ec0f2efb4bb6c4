"""People of a batch: list, one person, by hand; the NIK in full for a reason; the list as a spreadsheet."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import events, regions
from marketplace.bimtek import exporting, graduation, import_rows, participants, scope
from marketplace.bimtek.forms import OverrideForm, PersonForm
from marketplace.bimtek.views.blueprint import pages, tabs, timeline
from marketplace.errors import Invalid, Refusal
from marketplace.formats import phones
from marketplace.i18n import N_, _
from marketplace.models import Batch, Participant
from marketplace.models.bimtek import Outcome
from marketplace.transactions import transaction
from marketplace.web.access import allow, me
from marketplace.web.forms import refuse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVENT_WORDS = {
    "participant_added": N_("Peserta ditambahkan"),
    "participant_changed": N_("Data peserta diubah"),
    "nik_revealed": N_("NIK dilihat lengkap"),
    "outcome_overridden": N_("Hasil ditetapkan di luar aturan"),
    "outcome_follows_rule": N_("Hasil kembali mengikuti aturan"),
    "certificate_issued": N_("Sertifikat diterbitkan"),
    "certificate_revoked": N_("Sertifikat dicabut"),
    "certificate_reissued": N_("Sertifikat diganti"),
}


@pages.get("/angkatan/<ref>/peserta", endpoint="participants")
@allow("organiser", "admin")
def people(ref: str) -> ResponseReturnValue:
    found = scope.batch(me(), ref)
    text = request.args.get("q", "").strip()[:80]
    wanted = request.args.get("hasil", "")
    outcome = Outcome(wanted) if wanted in set(Outcome) else None
    number = max(request.args.get("hal", 1, type=int) or 1, 1)
    page = participants.search(found, text, outcome, min(number, 1000))
    counts = participants.outcomes(found)
    return render_template(
        "bimtek/participants.html",
        batch=found,
        tabs=tabs(found, "bimtek.participants"),
        page=page,
        text=text,
        outcome=outcome,
        filters=_filters(ref, text, outcome, counts),
        previous_url=_page_url(ref, text, outcome, page.number - 1) if page.number > 1 else "",
        next_url=_page_url(ref, text, outcome, page.number + 1) if page.has_next else "",
        district=regions.name_of,
    )


def _page_url(ref: str, text: str, outcome: Outcome | None, number: int) -> str:
    hasil = outcome.value if outcome else None
    return url_for(".participants", ref=ref, q=text or None, hasil=hasil, hal=number if number > 1 else None)


def _filters(
    ref: str, text: str, outcome: Outcome | None, counts: dict[Outcome, int]
) -> list[dict[str, object]]:
    everyone = {
        "label": _("Semua"),
        "url": _page_url(ref, text, None, 1),
        "count": sum(counts.values()),
        "current": outcome is None,
    }
    return [everyone] + [
        {"label": kind.label, "url": _page_url(ref, text, kind, 1), "count": n, "current": outcome == kind}
        for kind, n in counts.items()
    ]


@pages.route("/angkatan/<ref>/peserta/baru", methods=["GET", "POST"])
@allow("organiser", "admin")
def new_participant(ref: str) -> ResponseReturnValue:
    found = scope.batch(me(), ref)
    form = PersonForm()
    form.prepare(found)
    if not form.is_submitted():
        return _form(form, found)
    if not form.validate():
        return _form(form, found), 422
    try:
        with transaction():
            made = participants.add(me(), scope.batch(me(), ref, lock=True), form.draft())
    except Invalid as invalid:
        status = refuse(form, invalid)[0]
        return _form(form, scope.batch(me(), ref)), status
    flash(_("Peserta disimpan."))
    return redirect(url_for(".participant", ref=made.ref), 303)


@pages.get("/peserta/<ref>")
@allow("organiser", "admin")
def participant(ref: str) -> ResponseReturnValue:
    return person_page(scope.participant(me(), ref))


@pages.route("/peserta/<ref>/ubah", methods=["GET", "POST"])
@allow("organiser", "admin")
def edit_participant(ref: str) -> ResponseReturnValue:
    found = scope.participant(me(), ref)
    form = PersonForm(obj=None if request.method == "POST" else found)
    form.prepare(found.batch, found)
    if not form.is_submitted():
        return _form(form, found.batch, found)
    if not form.validate():
        return _form(form, found.batch, found), 422
    try:
        with transaction():
            participants.change(me(), scope.participant(me(), ref, lock=True), form.draft())
    except Invalid as invalid:
        status = refuse(form, invalid)[0]
        found = scope.participant(me(), ref)
        return _form(form, found.batch, found), status
    flash(_("Data peserta disimpan."))
    return redirect(url_for(".participant", ref=ref), 303)


@pages.post("/peserta/<ref>/nik")
@allow("organiser", "admin")
def reveal_nik(ref: str) -> ResponseReturnValue:
    """The whole NIK, on this one answer only; the look and its reason are kept."""
    try:
        with transaction():
            found = scope.participant(me(), ref)
            nik = participants.reveal_nik(me(), found, request.form.get("reason", ""))
    except Refusal as refusal:
        return person_page(scope.participant(me(), ref), problem=refusal.message), refusal.status
    return render_template("bimtek/nik.html", participant=found, nik=nik)


@pages.post("/peserta/<ref>/hasil")
@allow("organiser", "admin")
def override(ref: str) -> ResponseReturnValue:
    form = OverrideForm()
    form.prepare()
    if not form.validate():
        return person_page(scope.participant(me(), ref), form), 422
    try:
        with transaction():
            found = scope.participant(me(), ref, lock=True)
            graduation.override(me(), found, Outcome(form.outcome.data), form.reason.data or "")
    except Refusal as refusal:
        status = refuse(form, refusal)[0]
        return person_page(scope.participant(me(), ref), form), status
    flash(_("Hasil disimpan beserta alasannya."))
    return redirect(url_for(".participant", ref=ref), 303)


@pages.post("/peserta/<ref>/hasil/aturan")
@allow("organiser", "admin")
def follow_rule(ref: str) -> ResponseReturnValue:
    with transaction():
        graduation.follow_rule(me(), scope.participant(me(), ref, lock=True))
    flash(_("Hasil kembali mengikuti aturan angkatan."))
    return redirect(url_for(".participant", ref=ref), 303)


@pages.post("/angkatan/<ref>/peserta.xlsx")
@allow("organiser", "admin")
def export(ref: str) -> ResponseReturnValue:
    """The batch's people without NIK."""
    with transaction():
        found = scope.batch(me(), ref)
        data = exporting.participants_xlsx(found)
        events.record("participants_exported", found, actor=me())
    name = f"peserta-{found.programme.code}-{found.number}.xlsx"
    return _attachment(data, XLSX, name)


def _attachment(data: bytes, kind: str, name: str) -> Response:
    answer = Response(data, mimetype=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _form(form: PersonForm, batch: Batch, found: Participant | None = None) -> str:
    return render_template("bimtek/participant_form.html", form=form, batch=batch, participant=found)


def person_page(found: Participant, form: OverrideForm | None = None, problem: str = "") -> str:
    if form is None:
        form = OverrideForm(formdata=None)
        form.prepare()
    history = timeline(found, EVENT_WORDS) + [
        {
            "at": row.applied_at,
            "title": _(
                "Diimpor dari %(name)s, baris %(n)s", name=spreadsheet.paper.filename, n=row.row_number
            ),
            "who": spreadsheet.uploaded_by.name if spreadsheet.uploaded_by else "",
            "why": "",
        }
        for row, spreadsheet in import_rows.of_participant(found)
    ]
    history.sort(key=lambda entry: entry["at"], reverse=True)
    rule = graduation.judge(found.batch, found.attended_bps, found.post_score)
    return render_template(
        "bimtek/participant.html",
        participant=found,
        batch=found.batch,
        form=form,
        problem=problem,
        rule=rule,
        history=history,
        has_valid=graduation.has_valid_certificate(found),
        district=regions.name_of(found.district_code or ""),
        phone=phones.shown(found.phone) if found.phone else "",
    )
