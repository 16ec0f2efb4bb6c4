"""Members, as admins look after them."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import events
from marketplace.accounts import event_words, sessions
from marketplace.admin import people as members
from marketplace.errors import Invalid
from marketplace.i18n import _
from marketplace.models import User
from marketplace.transactions import transaction
from marketplace.web.access import allow, me
from marketplace.web.step_up import require_recent_sign_in

people = Blueprint("admin_people", __name__, url_prefix="/admin/pengguna")


@people.get("")
@allow("admin")
def search() -> ResponseReturnValue:
    text = request.args.get("q", "").strip()[:100]
    page = min(max(request.args.get("hal", 1, type=int), 1), 1000)
    found, has_more = members.search(text, page)
    return render_template(
        "admin/people.html",
        members=found,
        text=text,
        prev_url=url_for(".search", q=text or None, hal=page - 1) if page > 1 else "",
        next_url=url_for(".search", q=text or None, hal=page + 1) if has_more else "",
    )


@people.get("/<int:user_id>")
@allow("admin")
def show(user_id: int) -> ResponseReturnValue:
    return _page(members.find(user_id))


@people.post("/<int:user_id>/blokir")
@allow("admin")
def block(user_id: int) -> ResponseReturnValue:
    return _explained(user_id, members.block, _("Akun sudah diblokir dan semua perangkatnya keluar."))


@people.post("/<int:user_id>/buka-blokir")
@allow("admin")
def unblock(user_id: int) -> ResponseReturnValue:
    return _explained(user_id, members.unblock, _("Akun bisa dipakai lagi."))


@people.post("/<int:user_id>/akhiri-sesi")
@allow("admin")
def end_sessions(user_id: int) -> ResponseReturnValue:
    with transaction():
        ended = members.end_sessions(me(), members.find(user_id))
    flash(_("%(n)s perangkat dikeluarkan.", n=ended))
    return redirect(url_for(".show", user_id=user_id), 303)


@people.post("/<int:user_id>/jadikan-admin")
@allow("admin")
def make_admin(user_id: int) -> ResponseReturnValue:
    require_recent_sign_in()
    with transaction():
        members.make_admin(me(), members.find(user_id))
    flash(_("Akun ini sekarang pengelola. Ia perlu masuk lagi."))
    return redirect(url_for(".show", user_id=user_id), 303)


@people.post("/<int:user_id>/cabut-admin")
@allow("admin")
def unmake_admin(user_id: int) -> ResponseReturnValue:
    require_recent_sign_in()
    with transaction():
        members.unmake_admin(me(), members.find(user_id))
    flash(_("Akun ini bukan pengelola lagi."))
    return redirect(url_for(".show", user_id=user_id), 303)


def _explained(user_id: int, deed: Callable[[User, User, str], None], done: str) -> ResponseReturnValue:
    try:
        with transaction():
            deed(me(), members.find(user_id), request.form.get("reason", ""))
    except Invalid as refusal:
        return _page(members.find(user_id), refusal.message), 422
    flash(done)
    return redirect(url_for(".show", user_id=user_id), 303)


def _page(user: User, problem: str = "") -> str:
    devices = [(sessions.device_words(row.agent), row.last_seen_at) for row in sessions.of_user(user)]
    return render_template(
        "admin/person.html",
        member=user,
        devices=devices,
        history=[
            {
                "at": event.at,
                "title": event_words.words(event),
                "who": event.actor.name if event.actor else _("Sistem"),
                "why": event.reason,
            }
            for event in reversed(events.history(user)[-50:])
        ],
        problem=problem,
        typed=request.form.get("reason", ""),
        is_me=user.id == me().id,
    )
