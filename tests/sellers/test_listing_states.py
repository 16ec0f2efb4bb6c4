"""The life of a listing in its seller's hands, its variants and prices, its licences, the shop's break."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from marketplace import clock
from marketplace.errors import Conflict, Invalid, InvalidTransition, NotFound
from marketplace.extensions import db
from marketplace.models import Mail, Notice, Product, Seller, StockMovement, User, Variant
from marketplace.models.catalogue import HalalState, LicenceKind, ProductStatus, Storage
from marketplace.sellers import (
    holiday,
    jobs,
    listings_states,
    listings_variants,
    listings_writing,
    photos,
)
from marketplace.sellers.listings_states import Incomplete
from marketplace.sellers.listings_variants import Axis, Row, Tier
from marketplace.sellers.listings_writing import Basics, FoodLabel
from marketplace.transactions import transaction
from tests.factories.catalogue import a_licence, a_product, a_tier, a_variant
from tests.factories.media import image_bytes
from tests.factories.sellers import a_seller
from tests.harness.web import BrowserClient

Deed = Callable[[Seller, str], Product]
MOVES: dict[str, tuple[Deed, dict[ProductStatus, ProductStatus]]] = {
    "submit": (
        listings_states.submit,
        {
            ProductStatus.DRAFT: ProductStatus.WAITING,
            ProductStatus.NEEDS_CHANGES: ProductStatus.WAITING,
        },
    ),
    "withdraw": (listings_states.withdraw, {ProductStatus.WAITING: ProductStatus.DRAFT}),
    "pause": (listings_states.pause, {ProductStatus.PUBLISHED: ProductStatus.PAUSED}),
    "resume": (listings_states.resume, {ProductStatus.PAUSED: ProductStatus.PUBLISHED}),
    "archive": (
        listings_states.archive,
        {
            status: ProductStatus.ARCHIVED
            for status in ProductStatus
            if status not in {ProductStatus.ARCHIVED, ProductStatus.BLOCKED}
        },
    ),
    "restore": (listings_states.restore, {ProductStatus.ARCHIVED: ProductStatus.DRAFT}),
}


@pytest.mark.parametrize("status", list(ProductStatus))
@pytest.mark.parametrize("deed", list(MOVES))
def test_a_seller_moves_a_listing_only_along_its_ways(deed: str, status: ProductStatus) -> None:
    verb, ways = MOVES[deed]
    product = a_product(status=status)

    if status in ways:
        verb(product.seller, product.slug)
        assert product.status == ways[status]
    else:
        with pytest.raises(InvalidTransition):
            verb(product.seller, product.slug)
        assert product.status == status


@pytest.mark.parametrize("deed", list(MOVES))
def test_nobody_moves_a_listing_of_somebody_else(deed: str) -> None:
    product, stranger = a_product(status=ProductStatus.DRAFT), a_seller()

    with pytest.raises(NotFound):
        MOVES[deed][0](stranger, product.slug)

    assert product.status == ProductStatus.DRAFT


def test_a_paused_product_whose_licence_ended_does_not_come_back() -> None:
    product = a_product(status=ProductStatus.PAUSED)
    product.licences[0].expires_on = clock.today() - timedelta(days=1)

    with pytest.raises(Incomplete):
        listings_states.resume(product.seller, product.slug)

    assert product.status == ProductStatus.PAUSED


@pytest.mark.parametrize("status", [ProductStatus.ARCHIVED, ProductStatus.BLOCKED])
def test_what_is_put_away_is_not_edited(status: ProductStatus) -> None:
    product = a_product(status=status, name="Keripik lama")
    basics = Basics("Keripik baru", "camilan", "buah", "", 500, 1)

    with pytest.raises(Conflict):
        listings_writing.update_basics(product.seller, product.slug, basics)
    with pytest.raises(Conflict):
        photos.remove(product.seller, product.slug, product.photos[0].picture.token)

    assert (product.name, product.variants[0].price) == ("Keripik lama", 25_000)


def test_a_live_product_is_not_made_frozen_with_only_pirt() -> None:
    product = a_product()

    with pytest.raises(Invalid, match="tidak boleh memakai P-IRT"):
        listings_writing.update_label(product.seller, product.slug, FoodLabel(90, Storage.FROZEN, "", ""))


@pytest.mark.parametrize("price", [99, 0, 10_000_000_000])
def test_a_price_out_of_bounds_is_refused(price: int) -> None:
    seller = a_seller()

    with pytest.raises(Invalid):
        listings_writing.create(seller, Basics("Kursi rotan", "kursi-meja", "buah", "", price, 1), "abc123")


def test_a_closed_shelf_takes_nothing() -> None:
    seller = a_seller()

    with pytest.raises(Invalid, match="belum dibuka"):
        listings_writing.create(seller, Basics("Cerutu Jember", "tembakau", "buah", "", 50_000, 1), "abc123")


def test_a_copy_is_a_draft_without_stock_and_licences() -> None:
    product = a_product(name="Keripik tempe", axis1="Rasa", price=10_000)
    product.variants[0].option1 = "Asin"
    a_tier(product.variants[0], 10, 9_000)
    db.session.refresh(product.variants[0], ["tiers"])

    copy = listings_writing.duplicate(product.seller, product.slug)
    db.session.flush()

    assert (copy.status, copy.name) == (ProductStatus.DRAFT, "Keripik tempe (salinan)")
    assert [(v.option1, v.price, v.available, v.unit_price(10)) for v in copy.variants] == [
        ("Asin", 10_000, 0, 9_000)
    ]
    assert copy.licences == []
    assert [row.picture_id for row in copy.photos] == [row.picture_id for row in product.photos]


def axes(*pairs: tuple[str, tuple[str, ...]]) -> list[Axis]:
    return [Axis(name, options) for name, options in pairs]


def test_the_only_variant_becomes_the_first_combination_with_its_stock() -> None:
    product = a_product(price=10_000, stock=5)

    listings_variants.set_axes(
        product.seller, product.slug, axes(("Rasa", ("Asin", "Pedas")), ("Isi", ("100 g", "250 g")))
    )

    assert [(v.label, v.price, v.available) for v in product.variants] == [
        ("Asin / 100 g", 10_000, 5),
        ("Asin / 250 g", 10_000, 0),
        ("Pedas / 100 g", 10_000, 0),
        ("Pedas / 250 g", 10_000, 0),
    ]


def test_an_option_left_out_is_switched_off_and_comes_back_with_its_price() -> None:
    product = a_product(price=10_000, stock=5)
    seller, slug = product.seller, product.slug
    listings_variants.set_axes(seller, slug, axes(("Rasa", ("Asin", "Pedas"))))
    spicy = product.variants[1]
    listings_variants.set_rows(seller, slug, {spicy.id: Row(12_000, 3, "KRP-P")})

    listings_variants.set_axes(seller, slug, axes(("Rasa", ("Asin", "Manis"))))
    assert [(v.option1, v.is_active) for v in product.variants] == [
        ("Asin", True), ("Manis", True), ("Pedas", False),
    ]  # fmt: skip
    listings_variants.set_axes(seller, slug, axes(("Rasa", ("Asin", "Pedas"))))

    assert (spicy.is_active, spicy.price, spicy.available, spicy.code) == (True, 12_000, 3, "KRP-P")


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (axes(("", ("Asin",))), "Beri nama"),
        (axes(("Rasa", ())), "satu baris satu"),
        (axes(("Rasa", ("Asin", "asin"))), "dua kali"),
        (axes(("Rasa", ("Asin",)), ("rasa", ("Pedas",))), "berbeda"),
        (axes(("A", tuple(map(str, range(10)))), ("B", tuple(map(str, range(6))))), "menghasilkan 60"),
        (axes(("Rasa", ("x" * 41,))), "paling banyak 40 huruf"),
    ],
)
def test_axes_that_cannot_be_are_refused(wanted: list[Axis], words: str) -> None:
    product = a_product()

    with pytest.raises(Invalid, match=words):
        listings_variants.set_axes(product.seller, product.slug, wanted)

    assert (product.axis1, [v.option1 for v in product.variants]) == ("", [""])


def test_stock_of_a_variant_is_booked_as_a_movement() -> None:
    product = a_product(stock=5)
    variant = product.variants[0]

    listings_variants.set_rows(product.seller, product.slug, {variant.id: Row(25_000, 8)})

    movements = select(func.sum(StockMovement.quantity)).where(StockMovement.variant_id == variant.id)
    assert (variant.on_hand, db.session.scalar(movements)) == (8, 8)


def test_a_variant_of_another_product_is_left_alone() -> None:
    product, theirs = a_product(), a_product(price=10_000)

    listings_variants.set_rows(product.seller, product.slug, {theirs.variants[0].id: Row(500, 0)})

    assert theirs.variants[0].price == 10_000


def test_wholesale_prices_fall_with_the_quantity() -> None:
    product = a_product(price=10_000)
    variant = product.variants[0]

    listings_variants.set_tiers(
        product.seller, product.slug, {variant.id: [Tier(50, 8_000), Tier(10, 9_000)]}
    )

    assert [variant.unit_price(n) for n in (1, 9, 10, 49, 50)] == [10_000, 10_000, 9_000, 9_000, 8_000]


@pytest.mark.parametrize(
    "tiers",
    [
        [Tier(1, 9_000)],
        [Tier(10, 10_000)],
        [Tier(10, 9_000), Tier(20, 9_000)],
        [Tier(10, 9_000), Tier(10, 8_000)],
        [Tier(10, 99)],
        [Tier(n, 9_000 - n) for n in range(2, 8)],
    ],
)
def test_wholesale_prices_that_make_no_sense_are_refused(tiers: list[Tier]) -> None:
    product = a_product(price=10_000)

    with pytest.raises(Invalid):
        listings_variants.set_tiers(product.seller, product.slug, {product.variants[0].id: tiers})

    assert product.variants[0].tiers == []


def test_a_price_does_not_fall_to_its_wholesale_price() -> None:
    product = a_product(price=10_000)
    variant = product.variants[0]
    a_tier(variant, 10, 9_000)

    with pytest.raises(Invalid, match=r"Rp9\.000"):
        listings_writing.set_price_and_stock(product.seller, product.slug, variant.id, 9_000, 5)

    assert variant.price == 10_000


def test_an_ended_compulsory_licence_pauses_the_product_and_is_told_once() -> None:
    product = a_product()
    product.licences[0].expires_on = clock.today() - timedelta(days=1)
    db.session.commit()

    jobs.look_after_licences()
    jobs.look_after_licences()

    db.session.refresh(product)
    assert product.status == ProductStatus.PAUSED
    mail = db.session.scalars(select(Mail)).one()
    assert mail.template == "listing_licence_ended"
    assert "kami jeda dulu" in mail.body_text
    assert db.session.scalar(select(func.count(Notice.id))) == 1


def test_an_ended_voluntary_licence_only_leaves_the_page() -> None:
    product = a_product(category="kursi-meja")
    a_licence(product, LicenceKind.SNI, "SNI 2986:2013", expires_on=clock.today() - timedelta(days=1))
    db.session.commit()

    jobs.look_after_licences()

    db.session.refresh(product)
    assert product.status == ProductStatus.PUBLISHED
    assert "kami jeda dulu" not in db.session.scalars(select(Mail)).one().body_text


def test_a_licence_that_ends_soon_is_told_once() -> None:
    product = a_product()
    product.licences[0].expires_on = clock.today() + timedelta(days=20)
    db.session.commit()

    jobs.look_after_licences()
    jobs.look_after_licences()

    db.session.refresh(product)
    assert product.status == ProductStatus.PUBLISHED
    assert db.session.scalars(select(Mail)).one().template == "listing_licence_soon"


def test_a_shop_takes_a_break_and_ends_it() -> None:
    seller, today = a_seller(), clock.today()

    holiday.take(seller, today, today + timedelta(days=3))
    assert [seller.on_holiday(today + timedelta(days=n)) for n in (-1, 0, 3, 4)] == [False, True, True, False]
    holiday.end(seller)

    assert (seller.holiday_from, seller.holiday_until) == (None, None)


@pytest.mark.parametrize(("first", "last"), [(0, -1), (3, 2), (0, 61)])
def test_a_break_that_makes_no_sense_is_refused(first: int, last: int) -> None:
    seller, today = a_seller(), clock.today()

    with pytest.raises(Invalid):
        holiday.take(seller, today + timedelta(days=first), today + timedelta(days=last))

    assert seller.holiday_from is None


def test_a_tenth_photo_is_refused() -> None:
    product = a_product(status=ProductStatus.DRAFT, photos=9)

    with pytest.raises(Invalid, match="9 foto"):
        photos.attach(product, [a_product().photos[0].picture])

    assert len(product.photos) == 9


def test_the_main_photo_is_the_one_put_first() -> None:
    product = a_product(status=ProductStatus.DRAFT, photos=3)
    tokens = [photo.picture.token for photo in product.photos]

    photos.make_main(product.seller, product.slug, tokens[2])
    photos.move(product.seller, product.slug, tokens[0], by=5)
    db.session.flush()

    assert [photo.picture.token for photo in product.photos] == [tokens[2], tokens[1], tokens[0]]
    assert [photo.position for photo in product.photos] == [0, 1, 2]


def test_variants_keep_their_product_in_stock() -> None:
    product = a_product(stock=0)
    assert not product.in_stock

    a_variant(product, option1="Pedas", stock=2)
    assert product.in_stock


def test_a_seller_and_a_buyer_of_the_last_piece_never_block_each_other(app: Flask) -> None:
    product = a_product(price=10_000, stock=1)
    seller_id, slug, variant_id = product.seller_id, product.slug, product.variants[0].id
    db.session.commit()

    def edit() -> None:
        with app.app_context():
            with transaction() as session:
                seller = session.get_one(Seller, seller_id)
                listings_writing.set_price_and_stock(seller, slug, variant_id, 12_000, 0)
            db.session.remove()

    with db.engine.begin() as buyer:
        buyer.execute(select(Variant.id).where(Variant.id == variant_id).with_for_update())
        at_the_same_time = threading.Thread(target=edit)
        at_the_same_time.start()
        time.sleep(0.3)
        buyer.execute(update(Variant).where(Variant.id == variant_id).values(reserved=1))
    at_the_same_time.join()

    variant = product.variants[0]
    db.session.refresh(variant)
    assert (variant.price, variant.on_hand, variant.reserved) == (12_000, 1, 1)


def test_a_photo_added_to_a_live_product_waits_and_goes_with_the_archive(
    as_user: Callable[[User], BrowserClient],
) -> None:
    product = a_product(photos=1)
    client = as_user(product.seller.owner)

    client.post(f"/mitra/produk/{product.slug}/foto", data={"photos": (BytesIO(image_bytes()), "a.jpg")})
    db.session.refresh(product, ["photos"])
    assert [photo.is_live for photo in product.photos] == [True, False]

    client.post(f"/mitra/produk/{product.slug}/arsipkan")
    db.session.refresh(product)
    assert (product.status, len(product.photos)) == (ProductStatus.ARCHIVED, 1)


def test_an_ended_halal_certificate_takes_the_claim_off_and_pauses_food_only() -> None:
    yesterday = clock.today() - timedelta(days=1)
    food = a_product(halal=HalalState.CERTIFIED)
    bag = a_product(category="kulit", halal=HalalState.CERTIFIED)
    for product in (food, bag):
        a_licence(product, LicenceKind.HALAL, "ID35110000123456789", expires_on=yesterday)
    db.session.commit()

    jobs.look_after_licences()

    db.session.refresh(food)
    db.session.refresh(bag)
    assert food.status == ProductStatus.PAUSED
    assert (bag.status, bag.halal) == (ProductStatus.PUBLISHED, None)
