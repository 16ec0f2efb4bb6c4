"""From a basket to a purchase: once, at the price that was seen, of what there is."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace import events, stock
from marketplace.crypto import token_hash
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.models import (
    Address,
    BasketLine,
    Mail,
    Order,
    OrderLine,
    Payment,
    Product,
    Purchase,
    Reservation,
    Rule,
    User,
    Variant,
    WebSession,
)
from marketplace.models.orders import OrderStatus, PaymentMethod, PurchaseStatus, ShippingMethod
from marketplace.models.payments import GatewayName, PaymentStatus
from marketplace.shop import basket as baskets
from marketplace.shop import checkout, order_links
from marketplace.shop.checkout import EmptyBasket, QuoteChanged, Undeliverable
from marketplace.transactions import transaction
from tests.factories.catalogue import a_product
from tests.factories.people import a_user
from tests.factories.sellers import a_seller
from tests.factories.shop import DISTRICT, VILLAGE, a_basket, a_delivery, a_visitor, a_wish
from tests.harness.queries import count_queries
from tests.harness.web import BrowserClient, browser_client

FIELDS = {
    "name": "Siti Aminah",
    "phone": "0812-3456-7890",
    "email": "Siti@Contoh.id",
    "village": VILLAGE,
    "street": "Jl. Gajah Mada 187",
    "method": "transfer",
    "tujuan": DISTRICT,
}


def hidden(html: str) -> dict[str, str]:
    """The hidden values of the page that must come back."""
    return {
        name: re.findall(rf'name="{name}"[^>]*value="([^"]*)"', html)[0] for name in ("checkout_key", "seen")
    }


def fill(client: BrowserClient, product: Product, quantity: int = 1) -> dict[str, str]:
    """Put a product into the basket and open the page."""
    client.post("/keranjang/tambah", data={"variant": product.variants[0].id, "quantity": quantity})
    return hidden(client.get(f"/checkout?tujuan={DISTRICT}").text)


def nothing_was_bought() -> None:
    assert db.session.scalar(select(func.count(Purchase.id))) == 0
    assert db.session.scalar(select(func.count(Reservation.order_line_id))) == 0
    assert db.session.scalar(select(func.sum(Variant.reserved))) == 0


def test_what_is_bought_is_written_down_as_it_was_seen() -> None:
    buyer, seller = a_user(), a_seller()
    product = a_product(seller, price=40_000, stock=5, name="Kopi Argopuro", unit="bungkus", weight_g=500)
    db.session.scalars(select(Rule).where(Rule.code == "sale.commission_bps")).one().value = 250
    a_basket(buyer, {product.variants[0]: 3})
    wish = a_wish(buyer, notes={seller.id: "Giling kasar"})
    purchase = checkout.place(buyer, wish)

    order = purchase.orders[0]
    line = order.lines[0]
    assert (purchase.items_total, purchase.shipping_total, purchase.total) == (120_000, 15_000, 135_000)
    assert (purchase.status, purchase.method) == (PurchaseStatus.AWAITING_PAYMENT, PaymentMethod.TRANSFER)
    assert purchase.region.endswith("Sumbersari, Kabupaten Jember, Jawa Timur")
    assert (order.seller_id, order.note, order.weight_g, order.commission_total) == (
        seller.id,
        "Giling kasar",
        1500,
        3000,
    )
    assert (order.courier, order.service, order.number) == (
        "Pos Indonesia",
        "Reguler",
        f"{purchase.number}-1",
    )
    assert (line.name, line.unit, line.unit_price, line.quantity, line.total, line.commission) == (
        "Kopi Argopuro",
        "bungkus",
        40_000,
        3,
        120_000,
        3_000,
    )
    product.name, product.variants[0].price = "Lain", 1_000
    db.session.flush()
    assert (line.name, line.unit_price) == ("Kopi Argopuro", 40_000)
    assert [event.name for event in events.history(purchase)] == ["purchase_placed"]


def test_the_stock_is_held_and_the_basket_is_empty_afterwards() -> None:
    buyer, product = a_user(), a_product(stock=5)
    a_basket(buyer, {product.variants[0]: 2})
    checkout.place(buyer, a_wish(buyer))
    db.session.refresh(product.variants[0])
    assert (product.variants[0].on_hand, product.variants[0].reserved) == (5, 2)
    assert db.session.scalar(select(func.count(BasketLine.id))) == 0


def test_every_seller_gets_an_order_of_its_own_with_its_own_way_of_shipping() -> None:
    buyer = a_user()
    first = a_product(a_seller(delivers_itself=True, delivery_fee=3_000, delivery_regency_codes=["35.09"]))
    second = a_product(price=90_000)
    a_basket(buyer, {first.variants[0]: 1, second.variants[0]: 1})
    wish = a_wish(buyer, choices={first.seller.id: "seller", second.seller.id: "pickup"})
    purchase = checkout.place(buyer, wish)
    found = [(order.seller_id, order.shipping_method, order.total) for order in purchase.orders]
    assert found == [
        (first.seller.id, ShippingMethod.SELLER, 28_000),
        (second.seller.id, ShippingMethod.PICKUP, 90_000),
    ]
    assert purchase.total == 118_000


def test_asking_again_with_the_same_key_gives_the_same_purchase() -> None:
    buyer, product = a_user(), a_product(stock=5)
    a_basket(buyer, {product.variants[0]: 1})
    wish = a_wish(buyer)
    first = checkout.place(buyer, wish)
    again = checkout.place(buyer, wish)
    assert first.id == again.id
    assert db.session.scalar(select(func.count(Purchase.id))) == 1


def test_another_persons_key_opens_nothing() -> None:
    buyer, product = a_user(), a_product(stock=5)
    a_basket(buyer, {product.variants[0]: 1})
    wish = a_wish(buyer)
    checkout.place(buyer, wish)
    stranger = a_user()
    a_basket(stranger, {product.variants[0]: 1})
    with pytest.raises(QuoteChanged):
        checkout.place(stranger, wish)
    assert db.session.scalar(select(func.count(Purchase.id))) == 1


def test_a_price_that_rose_in_between_is_shown_and_not_charged() -> None:
    buyer, product = a_user(), a_product(price=20_000)
    a_basket(buyer, {product.variants[0]: 1})
    wish = a_wish(buyer)
    product.variants[0].price = 21_000
    db.session.commit()
    with pytest.raises(QuoteChanged) as changed:
        checkout.place(buyer, wish)
    assert [item.unit_price for item in changed.value.quote.changed] == [21_000]
    db.session.rollback()
    nothing_was_bought()


def test_two_prices_that_cancel_out_are_a_change_as_well() -> None:
    buyer, first, second = a_user(), a_product(price=20_000), a_product(price=30_000)
    a_basket(buyer, {first.variants[0]: 1, second.variants[0]: 1})
    wish = a_wish(buyer)
    first.variants[0].price, second.variants[0].price = 21_000, 29_000
    db.session.commit()
    with pytest.raises(QuoteChanged):
        checkout.place(buyer, wish)
    db.session.rollback()
    nothing_was_bought()


def test_what_was_added_in_another_tab_is_shown_first() -> None:
    buyer, product, other = a_user(), a_product(), a_product()
    a_basket(buyer, {product.variants[0]: 1})
    wish = a_wish(buyer)
    baskets.add(buyer, other.variants[0].id, 1)
    db.session.commit()
    with pytest.raises(QuoteChanged):
        checkout.place(buyer, wish)
    db.session.rollback()
    nothing_was_bought()


@pytest.mark.parametrize(
    "changes",
    [
        {"street": ""},
        {"village_code": ""},
        {"village_code": "35.09.19.1005"},
        {"village_code": "35.09.21"},
        {"village_code": "99.99.99.9999"},
    ],
)
def test_goods_that_are_sent_need_a_street_and_a_village_of_that_district(changes: dict[str, str]) -> None:
    buyer, product = a_user(), a_product()
    a_basket(buyer, {product.variants[0]: 1})
    wish = a_wish(buyer, delivery=a_delivery(**changes))
    db.session.commit()
    with pytest.raises(Invalid):
        checkout.place(buyer, wish)
    db.session.rollback()
    nothing_was_bought()


def test_who_fetches_everything_needs_no_address() -> None:
    buyer, product = a_user(), a_product()
    a_basket(buyer, {product.variants[0]: 1})
    choices = {product.seller.id: "pickup"}
    wish = a_wish(buyer, choices=choices, delivery=a_delivery(street="", village_code=""))
    purchase = checkout.place(buyer, wish)
    assert (purchase.street, purchase.shipping_total) == ("", 0)


def test_a_seller_who_reaches_nobody_there_is_named() -> None:
    buyer = a_user()
    product = a_product(a_seller(name="Mebel Jati", offers_courier=False, offers_pickup=False))
    a_basket(buyer, {product.variants[0]: 1})
    wish = a_wish(buyer)
    db.session.commit()
    with pytest.raises(Undeliverable, match="Mebel Jati"):
        checkout.place(buyer, wish)
    db.session.rollback()
    nothing_was_bought()


def test_an_empty_basket_buys_nothing() -> None:
    buyer, product = a_user(), a_product()
    a_basket(buyer, {product.variants[0]: 1})
    wish = a_wish(buyer)
    baskets.remove(buyer, product.variants[0].id)
    db.session.commit()
    with pytest.raises(EmptyBasket):
        checkout.place(buyer, wish)


def test_what_is_sold_out_is_left_in_the_basket() -> None:
    buyer, gone, there = a_user(), a_product(stock=2), a_product(stock=2)
    a_basket(buyer, {gone.variants[0]: 1, there.variants[0]: 1})
    stock.set_on_hand(gone.variants[0], 0, gone.seller.owner)
    db.session.commit()
    purchase = checkout.place(buyer, a_wish(buyer))
    assert [line.product_id for line in purchase.orders[0].lines] == [there.id]
    assert [line.variant_id for line in db.session.scalars(select(BasketLine))] == [gone.variants[0].id]


def test_cash_goes_straight_to_the_sellers() -> None:
    buyer, product = a_user(), a_product(stock=5)
    a_basket(buyer, {product.variants[0]: 1})
    choices = {product.seller.id: "pickup"}
    purchase = checkout.place(buyer, a_wish(buyer, method=PaymentMethod.COD, choices=choices))
    order = purchase.orders[0]
    assert (purchase.status, purchase.pay_by) == (PurchaseStatus.PAY_ON_RECEIPT, None)
    assert order.status == OrderStatus.PLACED
    assert order.due_at is not None
    assert db.session.scalar(select(func.count(Payment.id))) == 0


@pytest.mark.parametrize(
    ("price", "accepts_cod", "choice"),
    [(25_000, True, ""), (25_000, False, "pickup"), (5_000_100, True, "pickup")],
)
def test_cash_needs_a_meeting_a_willing_seller_and_a_sum_within_the_limit(
    price: int, accepts_cod: bool, choice: str
) -> None:
    buyer, product = a_user(), a_product(a_seller(accepts_cod=accepts_cod), price=price)
    a_basket(buyer, {product.variants[0]: 1})
    wish = a_wish(buyer, method=PaymentMethod.COD, choices={product.seller.id: choice})
    db.session.commit()
    with pytest.raises(Invalid):
        checkout.place(buyer, wish)
    db.session.rollback()
    nothing_was_bought()


def test_small_sums_are_not_paid_by_card() -> None:
    buyer, product = a_user(), a_product(price=1_000)
    a_basket(buyer, {product.variants[0]: 1})
    wish = a_wish(buyer, method=PaymentMethod.CARD, choices={product.seller.id: "pickup"})
    with pytest.raises(Invalid):
        checkout.place(buyer, wish)


def test_a_payment_with_its_key_waits_before_anybody_is_asked() -> None:
    buyer, product = a_user(), a_product()
    a_basket(buyer, {product.variants[0]: 1})
    purchase = checkout.place(buyer, a_wish(buyer, method=PaymentMethod.CARD))
    payment = db.session.scalars(select(Payment)).one()
    assert (payment.gateway, payment.status, payment.amount) == (
        GatewayName.SANDBOX,
        PaymentStatus.CREATED,
        purchase.total,
    )
    assert payment.idempotency_key == f"pay:{purchase.number}:1"


def test_a_transfer_has_a_name_of_its_own() -> None:
    buyer, product = a_user(), a_product(stock=5)
    names = []
    for _n in range(2):
        a_basket(buyer, {product.variants[0]: 1})
        purchase = checkout.place(buyer, a_wish(buyer))
        names.append(db.session.scalar(select(Payment.reference).where(Payment.purchase_id == purchase.id)))
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"IKM[0-9A-HJKMNP-TV-Z]{8}", name or "") for name in names)


def test_a_guest_is_mailed_a_link_that_opens_the_purchase() -> None:
    visitor, product = a_visitor(), a_product()
    a_basket(visitor, {product.variants[0]: 1})
    purchase = checkout.place(visitor, a_wish(visitor))
    token = order_links.token_of(purchase)
    mail = db.session.scalars(select(Mail).where(Mail.recipient == purchase.email)).one()
    assert f"/pesanan/{purchase.number}?kunci={token}" in mail.body_text
    assert purchase.token_hash == token_hash(token)
    assert purchase.user_id is None


def test_an_account_keeps_the_address_once() -> None:
    buyer, product = a_user(), a_product(stock=9)
    delivery = a_delivery()
    for _n in range(2):
        a_basket(buyer, {product.variants[0]: 1})
        checkout.place(buyer, a_wish(buyer, delivery=delivery))
    address = db.session.scalars(select(Address)).one()
    assert (address.user_id, address.street, address.village_code, address.is_default) == (
        buyer.id,
        delivery.street,
        VILLAGE,
        True,
    )


# Through the pages.


def test_the_shipping_is_known_before_the_address_is_typed(client: BrowserClient) -> None:
    product = a_product(price=40_000)
    client.post("/keranjang/tambah", data={"variant": product.variants[0].id, "quantity": 1})
    first = client.get("/checkout")
    assert "Kirim ke mana?" in first.text
    found = client.get("/checkout?cari=sumbersari").text
    assert f"/checkout?tujuan={DISTRICT}" in found
    page = client.get(f"/checkout?tujuan={DISTRICT}").text
    assert "Rp48.000" in page
    visible = re.findall(r'<(?:input|select|textarea)[^>]*class="input"[^>]*name="([a-z_]+)"', page)
    visible += re.findall(r'<select[^>]*name="([a-z_]+)"', page)
    assert len(set(visible) - {"q"}) <= 8


def test_the_list_of_places_goes_down_to_districts(client: BrowserClient) -> None:
    product = a_product()
    client.post("/keranjang/tambah", data={"variant": product.variants[0].id, "quantity": 1})
    assert "/checkout?induk=35" in client.get("/checkout").text
    assert "/checkout?induk=35.09" in client.get("/checkout?induk=35").text
    assert "/checkout?tujuan=35.09.21" in client.get("/checkout?induk=35.09").text
    assert "Tidak ada kecamatan bernama" in client.get("/checkout?cari=zzzqq").text


def test_who_comes_without_a_basket_is_sent_to_it(client: BrowserClient) -> None:
    answer = client.get("/checkout")
    assert (answer.status_code, answer.location) == (303, "/keranjang")


def test_a_guest_orders_with_few_fields(client: BrowserClient) -> None:
    seen = fill(client, a_product())
    placed = client.post("/checkout", data=FIELDS | seen)
    purchase = db.session.scalars(select(Purchase)).one()
    assert placed.status_code == 303
    assert placed.location == f"/pesanan/{purchase.number}?kunci={order_links.token_of(purchase)}"
    assert (purchase.email, purchase.phone) == ("siti@contoh.id", "+6281234567890")
    assert client.get(placed.location).status_code == 200
    assert client.get(f"/pesanan/{purchase.number}").status_code == 404


def test_double_click_reload_and_a_second_tab_are_one_purchase(client: BrowserClient) -> None:
    product = a_product(stock=5)
    first_tab = fill(client, product)
    second_tab = hidden(client.get(f"/checkout?tujuan={DISTRICT}").text)
    answers = [client.post("/checkout", data=FIELDS | seen) for seen in (first_tab, first_tab, second_tab)]
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert db.session.scalar(select(func.count(Purchase.id))) == 1
    assert db.session.scalar(select(Variant.reserved)) == 1


def test_missing_fields_come_back_all_at_once_with_what_was_typed(client: BrowserClient) -> None:
    seen = fill(client, a_product())
    wrong = FIELDS | {"name": "Siti", "phone": "08", "email": "x", "street": "", "village": ""}
    answer = client.post("/checkout", data=wrong | seen)
    assert answer.status_code == 422
    assert "<title>Kesalahan:" in answer.text
    for words in ("Nomor HP ini tidak lengkap", "Email ini belum lengkap", "Isi jalan", "Pilih desa"):
        assert words in answer.text
    assert 'value="Siti"' in answer.text
    nothing_was_bought()


def test_a_price_that_changed_is_shown_confirmed_and_then_charged(client: BrowserClient) -> None:
    product = a_product(price=40_000)
    seen = fill(client, product)
    product.variants[0].price = 50_000
    refused = client.post("/checkout", data=FIELDS | seen)
    assert refused.status_code == 422
    assert "Harga berubah dari Rp40.000 menjadi Rp50.000." in refused.text
    nothing_was_bought()

    placed = client.post("/checkout", data=FIELDS | hidden(refused.text))
    assert placed.status_code == 303
    assert db.session.scalar(select(Purchase.items_total)) == 50_000


def test_another_way_of_shipping_is_calculated_anew_on_request(client: BrowserClient) -> None:
    product = a_product(price=40_000)
    seen = fill(client, product)
    choice = {f"shipping-{product.seller.id}": "pickup"}
    shown = client.post("/checkout", data=FIELDS | seen | choice | {"act": "hitung"})
    assert shown.status_code == 200
    assert "Pesan, bayar Rp40.000" in shown.text
    nothing_was_bought()
    client.post("/checkout", data=FIELDS | hidden(shown.text) | choice)
    assert db.session.scalar(select(Purchase.total)) == 40_000


def test_what_was_just_sold_to_somebody_else_reads_habis(client: BrowserClient) -> None:
    product = a_product(stock=1)
    seen = fill(client, product)
    other = a_user()
    a_basket(other, {product.variants[0]: 1})
    checkout.place(other, a_wish(other))
    db.session.commit()
    answer = client.post("/checkout", data=FIELDS | seen)
    assert answer.status_code == 409
    assert "habis" in answer.text
    assert db.session.scalar(select(func.count(Purchase.id))) == 1
    assert product.name in client.get("/keranjang").text


def test_smuggled_prices_roles_and_sellers_change_nothing(client: BrowserClient) -> None:
    product = a_product(price=40_000)
    intruder = a_seller()
    seen = fill(client, product)
    smuggled: dict[str, Any] = {
        "total": 1, "items_total": 1, "shipping_total": 0, "price": 1, "seller_id": intruder.id,
        "user_id": 1, "status": "paid", "paid_at": "2026-01-01", "commission": 0, "is_admin": 1,
        f"shipping-{intruder.id}": "pickup", "shipping-999999": "pickup",
        f"shipping-{product.seller.id}": "gratis",
        f"price-{product.variants[0].id}": 1,
    }  # fmt: skip
    placed = client.post("/checkout", data=FIELDS | seen | smuggled)
    purchase, order = db.session.scalars(select(Purchase)).one(), db.session.scalars(select(Order)).one()
    assert placed.status_code == 303
    assert (purchase.total, purchase.status) == (48_000, PurchaseStatus.AWAITING_PAYMENT)
    assert (purchase.user_id, order.seller_id) == (None, product.seller.id)


def test_an_account_orders_to_its_usual_address_with_one_field(
    as_user: Callable[[User], BrowserClient],
) -> None:
    buyer, product = a_user(name="Budi"), a_product(stock=5)
    a_basket(buyer, {product.variants[0]: 1})
    checkout.place(buyer, a_wish(buyer))
    browser = as_user(buyer)
    browser.post("/keranjang/tambah", data={"variant": product.variants[0].id, "quantity": 1})
    page = browser.get("/checkout").text
    address = db.session.scalars(select(Address)).one()
    assert 'name="street"' not in page
    assert buyer.email in page

    data = {"email": buyer.email, "method": "transfer", "address": str(address.id)}
    placed = browser.post("/checkout", data=data | hidden(page))
    purchase = db.session.scalars(select(Purchase).order_by(Purchase.id.desc())).first()
    assert purchase is not None
    assert placed.location == f"/pesanan/{purchase.number}"
    assert (purchase.user_id, purchase.street) == (buyer.id, address.street)


def test_another_persons_address_is_not_found(as_user: Callable[[User], BrowserClient]) -> None:
    owner, product = a_user(), a_product(stock=5)
    a_basket(owner, {product.variants[0]: 1})
    checkout.place(owner, a_wish(owner))
    address = db.session.scalars(select(Address)).one()
    stranger = a_user()
    a_basket(stranger, {product.variants[0]: 1})
    assert as_user(stranger).get(f"/checkout?address={address.id}").status_code == 404


@pytest.mark.parametrize("sellers", [1, 5])
@pytest.mark.parametrize("method", ["transfer", "cod", "card"])
def test_buying_five_things_takes_at_most_forty_statements(
    as_user: Callable[[User], BrowserClient], sellers: int, method: str
) -> None:
    buyer = a_user()
    shops = [a_seller() for _n in range(sellers)]
    products = [a_product(shops[n % sellers]) for n in range(5)]
    a_basket(buyer, {product.variants[0]: 1 for product in products})
    choices = {f"shipping-{shop.id}": "pickup" for shop in shops}
    browser = as_user(buyer)
    with count_queries() as shown:
        page = browser.get(f"/checkout?tujuan={DISTRICT}").text
    page = browser.post("/checkout", data=FIELDS | hidden(page) | choices | {"act": "hitung"}).text
    with count_queries() as placed:
        answer = browser.post("/checkout", data=FIELDS | hidden(page) | choices | {"method": method})
    assert answer.status_code == 303
    assert len(shown) <= 20, shown
    assert len(placed) <= 40, f"{len(placed)}\n{placed}"


def buy_apart(app: Flask, visitor_id: int, wish: checkout.Wish) -> str:
    """Buy in a thread of one's own; what came of it, in a word."""
    with app.app_context():
        try:
            with transaction():
                checkout.place(db.session.get_one(WebSession, visitor_id), wish)
        except (stock.OutOfStock, EmptyBasket) as refusal:
            return refusal.message
        return "dapat"


