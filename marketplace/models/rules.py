"""Rules with dates: limits, clocks, rates. Code asks for a rule at a date and never holds its value."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.orm import Base, Keyed, Timed, check


class Rule(Keyed, Timed, Base):
    """The value of `code` from a day on, with what it rests on."""

    __tablename__ = "rules"
    __table_args__ = (
        Index("uq_rules_code_valid_from", "code", "valid_from", unique=True),
        check("valid_until IS NULL OR valid_until > valid_from", "dates_in_order"),
    )

    code: Mapped[str]
    value: Mapped[Any] = mapped_column(JSONB)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    basis: Mapped[str] = mapped_column(default="", server_default="")
    note: Mapped[str] = mapped_column(default="", server_default="")
