"""Baskets, checkouts and purchases."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

from marketplace.extensions import db
from marketplace.models import Basket, Product, Purchase, User, Variant, WebSession
from marketplace.models.orders import PaymentMethod
from marketplace.shop import basket as baskets
from marketplace.shop import checkout
from marketplace.shop.checkout import Wish
from marketplace.shop.purchases import Delivery
from tests.factories.catalogue import a_product
from tests.factories.people import a_user

_numbers = count(1)

DISTRICT = "35.09.21"
VILLAGE = "35.09.21.1001"
"""In Sumbersari, Jember."""


def a_basket(owner: User | WebSession | None = None, goods: Mapping[Variant, int] | None = None) -> Basket:
    """A basket with these variants, or with one piece of a new product."""
    owner = owner or a_user()
    for variant, quantity in (goods or {a_product().variants[0]: 1}).items():
        baskets.add(owner, variant.id, quantity)
    basket = baskets.find(owner)
    assert basket is not None
    return basket


def a_delivery(**values: Any) -> Delivery:
    given: dict[str, Any] = {
        "recipient": "Siti Aminah",
        "phone": "+6281234567890",
        "email": f"pembeli{next(_numbers)}@contoh.id",
        "street": "Jl. Gajah Mada 187",
        "village_code": VILLAGE,
        "note": "",
    }
    return Delivery(**(given | values))


def a_wish(owner: User | WebSession, **values: Any) -> Wish:
    """What a buyer sends who has just looked at the page and agrees with it."""
    choices = values.get("choices", {})
    district = values.get("district_code", DISTRICT)
    basket, quote = checkout.show(owner, district, choices)
    given: dict[str, Any] = {
        "key": basket.checkout_key,
        "seen": quote.fingerprint,
        "district_code": district,
        "delivery": a_delivery(),
        "method": PaymentMethod.TRANSFER,
    }
    return Wish(**(given | values))


def a_purchase(
    buyer: User | None = None,
    goods: Mapping[Product, int] | None = None,
    *,
    method: PaymentMethod = PaymentMethod.TRANSFER,
    guest: bool = False,
    **values: Any,
) -> Purchase:
    """A purchase as checkout makes it, waiting for its money unless it is paid at the door."""
    owner = a_visitor() if guest else (buyer or a_user())
    chosen = goods or {a_product(): 1}
    a_basket(owner, {product.variants[0]: quantity for product, quantity in chosen.items()})
    purchase = checkout.place(owner, a_wish(owner, method=method, **values))
    db.session.commit()
    return purchase


def a_visitor() -> WebSession:
    """The browser of somebody who has no account."""
    from marketplace import clock
    from marketplace.crypto import new_token, token_hash
    from marketplace.web.sessions import IDLE

    now = clock.now()
    row = WebSession(token_hash=token_hash(new_token()), last_seen_at=now, expires_at=now + IDLE, data={})
    db.session.add(row)
    db.session.flush()
    return row
