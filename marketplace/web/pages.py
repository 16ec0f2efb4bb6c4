"""Filters and globals of the templates: money, dates, static files with their fingerprint."""

import hashlib
from datetime import date, datetime
from functools import cache
from pathlib import Path

from flask import Flask, url_for
from flask_babel import format_date as babel_date
from jinja2 import StrictUndefined

from marketplace import clock
from marketplace.formats.contacts import shown_phone
from marketplace.i18n import _, language
from marketplace.money import rupiah
from marketplace.web.access import PUBLIC, allow

ZONES = {"WIB": clock.WIB, "WITA": clock.WITA, "WIT": clock.WIT}


def local_day(value: date | datetime) -> str:
    """`24 November 2026` in the reader's language."""
    day = value.astimezone(clock.WIB).date() if isinstance(value, datetime) else value
    return str(babel_date(day, "d MMMM y"))


def local_time(value: datetime, zone: str = "WIB") -> str:
    """`24 November 2026 14.05 WIB`."""
    local = value.astimezone(ZONES[zone])
    return f"{babel_date(local.date(), 'd MMMM y')} {local:%H.%M} {zone}"


def percent(bps: int) -> str:
    """Basis points as Indonesians write a percentage: `12,5 %`; in English `12.5%`."""
    whole, rest = divmod(bps, 100)
    figure = f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
    return f"{figure}%" if language() == "en" else f"{figure} %".replace(".", ",")


def thousands(value: int) -> str:
    """A whole number with dots: `12.500`; in English with commas."""
    return f"{value:,}" if language() == "en" else f"{value:,}".replace(",", ".")


def tenths(value: float) -> str:
    """A number with one digit after the comma: `4,8`; in English `4.8`."""
    return f"{value:.1f}" if language() == "en" else f"{value:.1f}".replace(".", ",")


def ago(value: datetime) -> str:
    """How long ago something was, in whole units people use."""
    minutes = max(int((clock.now() - value).total_seconds() // 60), 0)
    if minutes < 60:
        return _("%(n)s menit lalu", n=minutes)
    if minutes < 60 * 24:
        return _("%(n)s jam lalu", n=minutes // 60)
    return _("%(n)s hari lalu", n=minutes // (60 * 24))


@cache
def _fingerprint(path: Path, modified: float) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def init_app(app: Flask) -> None:
    folder = Path(app.static_folder or "")

    def static_url(name: str) -> str:
        """Address of a static file that changes when its content does."""
        file = folder / name
        return url_for("static", filename=name, v=_fingerprint(file, file.stat().st_mtime))

    if "static" in app.view_functions:
        app.view_functions["static"] = allow(PUBLIC)(app.view_functions["static"])
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.filters.update(
        rupiah=rupiah,
        day=local_day,
        when=local_time,
        percent=percent,
        thousands=thousands,
        tenths=tenths,
        ago=ago,
        phone=shown_phone,
    )
    app.jinja_env.globals.update(static_url=static_url, now=clock.now, today=clock.today)
