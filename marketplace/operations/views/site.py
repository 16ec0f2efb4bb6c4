"""Health, version, the language switch and pages about the site itself."""

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from marketplace import regions
from marketplace.extensions import db
from marketplace.operations import showcase
from marketplace.operations.forms import ShowcaseForm
from marketplace.transactions import DATABASE_LOSS, abandon, transaction
from marketplace.web.access import PUBLIC, allow, visitor
from marketplace.web.nav import LOCALE_COOKIE, LOCALES
from marketplace.web.redirects import own_path

operations = Blueprint("operations", __name__)

YEAR_IN_SECONDS = 31_536_000


@operations.get("/healthz")
@allow(PUBLIC)
def healthz() -> ResponseReturnValue:
    """The process answers. Nothing else is asked."""
    return jsonify(status="ok")


@operations.get("/readyz")
@allow(PUBLIC)
def readyz() -> ResponseReturnValue:
    """The database answers and its schema is the one this code expects."""
    try:
        at = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except DATABASE_LOSS:
        abandon()
        return jsonify(status="unready", reason="database"), 503, {"Retry-After": "5"}
    if at != _head():
        return jsonify(status="unready", reason="migrations"), 503, {"Retry-After": "5"}
    return jsonify(status="ready")


@operations.get("/version")
@allow(PUBLIC)
def version() -> ResponseReturnValue:
    return jsonify(version=current_app.config["SETTINGS"].version)


@operations.post("/bahasa")
@allow(PUBLIC)
def switch_language() -> ResponseReturnValue:
    """Remember the reader's language and come back to the same page."""
    wanted = request.form.get("bahasa", "")
    response: Response = redirect(own_path(request.form.get("kembali", "/")), 303)  # type: ignore[assignment]
    if wanted in LOCALES:
        secure = current_app.config["SETTINGS"].is_https
        response.set_cookie(
            LOCALE_COOKIE, wanted, max_age=YEAR_IN_SECONDS, secure=secure, httponly=True, samesite="Lax"
        )
        if user := visitor():
            with transaction():
                user.locale = wanted
    return response


@operations.get("/wilayah.json")
@allow(PUBLIC)
def regions_below() -> ResponseReturnValue:
    """Regions right below `induk` (a dotted code; provinces without one), for lists that fill each other."""
    below = regions.children(request.args.get("induk", "")[:13])
    answer = jsonify([{"code": region.code, "name": region.name} for region in below])
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


@operations.get("/aksesibilitas")
@allow(PUBLIC)
def accessibility() -> ResponseReturnValue:
    return render_template("operations/accessibility.html")


@operations.get("/ketentuan")
@allow(PUBLIC)
def terms() -> ResponseReturnValue:
    return render_template("operations/terms.html")


@operations.get("/privasi")
@allow(PUBLIC)
def privacy() -> ResponseReturnValue:
    return render_template("operations/privacy.html")


@operations.get("/luring")
@allow(PUBLIC)
def offline() -> ResponseReturnValue:
    """The page the service worker shows without a connection."""
    return render_template("operations/offline.html")


@operations.get("/manifest.webmanifest")
@allow(PUBLIC)
def manifest() -> ResponseReturnValue:
    """What a phone needs to put the market on its home screen."""
    return _rendered("operations/manifest.webmanifest", "application/manifest+json", "public, max-age=86400")


@operations.get("/sw.js")
@allow(PUBLIC)
def service_worker() -> ResponseReturnValue:
    """The script that keeps the offline page; browsers ask for it anew by themselves."""
    return _rendered("operations/service_worker.js", "text/javascript", "no-cache")


@operations.get("/_komponen")
@allow(PUBLIC)
def components() -> ResponseReturnValue:
    """The component page, in the demo only."""
    if not current_app.config["SETTINGS"].is_demo:
        return "", 404
    return render_template(
        "komponen.html",
        fields=ShowcaseForm(),
        refused=ShowcaseForm.refused(),
        icons=showcase.icon_names(Path(current_app.static_folder or "") / "img" / "icons.svg"),
        sales=showcase.sales(),
        orders=showcase.orders(),
    )


def _rendered(template: str, mimetype: str, cache: str) -> Response:
    return Response(render_template(template), mimetype=mimetype, headers={"Cache-Control": cache})


def _head() -> str | None:
    folder = Path(current_app.root_path).parent / "migrations"
    settings = Config()
    settings.set_main_option("script_location", str(folder))
    return ScriptDirectory.from_config(settings).get_current_head()
