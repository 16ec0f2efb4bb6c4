"""Turns refusals and faults into answers: a page people understand, with the id that finds the log line."""

import logging
import uuid

from flask import Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from marketplace import logs
from marketplace.errors import Refusal, TooMany, Unavailable
from marketplace.i18n import N_, _
from marketplace.transactions import DATABASE_LOSS, abandon

log = logging.getLogger("marketplace.web")
RETRY_AFTER_SECONDS = 10

TITLES = {
    400: N_("Permintaan tidak dapat dibaca"),
    403: N_("Tidak diizinkan"),
    404: N_("Tidak ditemukan"),
    405: N_("Cara ini tidak tersedia"),
    409: N_("Keadaannya sudah berubah"),
    410: N_("Sudah tidak berlaku"),
    413: N_("Berkas terlalu besar"),
    422: N_("Ada isian yang perlu diperbaiki"),
    429: N_("Terlalu sering"),
    500: N_("Ada yang salah di sisi kami"),
    503: N_("Sedang sibuk"),
}


def _start_request() -> None:
    g.request_id = uuid.uuid4().hex[:16]
    logs.request_id.set(g.request_id)


def _name_request(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id", "")
    return response


def refusal_page(status: int, message: str, headers: dict[str, str] | None = None) -> ResponseReturnValue:
    """The answer to a refused request: JSON for API callers, a page with a way on for people."""
    headers = headers or {}
    if request.path.startswith(("/api/", "/webhooks/")):
        body = jsonify(error={"status": status, "message": message, "request_id": g.get("request_id", "")})
        return body, status, headers
    title = _(TITLES.get(status, TITLES[500]))
    page = render_template(
        "errors/error.html", status=status, title=title, message=message, request_id=g.get("request_id", "")
    )
    return page, status, headers


def _on_refusal(refusal: Refusal) -> ResponseReturnValue:
    abandon()
    headers = {}
    if isinstance(refusal, TooMany):
        headers["Retry-After"] = str(refusal.retry_after)
    if isinstance(refusal, Unavailable):
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return refusal_page(refusal.status, refusal.message, headers)


def _on_http_error(error: HTTPException) -> ResponseReturnValue:
    cause = getattr(error, "original_exception", None)
    if isinstance(cause, DATABASE_LOSS):  # while the answer was being finished: the session was not kept
        return _on_database_loss(cause)
    code = error.code or 500
    if code < 400:
        return error.get_response()
    words = {
        404: _("Halaman yang Anda cari tidak ada atau sudah dipindah."),
        405: _("Alamat ini tidak bisa dibuka dengan cara itu."),
        413: _("Berkas Anda terlalu besar. Batasnya 20 MB untuk satu berkas."),
    }
    methods: list[str] = getattr(error, "valid_methods", None) or []
    headers = {"Allow": ", ".join(methods)} if methods else {}
    return refusal_page(code, words.get(code, _("Permintaan ini tidak dapat dibaca.")), headers)


def _on_database_loss(error: OperationalError | InterfaceError | PoolTimeout) -> ResponseReturnValue:
    """The database is away or overloaded: nothing was saved, the visitor is told to try again."""
    log.warning("database unavailable", exc_info=error)
    g.database_away = True
    abandon()
    words = _("Layanan sedang sibuk. Coba lagi sebentar lagi; isian Anda tidak hilang.")
    return refusal_page(503, words, {"Retry-After": str(RETRY_AFTER_SECONDS)})


def _on_impossible_value(error: DataError) -> ResponseReturnValue:
    """A NUL byte, a number no column holds: the request is at fault, not the market."""
    log.warning("a value the database cannot hold", exc_info=error)
    abandon()
    return refusal_page(400, _("Permintaan ini tidak dapat dibaca."))


def _on_fault(error: Exception) -> ResponseReturnValue:
    log.error("unhandled fault", exc_info=error)
    abandon()
    return refusal_page(500, _("Maaf, ada yang salah di sisi kami. Kami sudah mencatatnya."))


def init_app(app: Flask) -> None:
    app.before_request(_start_request)
    app.after_request(_name_request)
    app.register_error_handler(Refusal, _on_refusal)
    app.register_error_handler(HTTPException, _on_http_error)
    for kind in DATABASE_LOSS:
        app.register_error_handler(kind, _on_database_loss)
    app.register_error_handler(DataError, _on_impossible_value)
    app.register_error_handler(Exception, _on_fault)
