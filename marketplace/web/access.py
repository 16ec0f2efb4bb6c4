"""Who may call a view. Undeclared means denied; a test walks the address map."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask_login import current_user

from marketplace.errors import Forbidden, NotFound
from marketplace.models import Seller, User
from marketplace.models.people import Role

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
"""Anybody, signed in or not."""
MEMBER = "member"
"""Anybody signed in."""
SERVICE = "service"
"""Another machine that proves itself inside the view (a signed webhook); no cookie, no origin check."""

WITHOUT_SECOND_FACTOR = (
    "accounts.second_factor",
    "accounts.sign_out",
    "accounts.prove_again",
    "accounts.check_again",
)
"""Endpoints (by their beginning) open to an admin who still has to switch the second factor on."""

WHO = {PUBLIC, MEMBER, SERVICE, *(role.value for role in Role)}


def allow(*who: str) -> Callable[[View], View]:
    """Declare who may call the view: `public`, `member`, `service`, or names of roles."""
    if not who or not set(who) <= WHO:
        raise ValueError(f"unknown audience: {who}")

    def declare(view: View) -> View:
        view.allowed = frozenset(who)  # type: ignore[attr-defined]
        return view

    return declare


def audience() -> frozenset[str]:
    """Who may call the view of the current request; nobody when it does not say."""
    if request.endpoint is None:
        return frozenset({PUBLIC})
    view = current_app.view_functions[request.endpoint]
    return getattr(view, "allowed", frozenset())


def me() -> User:
    """The signed-in person, as the real object."""
    user = current_user._get_current_object()
    if not isinstance(user, User):
        raise Forbidden
    return user


def visitor() -> User | None:
    """The signed-in person, or None (also while the database is away)."""
    if g.get("database_away"):
        return None
    return me() if current_user.is_authenticated else None


def my_shop() -> Seller:
    """The seller whose centre this is. NotFound for anybody without one."""
    seller = me().seller
    if seller is None or not seller.has_shop:
        raise NotFound
    return seller


def _guard() -> Response | None:
    allowed = audience()
    if allowed & {PUBLIC, SERVICE}:
        return None
    user = visitor()
    if user is None:
        if not allowed:
            raise Forbidden
        wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
        return redirect(url_for("accounts.sign_in", next=wanted or None), 303)  # type: ignore[return-value]
    if MEMBER not in allowed and not allowed & {role.value for role in user.roles}:
        raise Forbidden
    settings = current_app.config["SETTINGS"]
    needs_factor = settings.is_production and user.is_admin and not user.has_second_factor
    if needs_factor and not (request.endpoint or "").startswith(WITHOUT_SECOND_FACTOR):
        return redirect(url_for("accounts.second_factor"), 303)  # type: ignore[return-value]
    return None


def init_app(app: Flask) -> None:
    app.before_request(_guard)
