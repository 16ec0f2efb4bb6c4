"""Sellers and their shops."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from marketplace import clock
from marketplace.extensions import db
from marketplace.models import Seller, SellerApplication, User
from marketplace.models.sellers import SellerStatus
from tests.factories.people import a_user

_numbers = count(1)


def a_seller(
    status: SellerStatus = SellerStatus.APPROVED,
    *,
    open: bool | None = None,  # noqa: A002 - the shop's own word
    owner: User | None = None,
    **values: Any,
) -> Seller:
    """A seller in Kaliwates, Jember. An approved one has an open shop unless `open=False`."""
    n = next(_numbers)
    has_shop = status in {SellerStatus.APPROVED, SellerStatus.SUSPENDED, SellerStatus.CLOSED}
    opened = has_shop if open is None else open
    now = clock.now()
    given: dict[str, Any] = {
        "status": status,
        "name": f"Toko Uji {n}",
        "slug": f"toko-uji-{n}" if has_shop else None,
        "village_code": "35.09.19.1005",
        "district_name": "Kaliwates",
        "regency_code": "35.09",
        "regency_name": "Kabupaten Jember",
        "phone": f"+62812{n:08d}",
        "nib": f"{1_000_000_000_000 + n}",
        "submitted_at": None if status == SellerStatus.DRAFT else now - timedelta(days=3),
        "approved_at": now - timedelta(days=1) if has_shop else None,
        "opened_at": now - timedelta(days=1) if opened else None,
    }
    seller = Seller(owner=owner or a_user(name=f"Penjual {n}"), **(given | values))
    db.session.add(seller)
    db.session.flush()
    db.session.add(SellerApplication(seller=seller, legal_name=seller.owner.name))
    db.session.flush()
    return seller
