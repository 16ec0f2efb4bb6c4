"""Proving who one is with a password."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, select

from marketplace import events
from marketplace.accounts import passwords
from marketplace.accounts.sessions import device_words
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Event, User
from marketplace.notifications import write_mail


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
        return Claim(None, passwords.NOBODYS_HASH)
    return Claim(user.id, user.password_hash)


def prove(claim: Claim, new_hash: str | None = None) -> User:
    """The person of a proven claim; keeps a fresh hash when the old one was made with weaker settings."""
    user = db.session.get_one(User, claim.user_id)
    if new_hash is not None and user.password_hash == claim.password_hash:
        user.password_hash = new_hash
    return user


def admit(user: User, *, known_device: bool, agent: str = "") -> None:
    """Record that somebody has signed in. A browser we do not know is told of by mail, but for the first."""
    before = db.session.scalar(select(exists().where(*_signed_in_before(user))))
    event = events.record("signed_in", user, actor=user, known_device=known_device)
    if before and not known_device:
        db.session.flush()
        device = device_words(agent)
        key = f"new_sign_in:{event.id}"
        write_mail(user.email, "new_sign_in", key, user=user, name=user.name, at=event.at, device=device)


def require_password(password_hash: str, password: str, field: str = "password") -> None:
    """Raise Invalid unless the password belongs to the hash. Needs no database."""
    if not passwords.matches(password_hash, password):
        raise Invalid(_("Kata sandi Anda tidak cocok. Periksa huruf besar dan kecilnya."), field)


def _signed_in_before(user: User) -> tuple[ColumnElement[bool], ...]:
    return Event.name == "signed_in", Event.subject_kind == User.__tablename__, Event.subject_id == user.id
