"""The life of a listing in its seller's hands: put up, taken back, paused, archived."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import func, select

from marketplace import clock, events, rules
from marketplace.errors import Invalid, InvalidTransition, NotFound
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Product, Seller
from marketplace.models.catalogue import ProductStatus
from marketplace.sellers import category_rules, changes, listings


class Incomplete(Invalid):
    """The listing lacks what its category asks for."""

    def __init__(self, requirements: Sequence[category_rules.Requirement]) -> None:
        self.requirements = list(requirements)
        super().__init__(_("Belum bisa tayang. Lengkapi dulu yang masih kurang."))


def needs_a_look(product: Product) -> bool:
    """An admin looks at every listing of some categories, and at the first ones of every shop."""
    if category_rules.is_curated(product.category):
        return True
    shown_before = db.session.scalar(
        select(func.count(Product.id)).where(
            Product.seller_id == product.seller_id,
            Product.published_at.is_not(None),
            Product.id != product.id,
        )
    )
    return (shown_before or 0) < rules.number("listing.curated_first")


def submit(seller: Seller, slug: str) -> Product:
    """Put a listing up: it is published, or waits for an admin where somebody has to look.

    Raises Incomplete, InvalidTransition, NotFound.
    """
    product = listings.product_of(seller, slug, lock=True)
    _refuse_others(product, ProductStatus.WAITING, ProductStatus.DRAFT, ProductStatus.NEEDS_CHANGES)
    if requirements := category_rules.missing(product):
        raise Incomplete(requirements)
    if product.status == ProductStatus.NEEDS_CHANGES or needs_a_look(product):
        product.submit(clock.now())
        events.record("listing_submitted", product, actor=seller.owner)
    else:
        product.publish(clock.now())
        events.record("listing_published", product, actor=seller.owner)
    return product


def withdraw(seller: Seller, slug: str) -> Product:
    """Take a waiting listing back into the drafts."""
    product = listings.product_of(seller, slug, lock=True)
    _refuse_others(product, ProductStatus.DRAFT, ProductStatus.WAITING)
    product.withdraw()
    events.record("listing_withdrawn", product, actor=seller.owner)
    return product


def pause(seller: Seller, slug: str) -> Product:
    """Take a listing off the market for a while."""
    product = listings.product_of(seller, slug, lock=True)
    product.pause()
    events.record("listing_paused", product, actor=seller.owner)
    return product


def resume(seller: Seller, slug: str) -> Product:
    """Bring a paused listing back. Raises Incomplete when a licence has run out meanwhile."""
    product = listings.product_of(seller, slug, lock=True)
    _refuse_others(product, ProductStatus.PUBLISHED, ProductStatus.PAUSED)
    if requirements := category_rules.missing(product):
        raise Incomplete(requirements)
    product.publish(clock.now())
    events.record("listing_resumed", product, actor=seller.owner)
    return product


def archive(seller: Seller, slug: str) -> Product:
    """Put a listing away; what waited for an admin waits no more."""
    product = listings.product_of(seller, slug, lock=True)
    if product.status == ProductStatus.WAITING:
        product.withdraw()
    change = changes.waiting(product, lock=True)
    product.archive()
    if change is not None:
        changes.withdraw(product, change, seller.owner)
    events.record("listing_archived", product, actor=seller.owner)
    return product


def restore(seller: Seller, slug: str) -> Product:
    """Bring an archived listing back as a draft."""
    product = listings.product_of(seller, slug, lock=True)
    _refuse_others(product, ProductStatus.DRAFT, ProductStatus.ARCHIVED)
    product.restore()
    events.record("listing_restored", product, actor=seller.owner)
    return product


def withdraw_change(seller: Seller, slug: str) -> Product:
    """Take back the edit that waits for an admin. NotFound when none does (any more)."""
    product = listings.product_of(seller, slug, lock=True)
    change = changes.waiting(product, lock=True)
    if change is None:
        raise NotFound(_("Tidak ada perubahan yang menunggu. Mungkin admin sudah memutuskannya."))
    changes.withdraw(product, change, seller.owner)
    return product


def _refuse_others(product: Product, wanted: ProductStatus, *begins: ProductStatus) -> None:
    """Some ways lead to the same place from several; a deed takes only its own."""
    if product.status not in begins:
        raise InvalidTransition(product, product.status, wanted)


DEEDS: dict[str, Callable[[Seller, str], Product]] = {"jeda": pause, "lanjut": resume, "arsip": archive}
"""What can be done to many at once, by the word in the form."""


def for_many(seller: Seller, slugs: Sequence[str], deed: str) -> tuple[int, int]:
    """Do one deed to several products: how many it was done to, and how many could not.

    Products that are not this seller's count as those that could not.
    """
    done = 0
    mine = select(Product.slug).where(Product.seller_id == seller.id, Product.slug.in_(slugs))
    found = list(db.session.scalars(mine.order_by(Product.id)))
    refused = len(set(slugs)) - len(found)
    for slug in found:
        with_slug = DEEDS[deed]
        try:
            with_slug(seller, slug)
        except (InvalidTransition, Incomplete, NotFound):
            refused += 1
        else:
            done += 1
    return done, refused
