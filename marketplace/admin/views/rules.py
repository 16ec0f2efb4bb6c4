"""Rules with dates: what applies, what applied, what will."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.admin import rulebook
from marketplace.errors import Conflict, Invalid
from marketplace.i18n import _
from marketplace.transactions import transaction
from marketplace.web.access import allow, me
from marketplace.web.step_up import require_recent_sign_in

rules = Blueprint("admin_rules", __name__, url_prefix="/admin/aturan")


@rules.get("")
@allow("admin")
def book() -> ResponseReturnValue:
    today = clock.today()
    rows = [
        (code, rulebook.words(code), rulebook.in_force(history, today), history[0])
        for code, history in rulebook.book().items()
    ]
    return render_template("admin/rules.html", rows=rows, on=today)


@rules.get("/<code>")
@allow("admin")
def show(code: str) -> ResponseReturnValue:
    require_recent_sign_in(60)
    return _page(code)


@rules.post("/<code>")
@allow("admin")
def add(code: str) -> ResponseReturnValue:
    require_recent_sign_in(60)
    form = request.form
    typed = {key.removeprefix("value."): text for key, text in form.items() if key.startswith("value.")}
    typed[""] = form.get("value", "")
    try:
        starts = _day(form.get("from", ""))
        with transaction():
            rulebook.add(me(), code, typed, starts, form.get("basis", ""), form.get("note", ""))
    except (Invalid, Conflict) as refusal:
        field = refusal.field if isinstance(refusal, Invalid) else ""
        return _page(code, refusal.message, field), refusal.status
    flash(_("Aturan baru berlaku mulai tanggal itu."))
    return redirect(url_for(".show", code=code), 303)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as wrong:
        raise Invalid(_("Pilih tanggal mulai berlaku."), "from") from wrong


def _page(code: str, problem: str = "", field: str = "") -> str:
    history = rulebook.history(code)
    return render_template(
        "admin/rule.html",
        code=code,
        words=rulebook.words(code),
        history=history,
        current=rulebook.in_force(history, clock.today()),
        problem=problem,
        field=field,
        typed=request.form,
    )
