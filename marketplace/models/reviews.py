"""What buyers say after they received."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.models.catalogue import Product
from marketplace.models.media import Picture
from marketplace.models.orders import OrderLine
from marketplace.models.people import User
from marketplace.orm import Base, Keyed, Timed, check


class Review(Keyed, Timed, Base):
    """One review of one bought line: verified by construction. One reply, one edit."""

    __tablename__ = "reviews"
    __table_args__ = (
        check("stars BETWEEN 1 AND 5", "stars_one_to_five"),
        Index("ix_reviews_product_id_id", "product_id", "id"),
        Index(
            "ix_reviews_reported", "id", postgresql_where=sql("reported_at IS NOT NULL AND hidden_at IS NULL")
        ),
    )

    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), unique=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    author: Mapped[str]
    stars: Mapped[int] = mapped_column(SmallInteger)
    text: Mapped[str] = mapped_column(default="", server_default="")
    edited_at: Mapped[datetime | None]
    reply: Mapped[str] = mapped_column(default="", server_default="")
    replied_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_reason: Mapped[str] = mapped_column(default="", server_default="")
    reported_at: Mapped[datetime | None]
    report_reason: Mapped[str] = mapped_column(default="", server_default="")

    line: Mapped[OrderLine] = relationship()
    product: Mapped[Product] = relationship()
    user: Mapped[User | None] = relationship()
    photos: Mapped[list[ReviewPhoto]] = relationship(back_populates="review", order_by="ReviewPhoto.id")


class ReviewPhoto(Keyed, Base):
    __tablename__ = "review_photos"
    __table_args__ = (UniqueConstraint("review_id", "picture_id"),)

    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id"), index=True)

    review: Mapped[Review] = relationship(back_populates="photos")
    picture: Mapped[Picture] = relationship()
