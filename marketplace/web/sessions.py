"""Sessions as rows: an opaque token in the cookie, everything else in the database, gone when the row is.

A visitor gets no cookie until something must be remembered. A new token is given whenever who is signed
in changes, so that an old one can never be used; the row stays, and with it an anonymous basket.
A row that was ended meanwhile, or whose token was replaced, is never brought back by a slower request.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

from flask import Flask, Request, Response, g, has_request_context, request, session
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload, selectinload

from marketplace import clock
from marketplace.crypto import new_token, token_hash
from marketplace.extensions import db, login_manager
from marketplace.models import User, WebSession
from marketplace.transactions import DATABASE_LOSS, abandon, transaction

IDLE = timedelta(days=30)
ABSOLUTE = timedelta(days=90)
ADMIN_IDLE = timedelta(hours=2)
ADMIN_ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)
FILES = ("/static/", "/media/")
"""Addresses that are the same for everybody: no session is read or written for them."""
USER_KEY = "_user_id"  # Flask-Login's own
AGENT_LENGTH = 300


class RowSession(SessionMixin):
    """What Flask calls the session, held in a `WebSession` row."""

    def __init__(self, row: WebSession | None = None, token: str = "") -> None:
        self.row, self.token = row, token
        self._data: dict[str, Any] = dict(row.data) if row else {}
        self.new, self.modified, self.accessed = row is None, False, True
        self.renew = self.swap = False  # who is signed in changes; only the token does
        # Plain values: the row itself may be detached by the time the session is saved.
        self.id: int | None = row.id if row else None
        self.user_id: int | None = row.user_id if row else None
        self.created_at: datetime = row.created_at if row else clock.now()
        self.last_seen_at: datetime = row.last_seen_at if row else clock.now()
        self.authenticated_at: datetime | None = row.authenticated_at if row else None
        self.is_admins = bool(row and row.user and row.user.is_admin)

    def __getitem__(self, key: str) -> Any:
        return self._data[key]

    def __setitem__(self, key: str, value: Any) -> None:
        if key == USER_KEY:
            self.renew = True
        self._data[key] = value
        self.modified = True

    def __delitem__(self, key: str) -> None:
        if key == USER_KEY:
            self.renew = True
        del self._data[key]
        self.modified = True

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    @property
    def data(self) -> dict[str, Any]:
        return self._data

    def prove_again(self) -> None:
        """Whoever is signed in has just given their password again: another token, the same beginning."""
        self.authenticated_at, self.modified, self.swap = clock.now(), True, True

    def persist(self) -> WebSession:
        """The row behind this session, made now when there is none yet. Inside the caller's transaction."""
        row = db.session.get(WebSession, self.id) if self.id is not None else None
        if row is None:
            self.token = new_token()
            self.created_at = self.last_seen_at = now = clock.now()
            row = WebSession(
                token_hash=token_hash(self.token), last_seen_at=now, expires_at=now + IDLE, data={}
            )
            db.session.add(row)
            db.session.flush()
            self.new = self.modified = True
        self.row, self.id = row, row.id
        return row


