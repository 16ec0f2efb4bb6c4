"""The organisers' side: its blueprint, its menu, the tabs of a batch."""

from flask import Blueprint, request, url_for

from marketplace.i18n import _
from marketplace.models import Batch, User
from marketplace.web.nav import NavItem, menu_of

pages = Blueprint("bimtek", __name__, url_prefix="/bimtek")

TABS = (
    ("bimtek.batch", "Ringkasan"),
    ("bimtek.sessions", "Sesi"),
    ("bimtek.participants", "Peserta"),
    ("bimtek.attendance", "Kehadiran"),
    ("bimtek.scores", "Nilai"),
    ("bimtek.certificates", "Sertifikat"),
    ("bimtek.imports", "Impor"),
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
