"""Programmes: the organisers' home, one programme, writing it down."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import events
from marketplace.bimtek import registry, scope
from marketplace.bimtek.forms import ProgrammeForm
from marketplace.bimtek.views.blueprint import pages
from marketplace.errors import Invalid, NotFound
from marketplace.i18n import _
from marketplace.models import Programme
from marketplace.transactions import transaction
from marketplace.web.access import allow, me
from marketplace.web.forms import refuse


@pages.get("")
@allow("organiser", "admin")
def home() -> ResponseReturnValue:
    organisers = scope.organisers(me())
    programmes = registry.programmes(organisers)
    counts = registry.count_people([batch for programme in programmes for batch in programme.batches])
    return render_template("bimtek/home.html", organisers=organisers, programmes=programmes, counts=counts)


@pages.get("/program/<ref>")
@allow("organiser", "admin")
def programme(ref: str) -> ResponseReturnValue:
    found = scope.programme(me(), ref)
    counts = registry.count_people(found.batches)
    return render_template(
        "bimtek/programme.html", programme=found, counts=counts, history=events.history(found)
    )


@pages.route("/program/baru", methods=["GET", "POST"])
@allow("organiser", "admin")
def new_programme() -> ResponseReturnValue:
    form = ProgrammeForm()
    organisers = scope.organisers(me())
    form.prepare(organisers)
    if not form.is_submitted():
        return _form(form, None)
    if not form.validate():
        return _form(form, None), 422
    chosen = next((o for o in organisers if o.ref == form.organiser.data), None)
    if chosen is None:
        raise NotFound
    try:
        with transaction():
            made = registry.add_programme(me(), chosen, form.draft())
    except Invalid as invalid:
        return _form(form, None), refuse(form, invalid)[0]
    flash(_("Program disimpan. Sekarang tambahkan angkatannya."))
    return redirect(url_for(".programme", ref=made.ref), 303)


@pages.route("/program/<ref>/ubah", methods=["GET", "POST"])
@allow("organiser", "admin")
def edit_programme(ref: str) -> ResponseReturnValue:
    found = scope.programme(me(), ref)
    form = ProgrammeForm(obj=None if request.method == "POST" else found)
    form.prepare([found.organiser], found)
    if not form.is_submitted():
        return _form(form, found)
    if not form.validate():
        return _form(form, found), 422
    try:
        with transaction():
            registry.change_programme(me(), scope.programme(me(), ref, lock=True), form.draft())
    except Invalid as invalid:
        status = refuse(form, invalid)[0]
        return _form(form, scope.programme(me(), ref)), status
    flash(_("Program disimpan."))
    return redirect(url_for(".programme", ref=ref), 303)


def _form(form: ProgrammeForm, found: Programme | None) -> str:
    return render_template("bimtek/programme_form.html", form=form, programme=found)
