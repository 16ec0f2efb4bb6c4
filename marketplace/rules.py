"""Values that the law, the couriers or the market's owner may change on a day: asked for by code and date."""

from datetime import date
from typing import Any

from sqlalchemy import or_, select

from marketplace import clock
from marketplace.extensions import db
from marketplace.models import Rule


def find(code: str, on: date | None = None) -> Rule:
    """The rule row of `code` in force on a day (today when not given). KeyError when there is none."""
    day = on or clock.today()
    cache: dict[tuple[str, date], Rule] = db.session().info.setdefault("rules", {})
    if (code, day) not in cache:
        rows = db.session.scalars(
            select(Rule)
            .where(Rule.valid_from <= day, or_(Rule.valid_until.is_(None), Rule.valid_until > day))
            .order_by(Rule.valid_from)
        )
        cache.update({(rule.code, day): rule for rule in rows})
    return cache[(code, day)]


def value(code: str, on: date | None = None) -> Any:
    """The value of the rule in force."""
    return find(code, on).value


def number(code: str, on: date | None = None) -> int:
    """The value of the rule in force, as a whole number."""
    return int(value(code, on))
