"""Reviews: only of what was received, once, with a rating that stays exact."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace import clock
from marketplace.errors import Conflict, Invalid, InvalidTransition, NotFound
from marketplace.extensions import db
from marketplace.models import Order, Picture, Product, Review, Seller, User
from marketplace.models.orders import OrderStatus
from marketplace.shop import reviews
from tests.factories.catalogue import a_product
from tests.factories.media import image_bytes
from tests.factories.orders import an_order
from tests.factories.people import a_user, an_admin
from tests.factories.sellers import a_seller
from tests.harness.queries import count_queries
from tests.harness.web import BrowserClient

AsUser = Callable[[User], BrowserClient]


def _completed(seller: Seller | None = None, product: Product | None = None, **values: User) -> Order:
    return an_order(seller, product=product, status=OrderStatus.COMPLETED, **values)


def _reviewed(stars: int = 4) -> tuple[Order, Review]:
    order = _completed()
    review = reviews.write(order.lines[0], reviews.Words(stars, "Renyah."), None)
    db.session.flush()
    return order, review


def _rating(product_id: int) -> tuple[int, int]:
    db.session.flush()
    row = db.session.execute(
        select(Product.rating_sum, Product.rating_count).where(Product.id == product_id)
    ).one()
    return row[0], row[1]


@pytest.mark.parametrize("status", [status for status in OrderStatus if status != OrderStatus.COMPLETED])
def test_only_who_received_may_review(status: OrderStatus) -> None:
    order = an_order(status=status)

    with pytest.raises(InvalidTransition):
        reviews.write(order.lines[0], reviews.Words(5), None)

    assert (_rating(order.lines[0].product_id), db.session.scalar(select(Review.id))) == ((0, 0), None)


def test_a_review_counts_and_names_its_writer_shortly() -> None:
    order, review = _reviewed(4)

    assert (review.author, review.stars) == ("Siti A.", 4)
    assert _rating(order.lines[0].product_id) == (4, 1)


@pytest.mark.parametrize(
    ("name", "short"),
    [("Siti Aminah", "Siti A."), ("Sukarno", "Sukarno"), ("R. A. Kartini", "R. K."), ("", "Pembeli")],
)
def test_names_are_shortened(name: str, short: str) -> None:
    assert reviews.short_name(name) == short


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_stars_are_one_to_five(stars: int) -> None:
    order = _completed()

    with pytest.raises(Invalid):
        reviews.write(order.lines[0], reviews.Words(stars), None)

    assert _rating(order.lines[0].product_id) == (0, 0)


def test_a_line_is_reviewed_once() -> None:
    order, _review = _reviewed(4)

    with pytest.raises(reviews.AlreadyReviewed):
        reviews.write(order.lines[0], reviews.Words(1), None)

    assert _rating(order.lines[0].product_id) == (4, 1)


def test_a_review_is_changed_once_within_thirty_days() -> None:
    order, review = _reviewed(2)

    reviews.edit(order.lines[0], reviews.Words(5, "Ternyata enak."), None)
    with pytest.raises(reviews.CannotEdit):
        reviews.edit(order.lines[0], reviews.Words(1), None)

    assert (review.stars, _rating(review.product_id)) == (5, (5, 1))


def test_a_review_older_than_thirty_days_stays_as_it_is() -> None:
    order, review = _reviewed(2)

    with clock.shifted(timedelta(days=31)), pytest.raises(reviews.CannotEdit):
        reviews.edit(order.lines[0], reviews.Words(5), None)

    assert (review.stars, _rating(review.product_id)) == (2, (2, 1))


def test_a_hidden_review_does_not_count_and_is_not_shown(client: BrowserClient) -> None:
    _order, review = _reviewed(1)
    reviews.hide(an_admin(), review, "Kata-kata kasar.")

    assert _rating(review.product_id) == (0, 0)
    with pytest.raises(Conflict):
        reviews.hide(an_admin(), review, "Lagi.")
    assert _rating(review.product_id) == (0, 0)
    assert "Renyah." not in client.get(f"/produk/{review.product.slug}").text


def test_editing_a_hidden_review_leaves_the_rating_alone() -> None:
    order, review = _reviewed(1)
    reviews.hide(an_admin(), review, "Kata-kata kasar.")

    reviews.edit(order.lines[0], reviews.Words(5), None)

    assert _rating(review.product_id) == (0, 0)


def test_the_seller_replies_once(as_user: AsUser, client: BrowserClient) -> None:
    order, review = _reviewed()
    browser = as_user(order.seller.owner)
    path = f"/mitra/ulasan/{order.number}/1/balas"

    answers = [browser.post(path, data={"reply": text}).status_code for text in ("Terima kasih!", "Lagi")]

    assert answers == [303, 409]
    assert review.reply == "Terima kasih!"
    assert "Terima kasih!" in client.get(f"/produk/{review.product.slug}").text
    assert "Terima kasih!" in browser.get("/mitra/ulasan").text


def test_another_seller_cannot_reply() -> None:
    order, review = _reviewed()

    with pytest.raises(NotFound):
        reviews.reply(a_seller(), order.number, 1, "Bukan toko saya.")

    assert review.reply == ""


def test_a_report_reaches_the_admins_who_hide_or_keep(as_user: AsUser) -> None:
    order, review = _reviewed(1)
    admin = as_user(an_admin())

    assert (
        as_user(a_user()).post(f"/ulasan/{order.number}/1/lapor", data={"reason": "kasar"}).status_code == 303
    )
    assert "Renyah." in admin.get("/admin/ulasan").text
    assert admin.post(f"/admin/ulasan/{order.number}/1/biarkan").status_code == 303
    assert "Renyah." not in admin.get("/admin/ulasan").text
    assert (
        as_user(a_user()).post(f"/ulasan/{order.number}/1/lapor", data={"reason": "kasar"}).status_code == 303
    )
    path = f"/admin/ulasan/{order.number}/1/sembunyikan"
    assert admin.post(path, data={"reason": "Kata-kata kasar."}).status_code == 303

    assert review.hidden_reason == "Kata-kata kasar."


def test_a_buyer_sends_up_to_three_photos(as_user: AsUser) -> None:
    buyer = a_user()
    order = _completed(buyer=buyer)
    browser, path = as_user(buyer), f"/pesanan/{order.purchase.number}/{order.number}/ulasan/1"

    def send(count: int, data: bytes) -> int:
        files = [(BytesIO(data), f"foto-{n}.jpg") for n in range(count)]
        return browser.post(path, data={"stars": "5", "text": "Bagus", "photos": files}).status_code

    assert send(4, image_bytes()) == 422
    assert send(1, b"bukan foto") == 422
    assert db.session.scalar(select(func.count(Picture.id)).where(Picture.owner_id == buyer.id)) == 0
    assert send(3, image_bytes()) == 303
    review = db.session.scalars(select(Review)).one()
    assert len(review.photos) == 3


def test_many_reviews_at_once_add_up(app: Flask) -> None:
    seller = a_seller()
    product = a_product(seller, stock=20)
    orders = [_completed(seller, product) for _n in range(6)]
    db.session.commit()
    lines = [order.lines[0].id for order in orders]
    faults: list[BaseException] = []

    def write(order_id: int) -> None:
        try:
            with app.app_context():
                line = db.session.get_one(Order, order_id).lines[0]
                reviews.write(line, reviews.Words(5), None)
                db.session.commit()
        except BaseException as fault:
            faults.append(fault)
            raise

    workers = [threading.Thread(target=write, args=(order.id,)) for order in orders]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert (faults, len(lines)) == ([], 6)
    assert _rating(product.id) == (30, 6)


def test_a_product_page_asks_the_same_for_one_review_and_for_many(client: BrowserClient) -> None:
    seller = a_seller()
    product = a_product(seller, stock=30)

    def statements() -> int:
        with count_queries() as queries:
            assert client.get(f"/produk/{product.slug}").status_code == 200
        return len(queries)

    reviews.write(_completed(seller, product).lines[0], reviews.Words(5, "Satu"), None)
    one = statements()
    for _n in range(12):
        reviews.write(_completed(seller, product).lines[0], reviews.Words(4, "Lagi"), None)

    assert statements() == one <= 12
    page = client.get(f"/produk/{product.slug}").text
    assert "dari 5, 13 ulasan" in page
    assert "Ulasan yang lebih lama" in page
