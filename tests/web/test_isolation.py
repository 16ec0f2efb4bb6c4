"""What belongs to one seller, organiser or buyer does not exist for another: every address, every method."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import (
    Address,
    Batch,
    Certificate,
    Notice,
    Order,
    OrderLine,
    Participant,
    Product,
    ProductPhoto,
    Purchase,
    Seller,
    SellerPaper,
    TrainingSession,
    User,
    Variant,
)
from marketplace.models.orders import OrderStatus
from marketplace.orm import Base
from marketplace.transactions import transaction
from tests.factories.applications import an_application
from tests.factories.bimtek import (
    a_batch,
    a_certificate,
    a_graduate,
    a_programme,
    a_session,
    an_officer,
    an_organiser,
)
from tests.factories.orders import an_order
from tests.factories.people import a_user
from tests.factories.sellers import a_seller
from tests.harness.web import browser_client, session_cookie
from tests.web.test_permissions import declared, rules

WATCHED: tuple[type[Base], ...] = (
    Address,
    Batch,
    Certificate,
    Notice,
    Order,
    OrderLine,
    Participant,
    Product,
    ProductPhoto,
    Purchase,
    Seller,
    SellerPaper,
    TrainingSession,
    Variant,
)


@dataclass(frozen=True)
class Property:
    """What somebody owns: values of address arguments, by the beginning of the endpoint's name."""

    intruder: User
    values: dict[str, dict[str, Any]] = field(default_factory=dict)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All columns of all rows that could have been touched."""
    db.session.expire_all()
    return {
        model.__tablename__: [
            tuple(row) for row in db.session.execute(select(model.__table__).order_by(model.__table__.c.id))
        ]
        for model in WATCHED
    }


def of_a_seller() -> Property:
    order = an_order(a_seller(), status=OrderStatus.PLACED)
    product = order.lines[0].product
    slug = {"slug": product.slug, "token": product.photos[0].picture.token}
    number = {"number": order.number, "order_number": order.number, "position": 1}
    return Property(
        a_seller().owner, {"listings": slug, "seller_orders": number, "balance": number, "reviews": number}
    )


def of_an_applicant() -> Property:
    theirs = an_application()
    token = {"token": theirs.papers[0].paper.token, "key": "berkas"}
    stranger = a_user()
    return Property(stranger, {"onboarding.paper": token, "onboarding.remove": token})


def of_an_organiser() -> Property:
    organiser = an_organiser()
    batch = a_batch(a_programme(organiser))
    session, certificate = a_session(batch), a_certificate(a_graduate(batch))
    people = certificate.participant
    refs: Mapping[str, Any] = {
        "programme": batch.programme.ref,
        "batch": batch.ref,
        "session": session.ref,
        "participant": people.ref,
    }
    values: dict[str, dict[str, Any]] = {}
    values["bimtek"] = {"refs": refs, "code": certificate.code}
    return Property(an_officer(an_organiser()), values)


def of_a_buyer() -> Property:
    buyer = a_user()
    order = an_order(a_seller(), status=OrderStatus.PLACED, buyer=buyer)
    number = {"number": order.purchase.number, "order_number": order.number, "position": 1}
    return Property(a_user(), {"orders": number, "payments": number, "reviews.write": number})


OWNERS: dict[str, Callable[[], Property]] = {
    "a seller": of_a_seller,
    "an applicant": of_an_applicant,
    "an organiser": of_an_organiser,
    "a buyer": of_a_buyer,
}
REF_OF = {"program": "programme", "angkatan": "batch", "sesi": "session", "peserta": "participant"}


@pytest.mark.parametrize("owner", OWNERS)
def test_others_get_404_on_every_address_and_nothing_changes(app: Flask, owner: str) -> None:
    with transaction():
        theirs = OWNERS[owner]()
        intruder = theirs.intruder
    before = everything()
    tried, leaks = 0, []
    for rule, method in rules(app):
        values = _values(rule.endpoint, rule.rule, theirs)
        if not rule.arguments or values is None or not set(rule.arguments) <= set(values):
            continue
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
        client = browser_client(app)
        client.set_cookie(*session_cookie(app, intruder))
        answer = client.open(address, method=method)
        tried += 1
        if answer.status_code != 404:
            leaks.append(f"{method} {address}: {answer.status_code}")

    assert not leaks, "\n".join(leaks)
    assert tried >= {"a seller": 40, "an applicant": 2, "an organiser": 20, "a buyer": 8}[owner]
    assert everything() == before


def _values(endpoint: str, rule: str, theirs: Property) -> dict[str, Any] | None:
    fitting = [values for start, values in theirs.values.items() if f"{endpoint}.".startswith(f"{start}.")]
    fitting += [values for start, values in theirs.values.items() if endpoint == start]
    if not fitting:
        return None
    values = dict(fitting[-1])
    if "refs" in values:
        part = [*rule.split("/"), "", ""][2]
        values["ref"] = values["refs"].get(REF_OF.get(part, ""))
        if values["ref"] is None:
            values.pop("ref")
    return values


def test_public_addresses_of_products_and_shops_are_no_leak(app: Flask) -> None:
    """The table above would be worth nothing if it skipped the seller's addresses by their audience."""
    seller_rules = [
        rule for rule, _method in rules(app) if "seller" in declared(app, rule) and rule.arguments
    ]
    starts = {rule.endpoint.split(".")[0] for rule in seller_rules}

    assert starts <= {"listings", "seller_orders", "reviews", "balance"}
