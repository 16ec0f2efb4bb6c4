"""What a person tells about themselves, and the address that proves it."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from marketplace import clock, events
from marketplace.accounts import links, sessions
from marketplace.errors import Conflict
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import User
from marketplace.models.people import LinkPurpose
from marketplace.notifications import write_mail


class EmailTaken(Conflict):
    """The address got another owner before the change was confirmed."""

    def default_message(self) -> str:
        return _("Email ini sudah dipakai akun lain. Pakai alamat email yang lain.")


def change(user: User, *, name: str, phone: str | None, locale: str) -> None:
    """Keep a person's name, phone (E.164) and language."""
    changed = [
        field
        for field, value in (("name", name), ("phone", phone), ("locale", locale))
        if getattr(user, field) != value
    ]
    user.name, user.phone, user.locale = name, phone, locale
    if changed:
        events.record("profile_changed", user, actor=user, fields=changed)


def ask_email_change(user: User, address: str) -> None:
    """Mail a link to the new address; nothing changes until it is used. The old address is told.

    The answer is the same when the address belongs to somebody else: that one gets a mail instead of a link.
    """
    owner = db.session.scalar(select(User).where(User.email == address))
    event = events.record("email_change_asked", user, actor=user)
    db.session.flush()
    if owner is None:
        token = links.issue(user, LinkPurpose.CHANGE_EMAIL, address)
        key = f"change_email_confirm:{links.mark(token)}"
        path = f"/ganti-email/{token}"
        write_mail(address, "change_email_confirm", key, user=user, name=user.name, path=path)
    elif owner.id != user.id:
        key = f"already_registered:{owner.id}:{clock.today().isoformat()}"
        write_mail(owner.email, "already_registered", key, user=owner, name=owner.name)
    key = f"change_email_notice:{event.id}"
    write_mail(user.email, "change_email_notice", key, user=user, name=user.name, at=event.at)


def change_email(token: str, session_id: int | None) -> User:
    """Move the account to the address that the link was sent to; other sessions end.

    Raises links.LinkExpired, or EmailTaken when somebody else has the address by now.
    """
    link = links.use(token, LinkPurpose.CHANGE_EMAIL)
    user, old = link.user, link.user.email
    try:
        with db.session.begin_nested():
            user.email = link.address or old
            user.email_confirmed_at = clock.now()
    except IntegrityError as error:
        raise EmailTaken from error
    links.cancel(user, LinkPurpose.RESET_PASSWORD, LinkPurpose.CONFIRM_EMAIL)
    sessions.end_all(user, but=session_id)
    event = events.record("email_changed", user, actor=user)
    db.session.flush()
    key = f"change_email_done:{event.id}"
    write_mail(old, "change_email_done", key, user=user, name=user.name, at=event.at)
    return user
