"""The organisers' side: its blueprint, its menu, the tabs of a batch."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request, url_for

from marketplace import events
from marketplace.i18n import N_, _
from marketplace.models import Batch, User
from marketplace.orm import Keyed
from marketplace.web.nav import NavItem, menu_of

pages = Blueprint("bimtek", __name__, url_prefix="/bimtek")

TABS = (
    ("bimtek.batch", N_("Ringkasan")),
    ("bimtek.sessions", N_("Sesi")),
    ("bimtek.participants", N_("Peserta")),
    ("bimtek.attendance", N_("Kehadiran")),
    ("bimtek.scores", N_("Nilai")),
    ("bimtek.certificates", N_("Sertifikat")),
    ("bimtek.imports", N_("Impor")),
)


@menu_of("organiser")
def menu(user: User) -> list[NavItem]:
    here = request.endpoint or ""
    items = [
        NavItem(_("Program dan angkatan"), url_for("bimtek.home"), "list", current=here == "bimtek.home"),
        NavItem(
            _("Program baru"), url_for("bimtek.new_programme"), "plus", current=here == "bimtek.new_programme"
        ),
        NavItem(_("Periksa sertifikat"), url_for("verification.search"), "qr"),
    ]
    if user.is_admin:
        items.append(NavItem(_("Penyelenggara"), url_for("admin_organisers.index"), "users"))
    return items


def tabs(batch: Batch, current: str) -> list[dict[str, object]]:
    """The parts of one batch's page."""
    return [
        {"label": _(words), "url": url_for(endpoint, ref=batch.ref), "current": endpoint == current}
        for endpoint, words in TABS
    ]


def timeline(subject: Keyed, words: Mapping[str, str]) -> list[dict[str, Any]]:
    """What happened to a subject, the latest first, in words; events without words are left out."""
    return [
        {"at": e.at, "title": _(words[e.name]), "who": e.actor.name if e.actor else "", "why": e.reason}
        for e in reversed(events.history(subject))
        if e.name in words
    ]
