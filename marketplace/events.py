"""Recording and reading what happened."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace import logs
from marketplace.extensions import db
from marketplace.models import Event, User
from marketplace.orm import Keyed


def record(name: str, subject: Keyed, *, actor: User | None = None, reason: str = "", **data: Any) -> Event:
    """Write down, in the open transaction, that `name` happened to `subject`.

    `data` is JSON and holds no personal number; `actor` is None when a clock or a provider acted.
    """
    db.session.flush()
    event = Event(
        name=name,
        subject_kind=subject.__tablename__,  # type: ignore[attr-defined]
        subject_id=subject.id,
        actor_id=actor.id if actor else None,
        reason=reason,
        data=data,
        request_id=logs.request_id.get(),
    )
    db.session.add(event)
    return event


def history(subject: Keyed) -> list[Event]:
    """Everything recorded about a subject, oldest first, actors loaded."""
    kind: str = subject.__tablename__  # type: ignore[attr-defined]
    query = (
        select(Event)
        .where(Event.subject_kind == kind, Event.subject_id == subject.id)
        .options(selectinload(Event.actor))
        .order_by(Event.id)
    )
    return list(db.session.scalars(query))
