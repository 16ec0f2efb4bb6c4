"""Whose basket a request is about."""

from flask import session

from marketplace.models import WebSession
from marketplace.shop.basket import Owner
from marketplace.web.access import visitor


def owner_now() -> Owner | None:
    """The signed-in person, or the visitor's browser when it is known; None for a stranger."""
    user = visitor()
    if user is not None:
        return user
    row: WebSession | None = getattr(session, "row", None)
    return row


def owner_to_be() -> Owner:
    """The same, remembering a stranger's browser from now on. Inside a transaction."""
    return visitor() or session.persist()  # type: ignore[attr-defined]
