"""The admins' first page and their menu: work before tables."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.admin import queues
from marketplace.i18n import _
from marketplace.models import User
from marketplace.web.access import allow
from marketplace.web.nav import NavItem, menu_of

home = Blueprint("admin_home", __name__, url_prefix="/admin")


def waiting() -> list[queues.Queue]:
    """The queues, counted once a request."""
    if "admin_queues" not in g:
        g.admin_queues = queues.waiting()
    return list(g.admin_queues)


@menu_of("admin")
def menu(_user: User) -> list[NavItem]:
    work = [
        NavItem(queue.label, queue.url, queue.icon, queue.count, _is_here(queue.url)) for queue in waiting()
    ]
    return [
        NavItem(_("Ringkasan"), "/admin", "home", current=request.path == "/admin"),
        *work,
        NavItem(_("Pengguna"), "/admin/pengguna", "users", current=_is_here("/admin/pengguna")),
        NavItem(
            _("Penyelenggara"), "/admin/penyelenggara", "award", current=_is_here("/admin/penyelenggara")
        ),
        NavItem(_("Aturan"), "/admin/aturan", "scale", current=_is_here("/admin/aturan")),
    ]


def _is_here(url: str) -> bool:
    return request.path == url or request.path.startswith(f"{url}/")


@home.get("")
@allow("admin")
def show() -> ResponseReturnValue:
    return render_template("admin/home.html", queues=waiting())
