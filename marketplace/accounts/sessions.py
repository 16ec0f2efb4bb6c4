"""The browsers in which somebody is signed in."""

import re
from datetime import timedelta

from sqlalchemy import delete, exists, select

from marketplace import clock, events
from marketplace.accounts import marks
from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Basket, User, WebSession

FORGOTTEN_AFTER = timedelta(days=1)
"""How long an anonymous visitor without a basket is remembered."""

BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("UCBrowser", "UC Browser"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def of_user(user: User) -> list[WebSession]:
    """The living sessions of a person, the latest used first."""
    query = (
        select(WebSession)
        .where(WebSession.user_id == user.id, WebSession.expires_at > clock.now())
        .order_by(WebSession.last_seen_at.desc(), WebSession.id.desc())
    )
    return list(db.session.scalars(query))


def end(user: User, wanted: str) -> None:
    """End one of a person's sessions, named by its mark. Raises NotFound when it is not theirs."""
    for row in of_user(user):
        if marks.mark(row) == wanted:
            db.session.delete(row)
            events.record("session_ended", user, actor=user)
            return
    raise NotFound


def end_all(user: User, *, but: int | None = None) -> int:
    """End every session of a person, except the one with the id `but`. Returns how many."""
    gone = delete(WebSession).where(WebSession.user_id == user.id)
    if but is not None:
        gone = gone.where(WebSession.id != but)
    done = db.session.execute(gone.execution_options(synchronize_session=False))
    return int(done.rowcount)  # type: ignore[attr-defined]


def forget_old() -> int:
    """Delete sessions whose time is over, and anonymous ones that hold nothing. Returns how many."""
    now = clock.now()
    idle = (
        WebSession.user_id.is_(None)
        & (WebSession.last_seen_at < now - FORGOTTEN_AFTER)
        & ~exists(select(Basket.id).where(Basket.session_id == WebSession.id))
    )
    done = db.session.execute(
        delete(WebSession)
        .where((WebSession.expires_at < now) | idle)
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


def device_words(agent: str) -> str:
    """What a browser calls itself, in words people know: `Chrome di Android`."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    machine = next((name for sign, name in MACHINES if re.search(rf"\b{sign}\b", agent)), "")
    if browser and machine:
        return _("%(browser)s di %(machine)s", browser=browser, machine=machine)
    return browser or machine or _("Perangkat tidak dikenal")
