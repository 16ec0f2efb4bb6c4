"""Jobs of the accounts package."""

from datetime import timedelta

from sqlalchemy import delete

from marketplace import clock
from marketplace.accounts import sessions, throttle
from marketplace.extensions import db
from marketplace.models import MailedLink
from marketplace.queue import job
from marketplace.transactions import transaction

LINKS_KEPT = timedelta(days=30)


@job("accounts.forget", every="23 * * * *")
def forget() -> None:
    """Delete ended sessions, counted tries and links that are long past."""
    with transaction():
        sessions.forget_old()
    with transaction():
        throttle.forget_old()
    with transaction():
        db.session.execute(delete(MailedLink).where(MailedLink.expires_at < clock.now() - LINKS_KEPT))
