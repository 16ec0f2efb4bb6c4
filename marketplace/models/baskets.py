"""What people mean to buy, and where to send it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace import clock
from marketplace.crypto import new_token
from marketplace.models.catalogue import Variant
from marketplace.models.people import User, WebSession
from marketplace.orm import Base, Keyed, Timed, check


class Basket(Keyed, Timed, Base):
    """One person's basket, or one anonymous browser's. Exactly one owner at a time.

    `checkout_key` names the next purchase made from it, so that two tabs cannot make two; it is renewed when
    a purchase is placed.
    """

    __tablename__ = "baskets"
    __table_args__ = (check("(user_id IS NULL) <> (session_id IS NULL)", "one_owner"),)

    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), unique=True)
    session_id: Mapped[int | None] = mapped_column(
        ForeignKey("web_sessions.id", ondelete="CASCADE"), unique=True
    )
    touched_at: Mapped[datetime] = mapped_column(default=clock.now)
    checkout_key: Mapped[str] = mapped_column(default=new_token, unique=True)

    user: Mapped[User | None] = relationship()
    session: Mapped[WebSession | None] = relationship()
    lines: Mapped[list[BasketLine]] = relationship(
        back_populates="basket", order_by="BasketLine.id", cascade="all, delete-orphan", passive_deletes=True
    )


class BasketLine(Keyed, Timed, Base):
    """A quantity of one variant, with the price the buyer last saw (rupiah a piece)."""

    __tablename__ = "basket_lines"
    __table_args__ = (
        UniqueConstraint("basket_id", "variant_id"),
        check("quantity BETWEEN 1 AND 100000", "quantity_in_range"),
    )

    basket_id: Mapped[int] = mapped_column(ForeignKey("baskets.id", ondelete="CASCADE"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"), index=True)
    quantity: Mapped[int]
    seen_price: Mapped[int]

    basket: Mapped[Basket] = relationship(back_populates="lines")
    variant: Mapped[Variant] = relationship()


class Address(Keyed, Timed, Base):
    """An entry of a person's address book. Region by Kemendagri's dotted village code."""

    __tablename__ = "addresses"
    __table_args__ = (
        Index("uq_addresses_one_default", "user_id", unique=True, postgresql_where=text("is_default")),
        Index("ix_addresses_user_id", "user_id"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    recipient: Mapped[str]
    phone: Mapped[str]
    street: Mapped[str]
    village_code: Mapped[str]
    postcode: Mapped[str]
    note: Mapped[str] = mapped_column(default="", server_default="")
    is_default: Mapped[bool] = mapped_column(default=False)
