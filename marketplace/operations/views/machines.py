"""What machines ask: crawlers and the operator's monitoring."""

import hmac
from ipaddress import ip_address

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from marketplace.errors import NotFound
from marketplace.operations import measures
from marketplace.web.access import PUBLIC, allow

machines = Blueprint("machines", __name__)

CLOSED_TO_CRAWLERS = (
    "/akun",
    "/admin",
    "/bahasa",
    "/bimtek",
    "/checkout",
    "/daftar",
    "/instansi",
    "/keluar",
    "/keranjang",
    "/lupa-sandi",
    "/masuk",
    "/mitra",
    "/pesanan",
    "/webhooks",
)
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via")


@machines.get("/robots.txt")
@allow(PUBLIC)
def robots() -> ResponseReturnValue:
    """Crawlers may read the shop, not people's own pages."""
    public_url = current_app.config["SETTINGS"].public_url
    rules = [f"Disallow: {path}" for path in CLOSED_TO_CRAWLERS]
    body = "\n".join(["User-agent: *", *rules, "", f"Sitemap: {public_url}/sitemap.xml", ""])
    return Response(body, mimetype="text/plain", headers={"Cache-Control": "public, max-age=86400"})


@machines.get("/metrics")
@allow(PUBLIC)
def metrics() -> ResponseReturnValue:
    """Figures for Prometheus: with METRICS_TOKEN as bearer, or from this machine itself when none is set."""
    if not _may_measure():
        raise NotFound
    return Response(
        measures.exposition(),
        content_type="text/plain; version=0.0.4; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


def _may_measure() -> bool:
    token: str = current_app.config["SETTINGS"].metrics_token
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    # A proxy on this machine asks from here too, for anybody: what it forwards does not count.
    return not any(header in request.headers for header in FORWARDED) and _is_this_machine()


def _is_this_machine() -> bool:
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
