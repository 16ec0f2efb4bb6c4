"""The link that opens a purchase without signing in, and who may open one.

The token is made from the number with the market's own keys, so that every later mail can carry the link
again although no token is stored. A token that checkout gave out opens the purchase as well.
"""

import base64
import hmac

from sqlalchemy import select

from marketplace import paths
from marketplace.crypto import digests, token_hash
from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.models import Purchase, User

PURPOSE = "purchase_link"


def token_of(purchase: Purchase) -> str:
    """The token of the link in mails to the buyer (43 characters, 256 bits)."""
    return _tokens(purchase.number)[0]


def link_to(purchase: Purchase) -> str:
    """The path to the status page as the buyer can open it: guests need the token."""
    return paths.purchase(purchase.number, "" if purchase.user_id else token_of(purchase))


def opens(purchase: Purchase, token: str) -> bool:
    """Whether a token opens this purchase (never by its number alone)."""
    if not token:
        return False
    given = token.encode()
    derived = any(hmac.compare_digest(given, known.encode()) for known in _tokens(purchase.number))
    return derived or hmac.compare_digest(token_hash(token), purchase.token_hash)


def purchase_of(number: str, user: User | None, token: str = "") -> Purchase:
    """The purchase, for its buyer's account or for whoever holds its link. Raises NotFound."""
    purchase = db.session.scalar(select(Purchase).where(Purchase.number == number))
    if purchase is None:
        raise NotFound
    is_owner = user is not None and purchase.user_id == user.id
    if not is_owner and not opens(purchase, token):
        raise NotFound
    return purchase


def _tokens(number: str) -> list[str]:
    return [base64.urlsafe_b64encode(key).decode().rstrip("=") for key in digests(number, PURPOSE)]
