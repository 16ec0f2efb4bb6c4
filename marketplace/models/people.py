"""People who sign in, and what they signed in with."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import INET
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.crypto import Sealed
from marketplace.orm import Base, Keyed, Labelled, Timed, check, enum_column

if TYPE_CHECKING:
    from marketplace.models.bimtek import Organiser
    from marketplace.models.sellers import Seller


class Role(Labelled):
    """What a signed-in person may be. Everybody buys; a seller is who owns a shop, see `User.roles`."""

    BUYER = "buyer", "Pembeli"
    SELLER = "seller", "Penjual"
    ORGANISER = "organiser", "Penyelenggara Bimtek"
    ADMIN = "admin", "Admin"


class User(Keyed, Timed, UserMixin, Base):  # type: ignore[misc]
    """A person with a password. E-mail is kept in lower case, the phone as E.164 (`+62…`)."""

    __tablename__ = "users"
    __table_args__ = (
        Index("uq_users_email", func.lower(text("email")), unique=True),
        check("email = lower(email)", "email_is_lower"),
        check("phone IS NULL OR phone ~ '^\\+[0-9]{8,15}$'", "phone_is_e164"),
    )

    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str | None]
    password_hash: Mapped[str]
    email_confirmed_at: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]
    locale: Mapped[str] = mapped_column(default="id", server_default="id")
    is_admin: Mapped[bool] = mapped_column(default=False, server_default="false")
    totp_secret: Mapped[Sealed | None]
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]
    terms_accepted_at: Mapped[datetime | None]

    seller: Mapped[Seller | None] = relationship(
        back_populates="owner", uselist=False, foreign_keys="Seller.owner_id"
    )
    organiser_memberships: Mapped[list[OrganiserMember]] = relationship(
        back_populates="user", foreign_keys="OrganiserMember.user_id"
    )

    @property
    def is_active(self) -> bool:
        return self.blocked_at is None

    @property
    def has_second_factor(self) -> bool:
        return self.totp_confirmed_at is not None

    @property
    def roles(self) -> frozenset[Role]:
        """Every role the person holds now. A seller's role lasts while the shop is approved or suspended."""
        held = {Role.BUYER}
        if self.is_admin:
            held.add(Role.ADMIN)
        if self.organiser_memberships:
            held.add(Role.ORGANISER)
        if self.seller is not None and self.seller.has_shop:
            held.add(Role.SELLER)
        return frozenset(held)


class OrganiserMember(Keyed, Timed, Base):
    """A person who works for a training organiser."""

    __tablename__ = "organiser_members"
    __table_args__ = (UniqueConstraint("organiser_id", "user_id"),)

    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisers.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)

    user: Mapped[User] = relationship(back_populates="organiser_memberships", foreign_keys=user_id)
    organiser: Mapped[Organiser] = relationship()


class WebSession(Keyed, Timed, Base):
    """A browser we know: signed in, or an anonymous visitor who put something in a basket.

    The cookie holds a random token, this row its hash; deleting the row ends the session.
    """

    __tablename__ = "web_sessions"
    __table_args__ = (Index("ix_web_sessions_expires_at", "expires_at"),)

    token_hash: Mapped[bytes] = mapped_column(unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    authenticated_at: Mapped[datetime | None]
    address: Mapped[str | None] = mapped_column(INET)
    agent: Mapped[str] = mapped_column(default="", server_default="")

    user: Mapped[User | None] = relationship()


class LinkPurpose(Labelled):
    """What an e-mailed link may do."""

    RESET_PASSWORD = "reset_password", "Atur ulang kata sandi"
    CONFIRM_EMAIL = "confirm_email", "Konfirmasi email"
    CHANGE_EMAIL = "change_email", "Ganti email"


class MailedLink(Keyed, Timed, Base):
    """A one-use link sent by e-mail. Only the hash of its token is kept."""

    __tablename__ = "mailed_links"

    token_hash: Mapped[bytes] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    purpose: Mapped[LinkPurpose] = enum_column(LinkPurpose)
    address: Mapped[str | None]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class RecoveryCode(Keyed, Base):
    """A one-use way past the second factor."""

    __tablename__ = "recovery_codes"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]


class Attempt(Keyed, Timed, Base):
    """One failed or costly try (signing in, asking for a link), counted to slow down guessing."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_kind_subject_created_at", "kind", "subject", "created_at"),)

    kind: Mapped[str]
    subject: Mapped[bytes]