def test_the_last_piece_wanted_by_fifty_goes_to_exactly_one(app: Flask) -> None:
    product = a_product(stock=1)
    wishes = []
    for _n in range(50):
        visitor = a_visitor()
        a_basket(visitor, {product.variants[0]: 1})
        wishes.append((visitor.id, a_wish(visitor)))
    db.session.commit()

    with ThreadPoolExecutor(max_workers=10) as pool:
        answers = list(pool.map(lambda one: buy_apart(app, *one), wishes))

    assert answers.count("dapat") == 1
    variant = db.session.scalars(
        select(Variant).where(Variant.id == product.variants[0].id).execution_options(populate_existing=True)
    ).one()
    assert (variant.on_hand, variant.reserved) == (1, 1)
    assert db.session.scalar(select(func.count(OrderLine.id))) == 1
    assert db.session.scalar(select(func.count(Purchase.id))) == 1


def test_forty_buyers_of_ten_pieces_leave_thirty_without(app: Flask) -> None:
    product = a_product(stock=10)
    wishes = []
    for _n in range(40):
        visitor = a_visitor()
        a_basket(visitor, {product.variants[0]: 1})
        wishes.append((visitor.id, a_wish(visitor)))
    db.session.commit()
    with ThreadPoolExecutor(max_workers=10) as pool:
        answers = list(pool.map(lambda one: buy_apart(app, *one), wishes))
    assert answers.count("dapat") == 10
    variant = db.session.execute(select(Variant.on_hand, Variant.reserved)).one()
    assert tuple(variant) == (10, 10)
    assert db.session.scalar(select(func.count(Purchase.id))) == 10


