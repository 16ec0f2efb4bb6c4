"""A seller's own products: finding one, listing them. Knows nothing about HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.models import Category, Product, ProductPhoto, Seller, Variant
from marketplace.models.catalogue import ProductStatus
from marketplace.orm import Labelled

PAGE = 20
LIVE = frozenset({ProductStatus.PUBLISHED, ProductStatus.PAUSED})
"""An admin has seen these (or did not have to): guarded fields change only after another look."""


class Tab(Labelled):
    """The views of the product list, by the word in their address."""

    ALL = "semua", "Semua"
    LIVE = "tayang", "Tayang"
    WAITING = "menunggu", "Menunggu"
    DRAFT = "draf", "Draf"
    TO_MEND = "perbaiki", "Perlu diperbaiki"
    PAUSED = "dijeda", "Dijeda"
    SOLD_OUT = "habis", "Habis"
    ARCHIVED = "arsip", "Diarsipkan"


def _is(*statuses: ProductStatus) -> ColumnElement[bool]:
    return Product.status.in_(statuses)


TABS: dict[Tab, ColumnElement[bool]] = {
    Tab.ALL: Product.status != ProductStatus.ARCHIVED,
    Tab.LIVE: and_(_is(ProductStatus.PUBLISHED), Product.in_stock),
    Tab.WAITING: _is(ProductStatus.WAITING),
    Tab.DRAFT: _is(ProductStatus.DRAFT),
    Tab.TO_MEND: _is(ProductStatus.NEEDS_CHANGES, ProductStatus.BLOCKED),
    Tab.PAUSED: _is(ProductStatus.PAUSED),
    Tab.SOLD_OUT: and_(_is(ProductStatus.PUBLISHED), ~Product.in_stock),
    Tab.ARCHIVED: _is(ProductStatus.ARCHIVED),
}


@dataclass(frozen=True)
class Shelf:
    """One page of a list. `next_after` is the slug to ask on from, None at the end."""

    products: Sequence[Product]
    next_after: str | None


def product_of(seller: Seller, slug: str, *, lock: bool = False) -> Product:
    """This seller's product, with what the editor shows. NotFound when it is not theirs.

    `lock` holds the row (and refreshes it) until the transaction ends; its variants first, because whoever
    buys one locks that and then the product that follows it.
    """
    if lock:
        mine = select(Product.id).where(Product.seller_id == seller.id, Product.slug == slug)
        variants = select(Variant.id).where(Variant.product_id.in_(mine)).order_by(Variant.id)
        db.session.execute(variants.with_for_update())
    query = (
        select(Product)
        .where(Product.seller_id == seller.id, Product.slug == slug)
        .options(
            joinedload(Product.category),
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


def counts(seller: Seller) -> dict[Tab, int]:
    """How many products stand under each tab."""
    columns = [func.count().filter(rule).label(tab.value) for tab, rule in TABS.items()]
    row = db.session.execute(select(*columns).where(Product.seller_id == seller.id)).one()
    return {tab: getattr(row, tab.value) for tab in TABS}


def shelf_of(seller: Seller, tab: Tab, words: str = "", after: str = "") -> Shelf:
    """One page of a tab, newest first, after the product with the slug `after`.

    `words` must occur in the name or in the seller's own code of a variant.
    """
    query = (
        select(Product)
        .where(Product.seller_id == seller.id, TABS[tab])
        .order_by(Product.id.desc())
        .limit(PAGE + 1)
        .options(
            joinedload(Product.category),
            selectinload(Product.variants),
            selectinload(Product.photos).joinedload(ProductPhoto.picture),
            selectinload(Product.changes),
        )
    )
    if words:
        has_code = Product.variants.any(Variant.code.icontains(words, autoescape=True))
        query = query.where(Product.name.icontains(words, autoescape=True) | has_code)
    if after:
        start = select(Product.id).where(Product.seller_id == seller.id, Product.slug == after)
        query = query.where(Product.id < start.scalar_subquery())
    found = list(db.session.scalars(query))
    return Shelf(found[:PAGE], found[PAGE - 1].slug if len(found) > PAGE else None)


def category_by_slug(slug: str) -> Category:
    """The category of an address or form. NotFound when there is none."""
    category = db.session.scalar(
        select(Category).where(Category.slug == slug).options(selectinload(Category.children))
    )
    if category is None:
        raise NotFound
    return category


def categories() -> list[Category]:
    """The top of the tree with its children, in order; shelves that are off are left out."""
    query = (
        select(Category)
        .where(Category.parent_id.is_(None), Category.is_enabled)
        .order_by(Category.position)
        .options(selectinload(Category.children))
    )
    return list(db.session.scalars(query))
