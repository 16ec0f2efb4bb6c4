"""What browsers are told, and what is believed of them: origin of unsafe requests, security headers."""

import secrets

from flask import Flask, Response, current_app, g, request

from marketplace.errors import Forbidden
from marketplace.i18n import _
from marketplace.web.access import SERVICE, audience

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
PERMISSIONS = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


def _refuse_foreign_posts() -> None:
    """An unsafe request must say that it comes from our own pages; saying nothing is not enough."""
    if request.method in SAFE_METHODS or SERVICE in audience():
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        ours = site == "same-origin"
    else:
        own = {request.host_url.rstrip("/"), current_app.config["SETTINGS"].public_url}
        ours = request.headers.get("Origin") in own
    if not ours:
        raise Forbidden(
            _("Permintaan ini tidak datang dari halaman kami. Buka halamannya lagi lalu coba sekali lagi.")
        )


def csp_nonce() -> str:
    """A fresh nonce for this answer. Pages that may be cached never call it."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def _content_policy(response: Response) -> str:
    """Only our own files; a fresh nonce on every answer that no shared cache keeps."""
    cached = response.cache_control.public
    scripts = "'self'" if cached else f"'self' 'nonce-{csp_nonce()}'"
    gateway = g.get("pay_origin", "")
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            f"form-action 'self' {gateway}".strip(),
            "frame-ancestors 'none'",
        )
    )


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _content_policy(response))
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", PERMISSIONS)
    headers.setdefault("X-Frame-Options", "DENY")
    if current_app.config["SETTINGS"].is_https:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    return response


def init_app(app: Flask) -> None:
    app.before_request(_refuse_foreign_posts)
    app.after_request(_add_headers)