def test_fifty_buyers_through_the_pages_read_habis_but_one(app: Flask) -> None:
    product = a_product(stock=1)
    product_id = product.variants[0].id
    db.session.commit()
    ready = []
    for _n in range(50):
        browser = browser_client(app)
        ready.append((browser, fill(browser, product)))

    def buy(one: tuple[BrowserClient, dict[str, str]]) -> tuple[int, str]:
        browser, seen = one
        answer = browser.post("/checkout", data=FIELDS | seen)
        return answer.status_code, answer.text

    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = list(pool.map(buy, ready))

    statuses = [status for status, _text in answers]
    assert (statuses.count(303), statuses.count(409)) == (1, 49)
    assert all("habis" in text for status, text in answers if status == 409)
    row = db.session.execute(select(Variant.on_hand, Variant.reserved).where(Variant.id == product_id)).one()
    assert tuple(row) == (1, 1)


def test_five_clicks_at_once_are_one_purchase(app: Flask) -> None:
    browser = browser_client(app)
    seen = fill(browser, a_product(stock=9))
    cookie = browser.get_cookie("sesi")
    assert cookie is not None

    def click(_n: int) -> tuple[int, str | None]:
        other = browser_client(app)
        other.set_cookie("sesi", cookie.value)
        answer = other.post("/checkout", data=FIELDS | seen)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(max_workers=5) as pool:
        answers = set(pool.map(click, range(5)))
    assert len(answers) == 1, answers
    assert answers.pop()[0] == 303
    assert db.session.scalar(select(func.count(Purchase.id))) == 1
    assert db.session.scalar(select(Variant.reserved)) == 1
