"""Getting back in after a password was forgotten, and changing it while one still knows it."""

from sqlalchemy import select

from marketplace import clock, events
from marketplace.accounts import links, sessions
from marketplace.extensions import db
from marketplace.models import User
from marketplace.models.people import LinkPurpose
from marketplace.notifications import write_mail


def send_reset_link(email: str) -> None:
    """Mail a link with which the owner of the address sets a new password. Unknown addresses get nothing."""
    user = db.session.scalar(select(User).where(User.email == email))
    if user is None or not user.is_active:
        return
    token = links.issue(user, LinkPurpose.RESET_PASSWORD)
    events.record("password_reset_asked", user)
    write_mail(
        user.email,
        "reset_password",
        f"reset_password:{links.mark(token)}",
        user=user,
        name=user.name,
        path=f"/sandi-baru/{token}",
    )


def reset_password(token: str, password_hash: str) -> User:
    """Set a new password by a mailed link. Every session ends; a second factor stays as it is.

    The link also proves the address. Raises links.LinkExpired.
    """
    user = links.use(token, LinkPurpose.RESET_PASSWORD).user
    user.password_hash = password_hash
    user.email_confirmed_at = user.email_confirmed_at or clock.now()
    sessions.end_all(user)
    _tell(user, "password_reset")
    return user


def change_password(user: User, password_hash: str, session_id: int | None) -> None:
    """Set a new password; every other session ends. The caller has checked the old one."""
    user.password_hash = password_hash
    links.cancel(user, LinkPurpose.RESET_PASSWORD)
    sessions.end_all(user, but=session_id)
    _tell(user, "password_changed")


def _tell(user: User, event_name: str) -> None:
    event = events.record(event_name, user, actor=user)
    db.session.flush()
    write_mail(
        user.email, "password_changed", f"password_changed:{event.id}", user=user, name=user.name, at=event.at
    )
