"""What people mean to buy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace import clock, stock
from marketplace.errors import Invalid, NotFound
from marketplace.extensions import db
from marketplace.models import Basket, BasketLine, Product, User, WebSession
from marketplace.models.catalogue import ProductStatus
from marketplace.models.sellers import SellerStatus
from marketplace.shop import basket as baskets
from marketplace.shop import basket_items
from marketplace.shop.basket import SoldOut
from marketplace.shop.basket_items import Standing
from tests.factories.catalogue import a_product, a_tier, a_variant
from tests.factories.people import PASSWORD, a_user
from tests.factories.sellers import a_seller
from tests.factories.shop import a_basket, a_visitor
from tests.harness.web import BrowserClient


def contents(owner: User | WebSession) -> dict[int, tuple[int, int]]:
    """By variant: how many, and the price seen."""
    mine = baskets.find(owner)
    lines = baskets.lines_of(mine) if mine else []
    return {line.variant_id: (line.quantity, line.seen_price) for line in lines}


def standing(product: Product, owner: User) -> Standing:
    mine = baskets.find(owner)
    assert mine is not None
    own = owner.seller.id if owner.seller else None
    items = basket_items.read(baskets.lines_of(mine), own)
    return next(item.standing for item in items if item.product == product)


def test_adding_twice_adds_up_at_the_price_for_that_many() -> None:
    buyer, product = a_user(), a_product(price=20_000, stock=30)
    variant = product.variants[0]
    a_tier(variant, 10, 15_000)
    baskets.add(buyer, variant.id, 4)
    assert contents(buyer) == {variant.id: (4, 20_000)}
    baskets.add(buyer, variant.id, 6)
    assert contents(buyer) == {variant.id: (10, 15_000)}


def test_no_more_than_what_is_left_goes_into_the_basket() -> None:
    buyer, product = a_user(), a_product(stock=3)
    baskets.add(buyer, product.variants[0].id, 2)
    baskets.add(buyer, product.variants[0].id, 2)
    assert contents(buyer)[product.variants[0].id][0] == 3


def test_what_is_sold_out_is_not_added() -> None:
    buyer, product = a_user(), a_product(stock=0)
    with pytest.raises(SoldOut):
        baskets.add(buyer, product.variants[0].id, 1)
    assert contents(buyer) == {}


@pytest.mark.parametrize("status", [ProductStatus.DRAFT, ProductStatus.PAUSED, ProductStatus.BLOCKED])
def test_what_is_not_on_sale_is_not_found(status: ProductStatus) -> None:
    buyer, product = a_user(), a_product(status=status)
    with pytest.raises(NotFound):
        baskets.add(buyer, product.variants[0].id, 1)
    assert contents(buyer) == {}


@pytest.mark.parametrize("quantity", [0, -1, 100_001])
def test_a_number_that_makes_no_sense_is_refused(quantity: int) -> None:
    buyer, product = a_user(), a_product(stock=10)
    with pytest.raises(Invalid):
        baskets.add(buyer, product.variants[0].id, quantity)
    assert contents(buyer) == {}


def test_the_least_order_is_asked_for() -> None:
    buyer, product = a_user(), a_product(min_order=12, stock=50)
    with pytest.raises(Invalid, match="paling sedikit 12"):
        baskets.add(buyer, product.variants[0].id, 11)
    baskets.add(buyer, product.variants[0].id, 12)
    with pytest.raises(Invalid):
        baskets.set_quantity(buyer, product.variants[0].id, 6)
    assert contents(buyer)[product.variants[0].id][0] == 12


def test_nobody_buys_from_the_own_shop() -> None:
    seller = a_seller()
    product = a_product(seller)
    with pytest.raises(Invalid, match="toko sendiri"):
        baskets.add(seller.owner, product.variants[0].id, 1)


def test_a_basket_has_room_for_fifty_things() -> None:
    buyer, product = a_user(), a_product()
    for n in range(51):
        a_variant(product, option1=str(n), stock=1)
    variants = product.variants[1:]
    for variant in variants[:50]:
        baskets.add(buyer, variant.id, 1)
    with pytest.raises(Invalid, match="50"):
        baskets.add(buyer, variants[50].id, 1)
    assert len(contents(buyer)) == 50


def test_another_persons_line_is_not_found() -> None:
    mine, product = a_user(), a_product()
    a_basket(mine, {product.variants[0]: 1})
    stranger = a_user()
    with pytest.raises(NotFound):
        baskets.set_quantity(stranger, product.variants[0].id, 5)
    with pytest.raises(NotFound):
        baskets.remove(stranger, product.variants[0].id)
    assert contents(mine)[product.variants[0].id][0] == 1


def test_a_price_that_changed_waits_for_the_buyer_to_agree() -> None:
    buyer, product = a_user(), a_product(price=20_000)
    a_basket(buyer, {product.variants[0]: 2})
    assert standing(product, buyer) == Standing.READY

    product.variants[0].price = 25_000
    assert standing(product, buyer) == Standing.PRICE_CHANGED

    baskets.set_quantity(buyer, product.variants[0].id, 3)
    assert standing(product, buyer) == Standing.PRICE_CHANGED

    baskets.accept_changes(buyer)
    assert standing(product, buyer) == Standing.READY
    assert contents(buyer) == {product.variants[0].id: (3, 25_000)}


def test_a_stock_that_shrank_waits_for_the_buyer_to_agree() -> None:
    buyer, product = a_user(), a_product(stock=9)
    a_basket(buyer, {product.variants[0]: 8})
    stock.set_on_hand(product.variants[0], 5, product.seller.owner)
    assert standing(product, buyer) == Standing.SHORT
    baskets.accept_changes(buyer)
    assert (standing(product, buyer), contents(buyer)[product.variants[0].id][0]) == (Standing.READY, 5)


def test_what_is_sold_out_stays_in_the_basket_with_words() -> None:
    buyer, product = a_user(), a_product(stock=2)
    a_basket(buyer, {product.variants[0]: 2})
    stock.set_on_hand(product.variants[0], 0, product.seller.owner)
    assert standing(product, buyer) == Standing.SOLD_OUT
    baskets.accept_changes(buyer)
    assert contents(buyer)[product.variants[0].id][0] == 2


def test_closed_shops_holidays_and_withdrawn_goods_are_told() -> None:
    buyer = a_user()
    products = [a_product() for _n in range(4)]
    a_basket(buyer, {product.variants[0]: 1 for product in products})
    products[0].seller.status = SellerStatus.SUSPENDED
    products[1].seller.holiday_from = clock.today()
    products[1].seller.holiday_until = clock.today() + timedelta(days=5)
    products[2].pause()
    products[3].variants[0].is_active = False
    assert [standing(product, buyer) for product in products] == [
        Standing.SHOP_CLOSED,
        Standing.ON_HOLIDAY,
        Standing.GONE,
        Standing.GONE,
    ]


def test_a_visitors_basket_joins_the_accounts_at_sign_in() -> None:
    visitor, user = a_visitor(), a_user()
    shared, mine, theirs = a_product(stock=5), a_product(), a_product()
    a_basket(visitor, {shared.variants[0]: 3, theirs.variants[0]: 1})
    a_basket(user, {shared.variants[0]: 4, mine.variants[0]: 2})

    baskets.merge_at_sign_in(user, visitor)
    assert {key: quantity for key, (quantity, _price) in contents(user).items()} == {
        shared.variants[0].id: 5,
        mine.variants[0].id: 2,
        theirs.variants[0].id: 1,
    }
    assert baskets.find(visitor) is None
    baskets.merge_at_sign_in(user, visitor)
    assert len(contents(user)) == 3


def test_a_basket_becomes_the_accounts_when_it_had_none() -> None:
    visitor, user, product = a_visitor(), a_user(), a_product()
    a_basket(visitor, {product.variants[0]: 2})
    baskets.merge_at_sign_in(user, visitor)
    assert contents(user)[product.variants[0].id][0] == 2
    baskets.merge_at_sign_in(user, None)


def test_looking_at_the_basket_remembers_nobody(client: BrowserClient) -> None:
    page = client.get("/keranjang")
    assert page.status_code == 200
    assert "masih kosong" in page.text
    assert "Set-Cookie" not in page.headers
    assert db.session.scalar(select(func.count(WebSession.id))) == 0


def test_the_first_thing_gives_the_visitor_a_basket(client: BrowserClient) -> None:
    product = a_product(name="Keripik talas")
    answer = client.post("/keranjang/tambah", data={"variant": product.variants[0].id, "quantity": "2"})
    assert (answer.status_code, answer.location) == (303, "/keranjang")
    page = client.get("/keranjang").text
    assert "Keripik talas" in page
    assert "Rp50.000" in page
    assert db.session.scalar(select(func.count(Basket.id))) == 1


def test_a_thing_that_cannot_be_added_sends_back_to_its_page(client: BrowserClient) -> None:
    product = a_product(stock=0)
    answer = client.post("/keranjang/tambah", data={"variant": product.variants[0].id, "quantity": "1"})
    assert (answer.status_code, answer.location) == (303, f"/produk/{product.slug}")
    assert db.session.scalar(select(func.count(BasketLine.id))) == 0


def test_smuggled_fields_change_nothing(client: BrowserClient) -> None:
    product = a_product(price=30_000)
    data = {
        "variant": product.variants[0].id, "quantity": "1", "price": "1", "seen_price": "1", "user_id": "1",
        "seller_id": "9", "unit_price": "1",
    }  # fmt: skip
    client.post("/keranjang/tambah", data=data)
    line = db.session.scalars(select(BasketLine)).one()
    assert (line.quantity, line.seen_price, line.basket.user_id) == (1, 30_000, None)


def test_signing_in_brings_the_visitors_basket_along(client: BrowserClient) -> None:
    user, product = a_user(), a_product(name="Gula aren")
    client.post("/keranjang/tambah", data={"variant": product.variants[0].id, "quantity": "2"})
    entered = client.post("/masuk", data={"email": user.email, "password": PASSWORD})
    assert entered.status_code == 303
    assert "Gula aren" in client.get("/keranjang").text
    assert contents(user) == {product.variants[0].id: (2, 25_000)}


def test_quantities_are_saved_together_or_not_at_all(as_user: Callable[[User], BrowserClient]) -> None:
    buyer, first, second = a_user(), a_product(stock=9), a_product(stock=2)
    a_basket(buyer, {first.variants[0]: 1, second.variants[0]: 1})
    browser = as_user(buyer)
    names = [f"quantity-{product.variants[0].id}" for product in (first, second)]

    refused = browser.post("/keranjang/ubah", data={names[0]: "5", names[1]: "3"})
    assert refused.status_code == 422
    assert "tinggal 2" in refused.text
    assert [quantity for quantity, _price in contents(buyer).values()] == [1, 1]

    saved = browser.post("/keranjang/ubah", data={names[0]: "5", names[1]: "2"})
    assert saved.status_code == 303
    assert [quantity for quantity, _price in contents(buyer).values()] == [5, 2]


def test_what_was_taken_out_comes_back_with_one_press(as_user: Callable[[User], BrowserClient]) -> None:
    buyer, product = a_user(), a_product(name="Sambal pecel", stock=9)
    variant_id = product.variants[0].id
    a_basket(buyer, {product.variants[0]: 4})
    browser = as_user(buyer)

    removed = browser.post("/keranjang/hapus", data={"remove": variant_id})
    assert removed.status_code == 303
    page = browser.get(removed.location).text
    assert "Sambal pecel dikeluarkan dari keranjang." in page
    assert contents(buyer) == {}

    browser.post("/keranjang/tambah", data={"variant": variant_id, "quantity": 4})
    assert contents(buyer) == {variant_id: (4, 25_000)}
