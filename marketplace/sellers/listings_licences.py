"""Licence numbers of a product: told, read, expired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace import clock, events
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.formats import licences as formats
from marketplace.i18n import _
from marketplace.models import Licence, Product, Seller
from marketplace.models.catalogue import HalalState, LicenceKind, ProductStatus
from marketplace.sellers import category_rules, changes, listing_notices, listings, photos
from marketplace.transactions import transaction

WARN_DAYS = 30
LATEST_YEAR = 2100


@dataclass(frozen=True)
class Claims:
    """What a seller claims: numbers as typed by kind, their last days where the number does not tell it,
    the halal state, the ground of an exemption, local content in basis points."""

    numbers: Mapping[LicenceKind, str]
    expiries: Mapping[LicenceKind, date | None]
    halal: HalalState | None
    food_exemption: str
    tkdn_bps: int | None


def set_claims(seller: Seller, slug: str, claims: Claims) -> Product:
    """Set every licence claim of a product; on a live one they wait for an admin.

    Raises Invalid, naming the kind, for a number that cannot be, or one whose last day is over.
    """
    product = listings.product_of(seller, slug, lock=True)
    photos.refuse_closed(product)
    if claims.food_exemption and claims.food_exemption not in category_rules.exemptions_of(product.category):
        raise Invalid(_("Alasan itu tidak berlaku untuk kategori ini."), field="food_exemption")
    wanted = _read(claims, product)
    product.tkdn_bps = claims.tkdn_bps
    changes.put(
        product,
        {
            changes.LICENCES: wanted,
            changes.HALAL: claims.halal.value if claims.halal else None,
            changes.EXEMPTION: claims.food_exemption,
        },
    )
    return product


def _read(claims: Claims, product: Product) -> dict[str, Any]:
    known = {licence.kind: licence for licence in product.licences}
    wanted: dict[str, Any] = {}
    for kind, typed in claims.numbers.items():
        if not typed.strip():
            continue
        number = formats.parse(kind.value, typed)
        expires_on = number.expires_on or claims.expiries.get(kind)
        unchanged = kind in known and (known[kind].number, known[kind].expires_on) == (
            number.text,
            expires_on,
        )
        if expires_on is not None and not unchanged:
            _check_day(kind, expires_on)
        wanted[kind.value] = {
            "number": number.text,
            "expires_on": expires_on.isoformat() if expires_on else None,
        }
    return wanted


def _check_day(kind: LicenceKind, day: date) -> None:
    if day < clock.today():
        raise Invalid(
            _(
                "Izin %(kind)s ini sudah habis masa berlakunya. Isi nomor yang masih berlaku.",
                kind=kind.label,
            ),
            field=kind.value,
        )
    if day.year > LATEST_YEAR:
        raise Invalid(_("Tanggal berlakunya terlalu jauh. Periksa tahunnya."), field=kind.value)


def look_after_expiry() -> int:
    """Tell sellers once of licences that ended or soon will, and pause what may not be sold without one.

    Each licence in a transaction of its own; running twice tells nothing twice. Returns how many were paused.
    """
    today = clock.today()
    due = select(Licence.id).where(
        Licence.expires_on.is_not(None), Licence.expires_on <= today + timedelta(days=WARN_DAYS)
    )
    paused = 0
    for licence_id in list(db.session.scalars(due.order_by(Licence.id))):
        with transaction():
            paused += _look_after(licence_id, today)
    return paused


def _look_after(licence_id: int, today: date) -> int:
    query = (
        select(Licence)
        .where(Licence.id == licence_id)
        .options(joinedload(Licence.product).joinedload(Product.seller))
    )
    licence = db.session.scalar(query)
    if licence is None or licence.product.status not in listings.LIVE:
        return 0
    if licence.is_valid_on(today):
        listing_notices.licence_ends_soon(licence)
        return 0
    product = listings.product_of(licence.product.seller, licence.product.slug, lock=True)
    must_pause = product.status == ProductStatus.PUBLISHED and any(
        requirement.page == "izin" for requirement in category_rules.missing(product, today)
    )
    if must_pause:
        product.pause()
        events.record("listing_paused", product, reason="licence", kind=licence.kind.value)
    if licence.kind == LicenceKind.HALAL and product.halal == HalalState.CERTIFIED and not must_pause:
        product.halal = None
        events.record("listing_claim_removed", product, reason="licence", kind=licence.kind.value)
    listing_notices.licence_ended(licence, was_paused=must_pause)
    return int(must_pause)
