"""Jobs of the notifications package."""

from marketplace.notifications import sending
from marketplace.queue import EVERY_MINUTE, job


@job("mail", every=EVERY_MINUTE)
def send_mails() -> None:
    """Carry due mails from the outbox to the mail server."""
    sending.drain()