class RowSessions(SessionInterface):
    def cookie_name(self, app: Flask) -> str:
        return "__Host-sesi" if app.config["SETTINGS"].is_https else "sesi"

    def open_session(self, app: Flask, request: Request) -> RowSession:
        token = request.cookies.get(self.cookie_name(app), "")
        if not token or request.path.startswith(FILES):
            return RowSession()
        query = (
            select(WebSession)
            .where(WebSession.token_hash == token_hash(token), WebSession.expires_at > clock.now())
            .options(
                joinedload(WebSession.user).options(
                    joinedload(User.seller), selectinload(User.organiser_memberships)
                )
            )
        )
        try:
            row = db.session.scalar(query)
        except DATABASE_LOSS:
            # The reader becomes a stranger for this request; what needs the database answers 503 itself.
            abandon()
            g.database_away = True
            return RowSession()
        if row is None or (row.user and not row.user.is_active):
            return RowSession()
        return RowSession(row, token)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, RowSession)
        if g.get("database_away") or (session.id is None and not session.data):
            return
        if not (session.modified or session.renew):
            self._touch(session)
            return
        cookie: dict[str, Any] = {"path": "/", "secure": app.config["SETTINGS"].is_https, "httponly": True}
        cookie["samesite"] = "Lax"
        if not session.data and session.user_id is not None:
            with transaction():
                db.session.execute(delete(WebSession).where(*_this(session)))
            response.delete_cookie(self.cookie_name(app), **cookie)
            return
        with transaction():
            given = self._write(session)
        if given:
            # The row decides how long the session lasts; the cookie only has to outlive it.
            seconds = int(ABSOLUTE.total_seconds())
            response.set_cookie(self.cookie_name(app), session.token, max_age=seconds, **cookie)

    def _touch(self, session: RowSession) -> None:
        """Note now and then that the session is in use. No page fails because this could not be written."""
        now = clock.now()
        if now - session.last_seen_at <= SEEN_EVERY:
            return
        try:
            with transaction():
                db.session.execute(
                    update(WebSession)
                    .where(*_this(session))
                    .values(last_seen_at=now, expires_at=self._expiry(session, now), **_whence())
                    .execution_options(synchronize_session=False)
                )
        except DATABASE_LOSS:
            abandon()

    def _write(self, session: RowSession) -> bool:
        """Store the session; True when the browser must be given a (new) token."""
        now, known = clock.now(), _this(session)
        if session.renew:
            self._renew(session, now)
        elif session.swap:
            session.token = new_token()
        values = {
            "data": dict(session.data),
            "token_hash": token_hash(session.token),
            "user_id": session.user_id,
            "authenticated_at": session.authenticated_at,
            "created_at": session.created_at,
            "last_seen_at": now,
            "expires_at": self._expiry(session, now),
            **_whence(),
        }
        if session.id is not None:
            stored = db.session.execute(
                update(WebSession).where(*known).values(**values).execution_options(synchronize_session=False)
            )
            if stored.rowcount:  # type: ignore[attr-defined]
                return session.renew or session.swap or session.new
            if not (session.renew or session.new):
                return False
        session.token = new_token()
        db.session.add(WebSession(**(values | {"token_hash": token_hash(session.token)})))
        return True

    def _renew(self, session: RowSession, now: datetime) -> None:
        """Somebody has signed in or out: another token, another beginning."""
        user_id = session.get(USER_KEY)
        user = db.session.get(User, int(user_id)) if user_id else None
        session.token = new_token()
        session.created_at = now
        session.user_id, session.authenticated_at = (user.id, now) if user else (None, None)
        session.is_admins = bool(user and user.is_admin)

    def _expiry(self, session: RowSession, now: datetime) -> datetime:
        idle, absolute = (ADMIN_IDLE, ADMIN_ABSOLUTE) if session.is_admins else (IDLE, ABSOLUTE)
        return min(now + idle, session.created_at + absolute)


def _this(session: RowSession) -> tuple[Any, ...]:
    """The row as this request has met it: same id, same token."""
    return WebSession.id == session.id, WebSession.token_hash == token_hash(session.token)


def _whence() -> dict[str, Any]:
    """Where the browser is and what it calls itself, for the list of a person's devices."""
    if not has_request_context():
        return {}
    agent = request.headers.get("User-Agent", "").replace("\0", "")
    return {"address": _address(request.remote_addr or ""), "agent": agent[:AGENT_LENGTH]}


def _address(text: str) -> str | None:
    """The network address, or None when the server does not tell one (a local socket)."""
    try:
        return str(ip_address(text))
    except ValueError:
        return None


def _load_user(user_id: str) -> User | None:
    """The person of the current session row, already loaded with it."""
    row: WebSession | None = getattr(session, "row", None)
    if row is not None and row.user is not None and str(row.user_id) == user_id:
        return row.user
    return db.session.get(User, int(user_id))


def init_app(app: Flask) -> None:
    app.session_interface = RowSessions()
    login_manager.session_protection = None  # the row itself can be revoked
    login_manager.user_loader(_load_user)

    @app.teardown_appcontext
    def let_go(_fault: BaseException | None) -> None:
        """Before the session is closed, which would fail once more on a broken connection."""
        abandon()
