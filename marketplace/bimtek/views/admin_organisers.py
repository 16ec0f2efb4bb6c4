"""Admins keep the organisers of training and say who works for them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.bimtek import organisers
from marketplace.bimtek.forms import OrganiserForm
from marketplace.bimtek.views.blueprint import timeline
from marketplace.errors import Invalid
from marketplace.i18n import N_, _
from marketplace.models import Organiser
from marketplace.transactions import transaction
from marketplace.web.access import allow, me
from marketplace.web.forms import refuse

pages = Blueprint("admin_organisers", __name__, url_prefix="/admin/penyelenggara")

EVENT_WORDS = {
    "organiser_added": N_("Penyelenggara ditambahkan"),
    "organiser_changed": N_("Data penyelenggara diubah"),
    "member_added": N_("Petugas ditambahkan"),
    "member_removed": N_("Petugas dikeluarkan"),
}


@pages.get("")
@allow("admin")
def index() -> ResponseReturnValue:
    return render_template("bimtek/organisers.html", organisers=organisers.everyone())


@pages.route("/baru", methods=["GET", "POST"])
@allow("admin")
def new() -> ResponseReturnValue:
    form = OrganiserForm()
    form.prepare()
    if not form.is_submitted():
        return _form(form)
    if not form.validate():
        return _form(form), 422
    try:
        with transaction():
            made = organisers.add(me(), form.draft())
    except Invalid as invalid:
        status = refuse(form, invalid)[0]
        return _form(form), status
    flash(_("Penyelenggara disimpan. Sekarang tambahkan petugasnya."))
    return redirect(url_for(".show", ref=made.ref), 303)


@pages.get("/<ref>")
@allow("admin")
def show(ref: str) -> ResponseReturnValue:
    return _page(organisers.one(ref))


@pages.route("/<ref>/ubah", methods=["GET", "POST"])
@allow("admin")
def edit(ref: str) -> ResponseReturnValue:
    found = organisers.one(ref)
    form = OrganiserForm(obj=None if request.method == "POST" else found)
    form.prepare()
    if not form.is_submitted():
        return _form(form, found)
    if not form.validate():
        return _form(form, found), 422
    try:
        with transaction():
            organisers.change(me(), organisers.one(ref), form.draft())
    except Invalid as invalid:
        status = refuse(form, invalid)[0]
        return _form(form, organisers.one(ref)), status
    flash(_("Penyelenggara disimpan."))
    return redirect(url_for(".show", ref=ref), 303)


@pages.post("/<ref>/petugas")
@allow("admin")
def add_member(ref: str) -> ResponseReturnValue:
    email = request.form.get("email", "")
    try:
        with transaction():
            organisers.add_member(me(), organisers.one(ref), email)
    except Invalid as invalid:
        return _page(organisers.one(ref), invalid.message, email), invalid.status
    flash(_("Petugas ditambahkan."))
    return redirect(url_for(".show", ref=ref), 303)


@pages.post("/<ref>/petugas/keluarkan")
@allow("admin")
def remove_member(ref: str) -> ResponseReturnValue:
    with transaction():
        organisers.remove_member(me(), organisers.one(ref), request.form.get("email", ""))
    flash(_("Petugas dikeluarkan."))
    return redirect(url_for(".show", ref=ref), 303)


def _page(found: Organiser, problem: str = "", email: str = "") -> str:
    history = timeline(found, EVENT_WORDS)
    return render_template(
        "bimtek/organiser.html",
        organiser=found,
        members=organisers.members(found),
        problem=problem,
        email=email,
        history=history,
    )


def _form(form: OrganiserForm, found: Organiser | None = None) -> str:
    return render_template("bimtek/organiser_form.html", form=form, organiser=found)
