"""The stand-in as a server: keys, versions, idempotency, and faults on demand."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from marketplace.gateways.stripe import VERSION
from tests.stripe_fake import params
from tests.stripe_fake.params import BadParams
from tests.stripe_fake.shop import Books, NoSuch, Refused

KEY = "sk_test_only_for_the_stand_in"
WEBHOOK_SECRET = "whsec_only_for_the_stand_in"

Answer = tuple[int, dict[str, Any]]


class StripeFake:
    """A running stand-in. `fail(…)` lines up faults for the next calls, `calls` is what was asked."""

    def __init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.books = Books(WEBHOOK_SECRET, self.url)
        self.calls: list[tuple[str, str, str]] = []
        self.answers: dict[str, tuple[str, dict[str, Any], Answer]] = {}
        self.faults: list[tuple[str, float]] = []
        self._server.fake = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def fail(self, how: str, times: int = 1, seconds: float = 0.0) -> None:
        """`slow` (seconds), `error` (500, nothing done), `stored` (500, kept under its key), `busy` (429),
        `drop` (done, but the line is cut before the answer)."""
        self.faults += [(how, seconds)] * times

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[Answer, bool]:
        """The answer to a call, and whether it is an old one told again."""
        if headers.get("authorization") != f"Bearer {KEY}":
            return (401, _error("invalid_request_error", "Invalid API Key provided")), False
        if headers.get("stripe-version") != VERSION:
            return (400, _error("invalid_request_error", "Unexpected API version")), False
        key = headers.get("idempotency-key", "")
        given = params.read(body)
        with self.books.lock:
            self.calls.append((method, path, key))
            if method == "POST" and key in self.answers:
                known_path, known, kept = self.answers[key]
                if (known_path, known) != (path, given):
                    words = "Keys for idempotent requests can only be used with the same parameters."
                    return (400, _error("idempotency_error", words)), False
                return kept, True
            made = self._do(method, path, given)
            if method == "POST" and key and (made[0] < 300):
                self.answers[key] = (path, given, made)
            return made, False

    def keep_fault(self, path: str, body: str, headers: dict[str, str], made: Answer) -> None:
        self.answers[headers.get("idempotency-key", "")] = (path, params.read(body), made)

    def _do(self, method: str, path: str, given: dict[str, Any]) -> Answer:
        parts = path.removeprefix("/v1/").split("/")
        try:
            match (method, parts):
                case ("POST", ["checkout", "sessions"]):
                    params.check(given, params.SESSION)
                    return 200, self.books.open_session(given)
                case ("GET", ["checkout", "sessions", name]):
                    return 200, self.books.shown(name)
                case ("POST", ["checkout", "sessions", name, "expire"]):
                    params.check(given, params.NOTHING)
                    return 200, self.books.expire_session(name)
                case ("POST", ["refunds"]):
                    params.check(given, params.REFUND)
                    return 200, self.books.refund(given)
        except BadParams as bad:
            return 400, _error("invalid_request_error", str(bad), param=bad.param)
        except Refused as refused:
            return 400, _error("invalid_request_error", str(refused))
        except NoSuch as missing:
            return 404, _error("invalid_request_error", str(missing), code="resource_missing")
        return 404, _error("invalid_request_error", f"Unrecognized request URL ({method}: {path}).")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    fake: StripeFake


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    BUSY: ClassVar[dict[str, int]] = {"error": 500, "stored": 500, "busy": 429}

    def do_POST(self) -> None:
        self._handle("POST")

    def do_GET(self) -> None:
        self._handle("GET")

    def log_message(self, *args: Any) -> None:
        """Says nothing on the terminal."""

    def _handle(self, method: str) -> None:
        fake = self.server.fake
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        how, seconds = fake.faults.pop(0) if fake.faults else ("", 0.0)
        if how in self.BUSY:
            made = (self.BUSY[how], _error("api_error", "Something is wrong on our side"))
            if how == "stored":
                fake.keep_fault(self.path, body, headers, made)
            self._send(made)
            return
        answer, is_old = fake.answer(method, self.path, body, headers)
        if how == "slow":
            time.sleep(seconds)
        if how == "drop":
            self.close_connection = True
            return
        self._send(answer, replayed=is_old)

    def _send(self, answer: Answer, *, replayed: bool = False) -> None:
        status, body = answer
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if replayed:
            self.send_header("Idempotent-Replayed", "true")
        self.end_headers()
        try:
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


def _error(kind: str, message: str, **more: str) -> dict[str, Any]:
    return {"error": {"type": kind, "message": message, **more}}
