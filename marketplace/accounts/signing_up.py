"""Becoming a member."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from marketplace import clock, events
from marketplace.accounts import links
from marketplace.extensions import db
from marketplace.models import User
from marketplace.models.people import LinkPurpose
from marketplace.notifications import write_mail

TERMS_VERSION = "2026-11"
"""Which wording of the terms a person accepts today."""
JUST_NOW = timedelta(minutes=10)


@dataclass(frozen=True)
class NewMember:
    """What somebody tells about themselves; e-mail and phone in their normal form."""

    name: str
    email: str
    password_hash: str
    phone: str | None = None
    locale: str = "id"


def register(who: NewMember) -> User | None:
    """Make an account and mail the link that confirms the address.

    None when the address has an account already: its owner is told by mail, the visitor is not.
    """
    known = db.session.scalar(select(User).where(User.email == who.email))
    if known is not None:
        _tell_owner(known)
        return None
    made: User | None = db.session.scalar(
        insert(User)
        .values(
            name=who.name,
            email=who.email,
            phone=who.phone,
            password_hash=who.password_hash,
            locale=who.locale,
            is_admin=False,
            terms_accepted_at=clock.now(),
        )
        .on_conflict_do_nothing()
        .returning(User)
    )
    if made is None:
        return None
    events.record("member_registered", made, actor=made, terms=TERMS_VERSION)
    send_confirmation(made)
    return made


def send_confirmation(user: User) -> None:
    """Mail a link that proves the address is theirs."""
    token = links.issue(user, LinkPurpose.CONFIRM_EMAIL)
    write_mail(
        user.email,
        "welcome",
        f"welcome:{links.mark(token)}",
        user=user,
        name=user.name,
        path=f"/konfirmasi-email/{token}",
    )


def confirm_email(token: str) -> User:
    """Mark the address as proven. Raises links.LinkExpired."""
    link = links.use(token, LinkPurpose.CONFIRM_EMAIL)
    user = link.user
    if user.email_confirmed_at is None:
        user.email_confirmed_at = clock.now()
        events.record("email_confirmed", user, actor=user)
    return user


def _tell_owner(user: User) -> None:
    """Somebody tried to register again; a moment after the first time it was a second press of the button."""
    if clock.now() - user.created_at < JUST_NOW:
        return
    day = clock.today().isoformat()
    write_mail(
        user.email, "already_registered", f"already_registered:{user.id}:{day}", user=user, name=user.name
    )
