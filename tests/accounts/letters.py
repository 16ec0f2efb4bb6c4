"""Reading what the market wrote."""

from __future__ import annotations

import re

from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Mail


def templates_sent() -> list[str]:
    """The templates of every mail in the outbox, in the order they were written."""
    return list(db.session.scalars(select(Mail.template).order_by(Mail.id)))


def link_in(template: str) -> str:
    """The path of the link in the latest mail made from a template."""
    body = db.session.scalars(
        select(Mail.body_text).where(Mail.template == template).order_by(Mail.id.desc()).limit(1)
    ).one()
    found = re.search(r"http://[^/\s]+(/\S+)", body)
    assert found is not None
    return found[1]
