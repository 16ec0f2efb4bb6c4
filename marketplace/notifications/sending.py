"""Carrying mails from the outbox to the mail server.

A mail is leased before it is sent, so two workers never send the same one, and kept as waiting until the
server has taken it. When a worker dies in between, the mail goes out again under the same Message-ID, by
which mail programs drop the second copy. Without a mail server (the demo) mails count as sent; admins read
them at `/admin/surat`.
"""

import hashlib
import logging
import re
import smtplib
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

from sqlalchemy import select

from marketplace import clock
from marketplace.extensions import db
from marketplace.models import Mail
from marketplace.models.messages import MailStatus
from marketplace.notifications import dressing
from marketplace.transactions import leave_database, transaction

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(days=3)
LONGEST_WAIT_MINUTES = 60
AWAY_WAIT_MINUTES = 5
TIMEOUT_SECONDS = 20
MOST_PER_RUN = 200
OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}
SECRET_IN_LINK = re.compile(r"(/(?:sandi-baru|ganti-email|konfirmasi-email)/|[?&;]kunci=)[\w-]{16,}")


class ServerAway(Exception):
    """The mail server does not answer, or refuses to speak with us at all."""


class _Post:
    """Where mails go and who they come from."""

    smtp_url = ""
    sender = ""


def configure(smtp_url: str, sender: str) -> None:
    """Take the mail server's address (`smtp://user:password@host:587`, `smtps://…`) and the From line."""
    _Post.smtp_url, _Post.sender = smtp_url, sender


@dataclass(frozen=True)
class Letter:
    """A leased mail: only this attempt may say what became of it."""

    mail: Mail
    attempt: int


def drain() -> int:
    """Send every mail that is due. Returns how many went out."""
    sent = 0
    with closing(_Line()) as line:
        for _turn in range(MOST_PER_RUN):
            letter = _lease()
            if letter is None:
                break
            try:
                line.carry(_message(letter.mail))
            except ServerAway as away:
                _put_back(letter, str(away), longest=AWAY_WAIT_MINUTES)
                log.warning("mail server away", extra={"fields": {"error": str(away)}})
                break
            except (ValueError, smtplib.SMTPNotSupportedError) as unfit:
                _give_up(letter, str(unfit))
            except smtplib.SMTPResponseException as refusal:
                _note_refusal(letter, refusal.smtp_code, refusal.smtp_error)
            except smtplib.SMTPRecipientsRefused as refusal:
                code, words = next(iter(refusal.recipients.values()))
                _note_refusal(letter, code, words)
            else:
                _note_sent(letter)
                sent += 1
    return sent


def without_secrets(body: str) -> str:
    """A mail's text or HTML with the keys in its links made unusable."""
    return SECRET_IN_LINK.sub(r"\1…", body)


def _lease() -> Letter | None:
    """Take the mail that has waited longest and keep others from it for a while."""
    now = clock.now()
    with transaction() as session:
        mail = session.scalar(
            select(Mail)
            .where(Mail.status == MailStatus.WAITING, Mail.next_try_at <= now)
            .order_by(Mail.next_try_at, Mail.id)
            .limit(1)
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
        if mail is None:
            return None
        mail.attempts += 1
        mail.next_try_at = now + LEASE
        return Letter(mail, mail.attempts)


def _message(mail: Mail) -> EmailMessage:
    host = parseaddr(_Post.sender)[1].rpartition("@")[2] or "localhost"
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = _Post.sender, mail.recipient, mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{hashlib.sha256(mail.dedupe_key.encode()).hexdigest()[:32]}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body_text)
    message.add_alternative(dressing.page(mail.subject, mail.body_html), subtype="html")
    return message


class _Line:
    """A connection to the mail server, opened with the first mail; to nobody when there is no server."""

    def __init__(self) -> None:
        self._server: smtplib.SMTP | None = None

    def carry(self, message: EmailMessage) -> None:
        """Give one mail to the server. Raises ServerAway, and smtplib's own errors for a refused mail."""
        if not _Post.smtp_url:
            return
        leave_database()
        try:
            if self._server is None:
                self._server = _connect()
            self._server.send_message(message)
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError):
            raise
        except (smtplib.SMTPException, OSError) as error:
            raise ServerAway(f"{type(error).__name__}: {error}") from error

    def close(self) -> None:
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
            self._server.close()


def _connect() -> smtplib.SMTP:
    """A connection that is encrypted, unless the server runs on this machine."""
    at = urlsplit(_Post.smtp_url)
    host, tls = at.hostname or "localhost", ssl.create_default_context()
    server: smtplib.SMTP
    if at.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, at.port or 465, timeout=TIMEOUT_SECONDS, context=tls)
    else:
        server = smtplib.SMTP(host, at.port or 587, timeout=TIMEOUT_SECONDS)
    try:
        server.ehlo()
        if at.scheme != "smtps" and server.has_extn("starttls"):
            server.starttls(context=tls)
        elif at.scheme != "smtps" and host not in OWN_MACHINE:
            raise ServerAway("the server offers no encryption")
        if at.username:
            server.login(unquote(at.username), unquote(at.password or ""))
    except smtplib.SMTPResponseException as error:
        server.close()
        raise ServerAway(f"{error.smtp_code} {error.smtp_error!r}") from error
    except (ServerAway, smtplib.SMTPException, OSError):
        server.close()
        raise
    return server


def _note_sent(letter: Letter) -> None:
    with transaction():
        mail = _still_ours(letter)
        if mail is None:
            return
        mail.status, mail.sent_at, mail.last_error = MailStatus.SENT, clock.now(), None
        if _Post.smtp_url:  # the reader has the links now; nobody else needs them
            mail.body_text, mail.body_html = without_secrets(mail.body_text), without_secrets(mail.body_html)


def _note_refusal(letter: Letter, code: int, words: bytes | str) -> None:
    """The server spoke: for good (5xx), or for now."""
    said = f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"[:300]
    if code < 500:
        _put_back(letter, said, longest=LONGEST_WAIT_MINUTES)
    else:
        _give_up(letter, said)


def _give_up(letter: Letter, error: str) -> None:
    with transaction():
        mail = _still_ours(letter)
        if mail is not None:
            mail.status, mail.last_error = MailStatus.FAILED, error[:300]


def _put_back(letter: Letter, error: str, *, longest: int) -> None:
    """Try again later: after 1, 2, 4 … minutes, at most `longest`; give up after days."""
    with transaction():
        mail = _still_ours(letter)
        if mail is None:
            return
        now = clock.now()
        mail.last_error = error[:300]
        mail.next_try_at = now + timedelta(minutes=min(2 ** min(letter.attempt - 1, 10), longest))
        if now - mail.created_at > GIVE_UP_AFTER:
            mail.status = MailStatus.FAILED


def _still_ours(letter: Letter) -> Mail | None:
    """The leased row, unless the lease ran out and somebody else has it now."""
    query = select(Mail).where(
        Mail.id == letter.mail.id, Mail.attempts == letter.attempt, Mail.status == MailStatus.WAITING
    )
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
