"""The outbox as admins see it."""

from sqlalchemy import or_, select

from marketplace import clock, events
from marketplace.errors import Conflict, NotFound
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Mail, User
from marketplace.models.messages import MailStatus

PAGE = 40


def search(text: str, status: MailStatus | None, page: int = 1) -> tuple[list[Mail], bool]:
    """Mails whose recipient or subject holds the text, newest first, and whether more follow."""
    query = select(Mail)
    if status is not None:
        query = query.where(Mail.status == status)
    if text:
        pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        query = query.where(or_(Mail.recipient.ilike(pattern), Mail.subject.ilike(pattern)))
    query = query.order_by(Mail.id.desc()).offset((page - 1) * PAGE).limit(PAGE + 1)
    found = list(db.session.scalars(query))
    return found[:PAGE], len(found) > PAGE


def find(mail_id: int) -> Mail:
    """One mail. Raises NotFound."""
    mail = db.session.get(Mail, mail_id)
    if mail is None:
        raise NotFound
    return mail


def send_again(admin: User, mail: Mail) -> None:
    """Put a mail that was given up, or waits long, back to the front. Raises Conflict when it was sent."""
    if mail.status == MailStatus.SENT:
        raise Conflict(_("Surat ini sudah terkirim dan tidak dikirim dua kali."))
    mail.status, mail.next_try_at = MailStatus.WAITING, clock.now()
    events.record("mail_retried", mail, actor=admin)
