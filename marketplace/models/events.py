"""What happened: written in the transaction of its cause, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace import clock
from marketplace.models.people import User
from marketplace.orm import Base, Keyed


class Event(Keyed, Base):
    """One fact about one subject: who did what, when and why. Append-only (a trigger refuses the rest)."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_subject", "subject_kind", "subject_id", "id"),
        Index("ix_events_actor_id", "actor_id"),
    )

    at: Mapped[datetime] = mapped_column(default=clock.now)
    name: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(default="", server_default="")
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    request_id: Mapped[str | None]

    actor: Mapped[User | None] = relationship()
