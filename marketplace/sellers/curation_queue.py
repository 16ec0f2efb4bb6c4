"""What waits for an admin, oldest first, and what a machine can already say about it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from marketplace import clock
from marketplace.errors import Invalid, NotFound
from marketplace.extensions import db
from marketplace.formats import licences as formats
from marketplace.i18n import _
from marketplace.models import (
    Category,
    Licence,
    Picture,
    Product,
    ProductChange,
    ProductPhoto,
    Seller,
    Variant,
)
from marketplace.models.catalogue import ChangeStatus, LicenceKind, ProductStatus
from marketplace.models.media import MediaStatus
from marketplace.sellers import category_rules, changes

MOST_SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """One line of the queue: a new listing, or an edit of a live one."""

    product: Product
    since: datetime
    change: ProductChange | None

    @property
    def is_change(self) -> bool:
        return self.change is not None


@dataclass(frozen=True)
class Check:
    """One thing a machine looked at. `is_good` False asks for the admin's eye, it decides nothing."""

    title: str
    is_good: bool
    detail: str = ""


def queue(limit: int = MOST_SHOWN) -> list[Waiting]:
    """The oldest listings and edits that wait."""
    parts = (
        selectinload(Product.photos).joinedload(ProductPhoto.picture),
        selectinload(Product.licences),
        selectinload(Product.variants),
        joinedload(Product.category).selectinload(Category.children),
        joinedload(Product.seller).joinedload(Seller.owner),
    )
    listings = db.session.scalars(
        select(Product)
        .where(Product.status == ProductStatus.WAITING)
        .order_by(Product.submitted_at, Product.id)
        .limit(limit)
        .options(*parts)
    )
    edits = db.session.scalars(
        select(ProductChange)
        .where(ProductChange.status == ChangeStatus.WAITING)
        .order_by(ProductChange.created_at, ProductChange.id)
        .limit(limit)
        .options(joinedload(ProductChange.product).options(*parts))
    )
    found = [Waiting(product, product.submitted_at or product.created_at, None) for product in listings]
    found += [Waiting(change.product, change.created_at, change) for change in edits]
    return sorted(found, key=lambda one: (one.since, one.product.id))[:limit]


def find(status: ProductStatus, words: str, limit: int = MOST_SHOWN) -> list[Product]:
    """Listings in a state whose name or shop has these words, newest first."""
    query = (
        select(Product)
        .join(Seller, Seller.id == Product.seller_id)
        .where(Product.status == status)
        .order_by(Product.id.desc())
        .limit(limit)
        .options(
            joinedload(Product.seller),
            joinedload(Product.category),
            selectinload(Product.photos).joinedload(ProductPhoto.picture),
        )
    )
    if words:
        in_shop = Seller.name.icontains(words, autoescape=True)
        query = query.where(Product.name.icontains(words, autoescape=True) | in_shop)
    return list(db.session.scalars(query))


def any_product(slug: str, *, lock: bool = False) -> Product:
    """A product of any seller, with what an admin looks at. NotFound when there is none."""
    query = (
        select(Product)
        .where(Product.slug == slug)
        .options(
            joinedload(Product.category),
            joinedload(Product.seller).joinedload(Seller.owner),
            selectinload(Product.variants).selectinload(Variant.tiers),
            selectinload(Product.photos).joinedload(ProductPhoto.picture),
            selectinload(Product.licences),
        )
    )
    if lock:
        query = query.with_for_update(of=Product).execution_options(populate_existing=True)
    product = db.session.scalar(query)
    if product is None:
        raise NotFound
    return product


def fingerprint(product: Product) -> str:
    """Changes when anything changes that an admin decides on: sent back with the decision and compared."""
    seen = [
        changes.wanted_values(product),
        [product.description, product.unit, product.composition, product.net_content, product.storage],
        [product.shelf_life_days, product.made_to_order_days, product.min_order, product.tkdn_bps],
        [(v.option1, v.option2, v.price) for v in product.variants if v.is_active],
    ]
    text = json.dumps(seen, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def checks(product: Product, change: ProductChange | None) -> list[Check]:
    """What was looked at already, of the listing as it would be."""
    values: dict[str, Any] = {field: pair["new"] for field, pair in change.fields.items()} if change else {}
    facts = changes.facts_with(product, values)
    lacking = category_rules.lacking(facts, clock.today())
    return [
        Check(_("Kelengkapan kategori"), not lacking, " ".join(r.message for r in lacking)),
        *_licence_checks(product, values),
        _photo_check(product),
        _shop_check(product.seller),
    ]


def _licence_checks(product: Product, values: dict[str, Any]) -> Iterator[Check]:
    claimed = values.get(changes.LICENCES, changes.live_values(product)[changes.LICENCES])
    for kind, value in sorted(claimed.items()):
        title = _("Nomor %(kind)s %(number)s", kind=LicenceKind(kind).label, number=value["number"])
        try:
            doubt = formats.parse(kind, value["number"]).doubt
        except Invalid as refusal:
            doubt = refusal.message
        others = db.session.scalars(
            select(Seller.name)
            .join(Product, Product.seller_id == Seller.id)
            .join(Licence, Licence.product_id == Product.id)
            .where(Licence.number == value["number"], Seller.id != product.seller_id)
            .distinct()
            .limit(3)
        ).all()
        if others:
            doubt = _("Dipakai juga oleh toko lain: %(names)s.", names=", ".join(others))
        yield Check(title, not doubt, _(doubt) if doubt else "")


def _photo_check(product: Product) -> Check:
    hashes = [photo.picture.sha256 for photo in product.photos]
    elsewhere = db.session.scalars(
        select(Seller.name)
        .join(Product, Product.seller_id == Seller.id)
        .join(ProductPhoto, ProductPhoto.product_id == Product.id)
        .join(Picture, Picture.id == ProductPhoto.picture_id)
        .where(Picture.sha256.in_(hashes), Seller.id != product.seller_id)
        .distinct()
        .limit(3)
    ).all()
    if elsewhere:
        return Check(
            _("Foto"), False, _("Foto yang sama dipakai toko lain: %(names)s.", names=", ".join(elsewhere))
        )
    broken = any(photo.picture.status == MediaStatus.BROKEN for photo in product.photos)
    return Check(_("Foto"), not broken, _("Ada foto yang rusak.") if broken else "")


def _shop_check(seller: Seller) -> Check:
    words = "" if seller.is_open else _("Toko belum buka; barangnya tampil setelah toko dibuka.")
    return Check(_("Toko"), seller.is_open, words)
