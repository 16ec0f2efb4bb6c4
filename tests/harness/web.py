"""A client and a server that speak to the market as a browser does."""

from __future__ import annotations

import contextvars
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flask import Flask, has_app_context
from flask.testing import FlaskClient
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import TestResponse

from marketplace import clock
from marketplace.crypto import new_token, token_hash
from marketplace.extensions import db
from marketplace.models import User, WebSession
from marketplace.web.sessions import IDLE, USER_KEY, RowSessions

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

IDLE_WITHIN_SECONDS = 10


class BrowserClient(FlaskClient):
    """Flask's test client with a browser's manners, and with the test's own context out of the way.

    A request sees only what is committed, so what the test has prepared is committed first; afterwards
    the test's own objects are read anew when they are next looked at.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if has_app_context():
            db.session.commit()
        response: TestResponse = contextvars.Context().run(super().open, *args, **kwargs)
        if has_app_context():
            db.session.expire_all()
        return response


def browser_client(app: Flask) -> BrowserClient:
    """A client without a cookie that asks from our own pages."""
    client = BrowserClient(app, app.response_class)
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def session_cookie(app: Flask, user: User) -> tuple[str, str]:
    """A session in which this person has just signed in: its cookie's name and value."""
    sessions = app.session_interface
    assert isinstance(sessions, RowSessions)
    token, now = new_token(), clock.now()
    db.session.add(
        WebSession(
            token_hash=token_hash(token),
            user_id=user.id,
            data={USER_KEY: str(user.id), "_fresh": True},
            authenticated_at=now,
            last_seen_at=now,
            expires_at=now + IDLE,
        )
    )
    db.session.commit()
    return sessions.cookie_name(app), token


class LiveServer:
    """The market on a real port of this machine, in threads of this process."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._answering = 0
        self._lock = threading.Lock()

    @contextmanager
    def serving(self, app: Flask) -> Iterator[LiveServer]:
        counted = self._counted(app.wsgi_app)
        server = make_server(
            "127.0.0.1", self.port, counted, threaded=True, request_handler=_Quiet, fd=self._socket.fileno()
        )
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def close(self) -> None:
        self._socket.close()

    def wait_until_idle(self) -> None:
        """Return when no request is being answered; a test must not leave one to the next."""
        deadline = time.monotonic() + IDLE_WITHIN_SECONDS
        while self._answering:
            if time.monotonic() > deadline:
                raise TimeoutError("a request was still being answered when the test ended")
            time.sleep(0.01)

    def _counted(self, wsgi_app: WSGIApplication) -> WSGIApplication:
        def call(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            with self._lock:
                self._answering += 1
            try:
                body = wsgi_app(environ, start_response)
                try:
                    yield from body
                finally:
                    close = getattr(body, "close", None)
                    if close is not None:
                        close()
            finally:
                with self._lock:
                    self._answering -= 1

        return call


class _Quiet(WSGIRequestHandler):
    """Says nothing on the terminal."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - the parent's name
        return
