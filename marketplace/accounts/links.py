"""Links sent by e-mail: one use, one hour or a few days, only their hash kept."""

from datetime import timedelta

from sqlalchemy import select, update

from marketplace import clock
from marketplace.crypto import new_token, token_hash
from marketplace.errors import Refusal
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import MailedLink, User
from marketplace.models.people import LinkPurpose

LASTS = {
    LinkPurpose.RESET_PASSWORD: timedelta(hours=1),
    LinkPurpose.CONFIRM_EMAIL: timedelta(days=7),
    LinkPurpose.CHANGE_EMAIL: timedelta(hours=24),
}


class LinkExpired(Refusal):
    """A link that is too old, used, replaced by a newer one, or never was one of ours."""

    status = 410

    def default_message(self) -> str:
        return _("Tautan ini sudah dipakai atau sudah tidak berlaku. Minta tautan baru.")


def issue(user: User, purpose: LinkPurpose, address: str | None = None) -> str:
    """A new token for a link; earlier links of the same purpose stop working."""
    cancel(user, purpose)
    token = new_token()
    db.session.add(
        MailedLink(
            token_hash=token_hash(token),
            user_id=user.id,
            purpose=purpose,
            address=address,
            expires_at=clock.now() + LASTS[purpose],
        )
    )
    db.session.flush()
    return token


def mark(token: str) -> str:
    """A short name of the token that gives nothing away, for keys of mails."""
    return token_hash(token).hex()[:24]


def cancel(user: User, *purposes: LinkPurpose) -> None:
    """End every unused link of these purposes."""
    db.session.execute(
        update(MailedLink)
        .where(MailedLink.user_id == user.id, MailedLink.purpose.in_(purposes), MailedLink.used_at.is_(None))
        .values(used_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def find(token: str, purpose: LinkPurpose) -> MailedLink:
    """The usable link behind a token, untouched. Raises LinkExpired."""
    return _find(token, purpose, lock=False)


def use(token: str, purpose: LinkPurpose) -> MailedLink:
    """Spend the link. Raises LinkExpired, also for the second of two at once."""
    link = _find(token, purpose, lock=True)
    link.used_at = clock.now()
    return link


def _find(token: str, purpose: LinkPurpose, *, lock: bool) -> MailedLink:
    query = select(MailedLink).where(
        MailedLink.token_hash == token_hash(token),
        MailedLink.purpose == purpose,
        MailedLink.used_at.is_(None),
        MailedLink.expires_at > clock.now(),
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    link = db.session.scalar(query)
    if link is None or not link.user.is_active:
        raise LinkExpired
    return link
