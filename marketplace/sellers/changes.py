"""Edits of a live product that wait for an admin while the old version stays on sale.

Name, category, licence claims and photos of a live product are guarded: a new value is written into the
product's one waiting `ProductChange`. Anything else, and all of a product that is not live, is set at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from marketplace import clock, events
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.models import Category, Licence, Product, ProductChange, ProductPhoto, User
from marketplace.models.catalogue import ChangeStatus, HalalState, LicenceKind
from marketplace.sellers import category_rules, listings

NAME, CATEGORY, LICENCES, HALAL, EXEMPTION, PHOTOS = (
    "name",
    "category",
    "licences",
    "halal",
    "food_exemption",
    "photos",
)
"""Keys of `ProductChange.fields`. Values: text, slug, {kind: {number, expires_on}}, code, code, [token]."""


def waiting(product: Product, *, lock: bool = False) -> ProductChange | None:
    """The change that waits for an admin, if any."""
    query = select(ProductChange).where(
        ProductChange.product_id == product.id, ProductChange.status == ChangeStatus.WAITING
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(query)


def has_waiting(product: Product) -> bool:
    """The same question of a product whose changes are loaded, for lists."""
    return any(change.status == ChangeStatus.WAITING for change in product.changes)


def live_values(product: Product) -> dict[str, Any]:
    """The guarded fields as buyers see them."""
    return {
        NAME: product.name,
        CATEGORY: product.category.slug,
        LICENCES: {
            licence.kind.value: {
                "number": licence.number,
                "expires_on": licence.expires_on.isoformat() if licence.expires_on else None,
            }
            for licence in product.licences
        },
        HALAL: product.halal.value if product.halal else None,
        EXEMPTION: product.food_exemption,
        PHOTOS: [photo.picture.token for photo in product.photos if photo.is_live],
    }


def wanted_values(product: Product) -> dict[str, Any]:
    """The guarded fields as the seller wants them: live ones, overlaid by what waits."""
    values = live_values(product)
    if product.status not in listings.LIVE:
        values[PHOTOS] = [photo.picture.token for photo in product.photos]
    change = waiting(product)
    if change is not None:
        values |= {field: pair["new"] for field, pair in change.fields.items()}
    return values


def put(product: Product, values: dict[str, Any]) -> ProductChange | None:
    """Set guarded fields of a locked product, at once or by a waiting change, which is returned.

    Raises Invalid when the live product would then lack something its category asks for.
    """
    if product.status not in listings.LIVE:
        apply(product, values)
        return None
    change = waiting(product, lock=True)
    live = live_values(product)
    fields = dict(change.fields) if change else {}
    for field, new in values.items():
        fields.pop(field, None)
        if new != live[field]:
            fields[field] = {"old": live[field], "new": new}
    _refuse_lacking(product, {field: pair["new"] for field, pair in fields.items()})
    return _keep(product, change, fields)


def _keep(product: Product, change: ProductChange | None, fields: dict[str, Any]) -> ProductChange | None:
    owner = product.seller.owner
    if not fields:
        if change is not None:
            withdraw(product, change, owner)
        return None
    if change is None:
        change = ProductChange(product=product, fields=fields)
        db.session.add(change)
        events.record("listing_change_proposed", product, actor=owner, fields=sorted(fields))
    elif change.fields != fields:
        change.fields = fields
        events.record("listing_change_edited", product, actor=owner, fields=sorted(fields))
    return change


def withdraw(product: Product, change: ProductChange, actor: User) -> None:
    """The seller takes a waiting change back; photos that came with it go."""
    change.status, change.decided_at = ChangeStatus.WITHDRAWN, clock.now()
    drop_new_photos(product)
    events.record("listing_change_withdrawn", product, actor=actor)


def drop_new_photos(product: Product) -> None:
    for photo in [photo for photo in product.photos if not photo.is_live]:
        product.photos.remove(photo)
        db.session.delete(photo)


def _refuse_lacking(product: Product, values: dict[str, Any]) -> None:
    """A change may not take away what a live product must show."""
    before = {requirement.field for requirement in category_rules.missing(product)}
    for requirement in category_rules.lacking(facts_with(product, values), clock.today()):
        if requirement.field not in before:
            raise Invalid(requirement.message, field=requirement.field)


def facts_with(product: Product, values: dict[str, Any]) -> category_rules.Facts:
    """What the category's rules would look at with these guarded values set."""
    facts = category_rules.facts_of(product)
    if NAME in values:
        facts = replace(facts, name=values[NAME])
    if CATEGORY in values:
        facts = replace(facts, category=listings.category_by_slug(values[CATEGORY]))
    if LICENCES in values:
        licences = tuple(
            (LicenceKind(kind), _day(value["expires_on"])) for kind, value in values[LICENCES].items()
        )
        facts = replace(facts, licences=licences)
    if HALAL in values:
        facts = replace(facts, halal=HalalState(values[HALAL]) if values[HALAL] else None)
    if EXEMPTION in values:
        facts = replace(facts, food_exemption=values[EXEMPTION])
    if PHOTOS in values:
        facts = replace(facts, photos=len(values[PHOTOS]), good_photos=len(values[PHOTOS]))
    return facts


def apply(product: Product, values: dict[str, Any]) -> None:
    """Set guarded fields for good."""
    for field, value in values.items():
        _SETTERS[field](product, value)
    db.session.flush()


def _set_name(product: Product, name: str) -> None:
    product.name = name


def _set_category(product: Product, slug: str) -> None:
    category: Category = listings.category_by_slug(slug)
    product.category = category


def _set_licences(product: Product, wanted: dict[str, Any]) -> None:
    """Unchanged numbers keep their row, and with it that an admin verified them."""
    for licence in list(product.licences):
        value = wanted.get(licence.kind.value)
        if value is None:
            product.licences.remove(licence)
            db.session.delete(licence)
        elif (licence.number, licence.expires_on) != (value["number"], _day(value["expires_on"])):
            licence.number, licence.expires_on = value["number"], _day(value["expires_on"])
            licence.verified_at = None
    db.session.flush()
    have = {licence.kind.value for licence in product.licences}
    for kind in sorted(set(wanted) - have):
        value = wanted[kind]
        product.licences.append(
            Licence(kind=LicenceKind(kind), number=value["number"], expires_on=_day(value["expires_on"]))
        )


def _set_halal(product: Product, state: str | None) -> None:
    product.halal = HalalState(state) if state else None


def _set_exemption(product: Product, code: str) -> None:
    product.food_exemption = code


def _set_photos(product: Product, tokens: list[str]) -> None:
    """Show exactly these photos in this order; rows of the others go."""
    places = {token: position for position, token in enumerate(tokens)}
    for photo in list(product.photos):
        place = places.get(photo.picture.token)
        if place is None:
            product.photos.remove(photo)
            db.session.delete(photo)
        else:
            photo.position, photo.is_live = place, True
    product.photos.sort(key=lambda photo: photo.position)


_SETTERS: dict[str, Callable[[Product, Any], None]] = {
    NAME: _set_name,
    CATEGORY: _set_category,
    LICENCES: _set_licences,
    HALAL: _set_halal,
    EXEMPTION: _set_exemption,
    PHOTOS: _set_photos,
}


def wanted_photos(product: Product) -> list[ProductPhoto]:
    """Photo rows in the order the seller wants them, those that still wait included."""
    by_token = {photo.picture.token: photo for photo in product.photos}
    return [by_token[token] for token in wanted_values(product)[PHOTOS] if token in by_token]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
