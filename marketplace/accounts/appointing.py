"""The first admin, made by whoever runs the machine."""

from sqlalchemy import select

from marketplace import clock, events
from marketplace.accounts import sessions
from marketplace.extensions import db
from marketplace.models import User


def appoint(email: str, name: str, password_hash: str) -> User:
    """Make an admin of a new account, or of the one that has the address, with this password.

    The address counts as proven; sessions the account had end.
    """
    user = db.session.scalar(select(User).where(User.email == email).with_for_update(of=User))
    if user is None:
        user = User(name=name, email=email, password_hash="", terms_accepted_at=clock.now())
        db.session.add(user)
    user.password_hash = password_hash
    user.is_admin, user.blocked_at = True, None
    user.email_confirmed_at = user.email_confirmed_at or clock.now()
    db.session.flush()
    sessions.end_all(user)
    events.record("admin_made", user, by="command")
    return user
