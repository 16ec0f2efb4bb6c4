"""What buyers say about what they received. Verified by construction: a review belongs to a bought line.

The product's rating is kept exact: it counts the reviews that are shown, in the same transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from marketplace import clock, events, rules
from marketplace.errors import Conflict, Invalid, InvalidTransition, NotFound
from marketplace.extensions import db
from marketplace.i18n import N_, _
from marketplace.models import Order, OrderLine, Picture, Product, Purchase, Review, ReviewPhoto, Seller, User
from marketplace.models.orders import OrderStatus
from marketplace.notifications import notify
from marketplace.shop.order_lookup import of_purchase

MOST_PHOTOS = 3
LONGEST, LONGEST_REPLY = 2000, 1000  # characters


class AlreadyReviewed(Conflict):
    def default_message(self) -> str:
        return _("Barang ini sudah Anda ulas.")


class CannotEdit(Conflict):
    def default_message(self) -> str:
        return _("Ulasan hanya bisa diubah sekali, paling lama 30 hari setelah ditulis.")


class AlreadyReplied(Conflict):
    def default_message(self) -> str:
        return _("Ulasan ini sudah Anda balas.")


@dataclass(frozen=True)
class Words:
    """What a buyer says. `keep_photos` makes the pictures in the open transaction."""

    stars: int
    text: str = ""
    keep_photos: Callable[[], list[Picture]] | None = None


def line_of(purchase: Purchase, order_number: str, position: int) -> OrderLine:
    """A bought line by its place in the order, counted from 1. Raises NotFound."""
    order = of_purchase(purchase, order_number)
    if not 1 <= position <= len(order.lines):
        raise NotFound
    return order.lines[position - 1]


def write(line: OrderLine, words: Words, actor: User | None) -> Review:
    """Review a line of a completed order, once. `actor` is None for a guest who holds the link.

    Raises InvalidTransition before completion, AlreadyReviewed, Invalid.
    """
    order = line.order
    _require_completed(order)
    _check(words)
    product = _lock_product(line.product_id)
    if of_line(line) is not None:
        raise AlreadyReviewed
    review = Review(
        line=line,
        product_id=product.id,
        user_id=actor.id if actor else None,
        author=short_name(order.purchase.recipient),
        stars=words.stars,
        text=words.text.strip(),
    )
    db.session.add(review)
    _add_photos(review, words)
    _count(product.id, words.stars, 1)
    events.record("review_written", review, actor=actor, stars=words.stars)
    message = N_("Ulasan baru untuk %(product)s: %(stars)s bintang.")
    key = f"review:{review.id}"
    notify(order.seller.owner, message, key, path="/mitra/ulasan", product=line.name, stars=words.stars)
    return review


def edit(line: OrderLine, words: Words, actor: User | None) -> Review:
    """Change a review once, within the days the rules give. Raises NotFound, CannotEdit, Invalid."""
    _check(words)
    _lock_product(line.product_id)
    review = of_line(line)
    if review is None:
        raise NotFound
    if not can_edit(review):
        raise CannotEdit
    events.record("review_edited", review, actor=actor, stars=words.stars, was=review.stars)
    if review.hidden_at is None:
        _count(review.product_id, words.stars - review.stars, 0)
    review.stars, review.text, review.edited_at = words.stars, words.text.strip(), clock.now()
    if words.keep_photos:
        review.photos.clear()
        db.session.flush()
        _add_photos(review, words)
    return review


def can_edit(review: Review) -> bool:
    """Whether its writer may still change it."""
    until = review.created_at + timedelta(days=rules.number("clock.review_days"))
    return review.edited_at is None and clock.now() <= until


def reply(seller: Seller, order_number: str, position: int, text: str) -> Review:
    """The seller answers in public, once. Raises NotFound, AlreadyReplied, Invalid."""
    review = of_seller_at(seller, order_number, position)
    if review.replied_at is not None:
        raise AlreadyReplied
    words = text.strip()
    if not words or len(words) > LONGEST_REPLY:
        raise Invalid(_("Tulis balasan, paling banyak 1.000 huruf."), field="reply")
    review.reply, review.replied_at = words, clock.now()
    events.record("review_replied", review, actor=seller.owner)
    if review.user is not None:
        message = N_("%(shop)s membalas ulasan Anda.")
        path = f"/produk/{review.product.slug}#ulasan"
        notify(review.user, message, f"review_reply:{review.id}", path=path, shop=seller.name)
    return review


def report(reporter: User, review: Review, reason: str) -> None:
    """Say that a review breaks the rules; an admin looks at it. A second report changes nothing."""
    if review.reported_at is not None or review.hidden_at is not None:
        return
    review.reported_at, review.report_reason = clock.now(), reason
    events.record("review_reported", review, actor=reporter, reason=reason)


def hide(admin: User, review: Review, reason: str) -> Review:
    """Take a review off the page and out of the rating. Raises Conflict, Invalid."""
    _lock(review)
    if not reason.strip():
        raise Invalid(_("Tulis alasannya."), field="reason")
    if review.hidden_at is not None:
        raise Conflict(_("Ulasan ini sudah disembunyikan."))
    review.hidden_at, review.hidden_reason = clock.now(), reason.strip()
    _count(review.product_id, -review.stars, -1)
    events.record("review_hidden", review, actor=admin, reason=reason.strip())
    return review


def keep(admin: User, review: Review) -> Review:
    """The report was not justified; the review stays."""
    _lock(review)
    review.reported_at, review.report_reason = None, ""
    events.record("review_kept", review, actor=admin)
    return review


def of_line(line: OrderLine) -> Review | None:
    """The review of a bought line, as it is now."""
    query = select(Review).where(Review.order_line_id == line.id)
    return db.session.scalar(query.execution_options(populate_existing=True))


def at(order_number: str, position: int) -> Review:
    """The review of the line at this place (from 1) of an order. Raises NotFound."""
    order = db.session.scalar(select(Order).where(Order.number == order_number))
    if order is None or not 1 <= position <= len(order.lines):
        raise NotFound
    review = of_line(order.lines[position - 1])
    if review is None:
        raise NotFound
    return review


def short_name(name: str) -> str:
    """`Siti Aminah` becomes `Siti A.`: enough to be a person, too little to be found."""
    words = name.split()
    if not words:
        return _("Pembeli")
    return words[0] if len(words) == 1 else f"{words[0]} {words[-1][0].upper()}."


def _require_completed(order: Order) -> None:
    if order.status != OrderStatus.COMPLETED:
        raise InvalidTransition(order, order.status, OrderStatus.COMPLETED)


def _check(words: Words) -> None:
    if not 1 <= words.stars <= 5:
        raise Invalid(_("Pilih 1 sampai 5 bintang."), field="stars")
    if len(words.text.strip()) > LONGEST:
        raise Invalid(_("Terlalu panjang. Ringkas menjadi paling banyak 2.000 huruf."), field="text")


def _lock_product(product_id: int) -> Product:
    """One review at a time per product, so that its rating adds up."""
    query = select(Product).where(Product.id == product_id).with_for_update(of=Product)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _lock(review: Review) -> None:
    _lock_product(review.product_id)
    db.session.refresh(review)


def _count(product_id: int, stars: int, reviews: int) -> None:
    db.session.execute(
        update(Product)
        .where(Product.id == product_id)
        .values(
            rating_sum=Product.rating_sum + stars,
            rating_count=Product.rating_count + reviews,
            updated_at=Product.updated_at,
        )
        .execution_options(synchronize_session="fetch")
    )


def _add_photos(review: Review, words: Words) -> None:
    for picture in (words.keep_photos() if words.keep_photos else [])[:MOST_PHOTOS]:
        review.photos.append(ReviewPhoto(picture=picture))
    db.session.flush()


def of_seller_at(seller: Seller, order_number: str, position: int) -> Review:
    review = at(order_number, position)
    _lock(review)
    if review.line.order.seller_id != seller.id or review.hidden_at is not None:
        raise NotFound
    return review
