"""The photos that bought things had when they were bought."""

from collections.abc import Iterable

from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Order, Picture


def of(orders: Iterable[Order]) -> dict[str, Picture]:
    """Photos of the orders' lines by the token in their snapshot; those that are gone are left out."""
    tokens = {line.snapshot.get("photo", "") for order in orders for line in order.lines} - {""}
    if not tokens:
        return {}
    found = db.session.scalars(select(Picture).where(Picture.token.in_(tokens)))
    return {picture.token: picture for picture in found if picture.is_ready}
