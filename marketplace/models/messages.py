"""What people are told: rows written with their cause, delivered afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace import clock
from marketplace.models.people import User
from marketplace.orm import Base, Keyed, Labelled, Timed, check, enum_column


class MailStatus(Labelled):
    WAITING = "waiting", "Menunggu dikirim"
    SENT = "sent", "Terkirim"
    FAILED = "failed", "Gagal"


class Mail(Keyed, Timed, Base):
    """An e-mail that must go out at most once for its `dedupe_key`.

    Rendered when it is written, so that what is sent is what was true then.
    """

    __tablename__ = "mails"
    __table_args__ = (
        Index("ix_mails_waiting", "next_try_at", postgresql_where=text("status = 'waiting'")),
        check("attempts >= 0", "attempts_not_negative"),
    )

    dedupe_key: Mapped[str] = mapped_column(unique=True)
    recipient: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    template: Mapped[str]
    subject: Mapped[str]
    body_text: Mapped[str]
    body_html: Mapped[str]
    status: Mapped[MailStatus] = enum_column(MailStatus, default=MailStatus.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str | None]


class Notice(Keyed, Timed, Base):
    """A line in a person's in-app notices; at most one for its `dedupe_key` and person."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("user_id", "dedupe_key"),
        Index("ix_notices_unread", "user_id", postgresql_where=text("read_at IS NULL")),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    dedupe_key: Mapped[str]
    message: Mapped[str]
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    path: Mapped[str] = mapped_column(default="")
    read_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
