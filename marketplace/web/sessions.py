"""Sessions as rows: an opaque token in the cookie, everything else in the database, gone when the row is.

A visitor gets no cookie until something must be remembered. A new token is given whenever who is signed
in changes, so that an old one can never be used.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response, g, session
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import delete, select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import joinedload, selectinload

from marketplace import clock
from marketplace.crypto import new_token, token_hash
from marketplace.extensions import db, login_manager
from marketplace.models import User, WebSession
from marketplace.transactions import transaction

IDLE = timedelta(days=30)
ABSOLUTE = timedelta(days=90)
ADMIN_IDLE = timedelta(hours=2)
ADMIN_ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)
DATABASE_LOSS = (OperationalError, InterfaceError, PoolTimeout)
USER_KEY = "_user_id"  # Flask-Login's own


class RowSession(SessionMixin):
    """What Flask calls the session, held in a `WebSession` row."""

    def __init__(self, row: WebSession | None = None, token: str = "") -> None:
        self.row, self.token = row, token
        self._data: dict[str, Any] = dict(row.data) if row else {}
        self.new, self.modified, self.accessed = row is None, False, True
        self.renew = False

    def __getitem__(self, key: str) -> Any:
        return self._data[key]

    def __setitem__(self, key: str, value: Any) -> None:
        if key == USER_KEY and self._data.get(key) != value:
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

    @property
    def id(self) -> int | None:
        return self.row.id if self.row else None

    def persist(self) -> WebSession:
        """The row behind this session, made now when there is none yet. Inside the caller's transaction."""
        if self.row is None:
            self.token = new_token()
            now = clock.now()
            self.row = WebSession(
                token_hash=token_hash(self.token), last_seen_at=now, expires_at=now + IDLE, data={}
            )
            db.session.add(self.row)
            db.session.flush()
            self.modified = True
        return self.row


class RowSessions(SessionInterface):
    def cookie_name(self, app: Flask) -> str:
        return "__Host-sesi" if app.config["SETTINGS"].is_https else "sesi"

    def open_session(self, app: Flask, request: Request) -> RowSession:
        token = request.cookies.get(self.cookie_name(app), "")
        if not token:
            return RowSession()
        now = clock.now()
        query = (
            select(WebSession)
            .where(WebSession.token_hash == token_hash(token), WebSession.expires_at > now)
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
            db.session.remove()
            g.database_away = True
            return RowSession()
        if row is None or (row.user and not row.user.is_active):
            return RowSession()
        return RowSession(row, token)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, RowSession)
        if session.row is None and not session.data:
            return
        if not self._needs_saving(session):
            return
        with transaction():
            if not session.data and session.row is not None and session.row.user_id is not None:
                db.session.execute(delete(WebSession).where(WebSession.id == session.row.id))
                response.delete_cookie(
                    self.cookie_name(app), path="/", secure=app.config["SETTINGS"].is_https
                )
                return
            fresh = self._write(session)
        if fresh:
            response.set_cookie(
                self.cookie_name(app),
                session.token,
                max_age=int(IDLE.total_seconds()),
                secure=app.config["SETTINGS"].is_https,
                httponly=True,
                samesite="Lax",
                path="/",
            )

    def _needs_saving(self, session: RowSession) -> bool:
        stale = session.row is not None and clock.now() - session.row.last_seen_at > SEEN_EVERY
        return session.modified or session.renew or stale

    def _write(self, session: RowSession) -> bool:
        """Store the session; True when the browser must be given a (new) token."""
        had_row = session.row is not None and not session.new
        row = session.persist()
        row = db.session.merge(row)
        session.row = row
        now = clock.now()
        fresh = session.new or not had_row
        if session.renew:
            session.token, fresh = new_token(), True
            row.token_hash = token_hash(session.token)
            row.created_at = now
            user_id = session.get(USER_KEY)
            row.user_id = int(user_id) if user_id else None
            row.authenticated_at = now if user_id else None
        row.data = dict(session.data)
        row.last_seen_at = now
        row.expires_at = min(now + self._idle(row), row.created_at + self._absolute(row))
        return fresh

    def _idle(self, row: WebSession) -> timedelta:
        user = db.session.get(User, row.user_id) if row.user_id else None
        return ADMIN_IDLE if user and user.is_admin else IDLE

    def _absolute(self, row: WebSession) -> timedelta:
        user = db.session.get(User, row.user_id) if row.user_id else None
        return ADMIN_ABSOLUTE if user and user.is_admin else ABSOLUTE


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
