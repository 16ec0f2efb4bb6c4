"""Proving who one is with a password."""

from dataclasses import dataclass

from sqlalchemy import select

from marketplace import events
from marketplace.accounts import passwords
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import User


@dataclass(frozen=True)
class Claim:
    """What the database knows about an address somebody wants to sign in with."""

    user_id: int | None
    password_hash: str

    def is_proven_by(self, password: str) -> bool:
        """Whether the password is right. Takes the same time when there is nobody, and needs no database."""
        right = passwords.matches(self.password_hash, password)
        return right and self.user_id is not None


def look_up(email: str | None) -> Claim:
    """The claim on an address; for an unknown or blocked person one that no password proves."""
    user = db.session.scalar(select(User).where(User.email == email)) if email else None
    if user is None or not user.is_active:
        return Claim(None, passwords.nobodys_hash())
    return Claim(user.id, user.password_hash)


def admit(user: User, *, new_hash: str | None = None, device: str = "") -> None:
    """Record that somebody has signed in, keeping a fresh hash of their password when there is one."""
    if new_hash is not None:
        user.password_hash = new_hash
    events.record("signed_in", user, actor=user, device=device)


def require_password(user: User, password: str, field: str = "password") -> None:
    """Raise Invalid unless this is the person's password."""
    if not passwords.matches(user.password_hash, password):
        raise Invalid(_("Kata sandi Anda tidak cocok. Periksa huruf besar dan kecilnya."), field)
