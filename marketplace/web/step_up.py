"""Asking for the password again before something that must not be done by whoever found a phone."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.web.sessions import RowSession


class SignInAgain(Exception):
    """The visitor is sent to prove who they are; `target` is the page they come back to."""

    def __init__(self, target: str) -> None:
        super().__init__(target)
        self.target = target


def require_recent_sign_in(minutes: int = 15) -> None:
    """Go on only when the person has given their password within the last minutes.

    Else the answer is a page that asks for it and comes back: to this page, or, when a form was sent, to the
    page the form was on. Call it where the form is shown as well, so that nothing typed is lost.
    """
    proven_at = _session().authenticated_at
    if proven_at is None or clock.now() - proven_at > timedelta(minutes=minutes):
        raise SignInAgain(_page())


def proven_again() -> None:
    """Note that the person has just given their password (and code). The session gets another token."""
    _session().prove_again()


def _session() -> RowSession:
    own = session._get_current_object()  # type: ignore[attr-defined]
    assert isinstance(own, RowSession)
    return own


def _page() -> str:
    if request.method == "GET":
        return request.full_path.rstrip("?")
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host:
        return "/akun"
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def _ask(refusal: SignInAgain) -> ResponseReturnValue:
    return redirect(url_for("accounts.prove_again", next=refusal.target), 303)


def init_app(app: Flask) -> None:
    app.register_error_handler(SignInAgain, _ask)
