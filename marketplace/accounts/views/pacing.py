"""Who is slowed down, read from a request."""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from flask import current_app, request

from marketplace.accounts import throttle
from marketplace.accounts.throttle import Pace, Subject, Ticket
from marketplace.accounts.views import devices
from marketplace.transactions import transaction

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ACCOUNT = Pace(free=10, first_wait=2, longest_wait=900, window=DAY)
ADDRESS = Pace(free=60, first_wait=2, longest_wait=300, window=HOUR)
EVERYBODY = Pace(free=300, first_wait=1, longest_wait=5, window=timedelta(minutes=5))
CODE = Pace(free=5, first_wait=5, longest_wait=900, window=DAY)
LOOKS = Pace(free=30, first_wait=1, longest_wait=60, window=HOUR)
LINKS = Pace(free=3, first_wait=60, longest_wait=3600, window=DAY)


def may_try_password(email: str) -> Ticket:
    """Count a try to sign in. Raises TooMany.

    A browser that has been signed in to this account before is counted by itself, so that strangers
    who guess cannot keep the owner out.
    """
    device = devices.of_account(email)
    if device:
        own = Subject("sign_in:device", device, ACCOUNT)
        return _admit(own, forgive=(own,))
    account = Subject("sign_in:account", email, ACCOUNT)
    everybody = Subject("sign_in:all", "", EVERYBODY)
    return _admit(account, Subject("sign_in:address", _network(), ADDRESS), everybody, forgive=(account,))


def may_try_code(user_id: int) -> Ticket:
    """Count a try of a second factor, or of a password asked again. Raises TooMany."""
    own = Subject("code", str(user_id), CODE)
    return _admit(own, forgive=(own,))


def may_ask_for_mail(email: str) -> Ticket:
    """Count a wish that makes us write to an address. Raises TooMany."""
    return _admit(Subject("mail:account", email, LINKS), Subject("mail:address", _network(), ADDRESS))


def may_check_certificate() -> Ticket:
    """Count a look at a certificate's public page, to slow down trying out codes. Raises TooMany."""
    return _admit(Subject("certificate:address", _network(), LOOKS))


def take_back(ticket: Ticket) -> None:
    """The try was honest: forget it."""
    if ticket.attempts:
        with transaction():
            ticket.take_back()


def _admit(*subjects: Subject, forgive: tuple[Subject, ...] = ()) -> Ticket:
    if not current_app.config["SETTINGS"].rate_limits:
        return Ticket(())
    with transaction():
        return throttle.admit(*subjects, forgive=forgive)


def _network() -> str:
    """The reader's address; of IPv6 the part that belongs to one subscriber."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    return str(int(address) >> 64) if isinstance(address, IPv6Address) else str(address)
