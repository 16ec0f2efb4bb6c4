"""Double entry. Append-only: triggers refuse UPDATE and DELETE, and a journal that does not sum to zero."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace import clock
from marketplace.models.sellers import Seller
from marketplace.orm import Base, Keyed, Labelled, Timed, check, enum_column


class AccountKind(Labelled):
    ASSET = "asset", "Harta"
    LIABILITY = "liability", "Kewajiban"
    INCOME = "income", "Pendapatan"
    EXPENSE = "expense", "Beban"


class Account(Keyed, Timed, Base):
    """One account. `code` such as `cash:stripe` or `seller:12:held`."""

    __tablename__ = "ledger_accounts"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[AccountKind] = enum_column(AccountKind)
    seller_id: Mapped[int | None] = mapped_column(ForeignKey("sellers.id"), index=True)

    seller: Mapped[Seller | None] = relationship()


class Journal(Keyed, Base):
    """One money fact: its cause, and the entries that sum to zero. One journal of a kind for a cause."""

    __tablename__ = "journals"
    __table_args__ = (UniqueConstraint("kind", "cause_kind", "cause_id"),)

    kind: Mapped[str]
    cause_kind: Mapped[str]
    cause_id: Mapped[int]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), index=True)
    posted_at: Mapped[datetime] = mapped_column(default=clock.now)
    note: Mapped[str] = mapped_column(default="", server_default="")

    entries: Mapped[list[Entry]] = relationship(back_populates="journal", order_by="Entry.id")


class Entry(Keyed, Base):
    """A signed amount in rupiah on one account: positive is debit, negative is credit."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        check("amount <> 0", "amount_not_zero"),
        Index("ix_ledger_entries_account_id_id", "account_id", "id"),
    )

    journal_id: Mapped[int] = mapped_column(ForeignKey("journals.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("ledger_accounts.id"))
    amount: Mapped[int]

    journal: Mapped[Journal] = relationship(back_populates="entries")
    account: Mapped[Account] = relationship()
