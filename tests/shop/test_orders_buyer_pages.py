"""The buyer's pages about a purchase, by account and by link."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from sqlalchemy import func, select

from marketplace.extensions import db
from marketplace.models import Mail, Paper, Refund, User
from marketplace.models.orders import OrderStatus, PaymentMethod, ShippingMethod
from marketplace.shop import order_links
from tests.factories.catalogue import a_product
from tests.factories.media import image_bytes
from tests.factories.orders import Wish, a_purchase, an_order, paid
from tests.factories.people import a_user
from tests.factories.sellers import a_seller
from tests.harness.queries import count_queries
from tests.harness.web import BrowserClient

S = OrderStatus
AsUser = Callable[[User], BrowserClient]


@pytest.mark.parametrize(
    ("status", "shipping"),
    [(status, ShippingMethod.COURIER) for status in S]
    + [(S.SHIPPED, ShippingMethod.SELLER), (S.SHIPPED, ShippingMethod.PICKUP)],
)
def test_every_state_has_a_page_by_link(
    client: BrowserClient, status: OrderStatus, shipping: ShippingMethod
) -> None:
    order = an_order(status=status, shipping=shipping)

    page = client.get(order_links.link_to(order.purchase))

    assert page.status_code == 200
    assert order.number in page.text


@pytest.mark.parametrize("query", ["", "?kunci=", "?kunci=salah", "?kunci=" + "A" * 43])
def test_a_number_alone_opens_nothing(client: BrowserClient, query: str) -> None:
    order = an_order()

    assert client.get(f"/pesanan/{order.purchase.number}{query}").status_code == 404


def test_the_link_of_one_purchase_does_not_open_another(client: BrowserClient) -> None:
    mine, other = an_order(), an_order()
    key = order_links.token_of(mine.purchase)

    assert client.get(f"/pesanan/{other.purchase.number}?kunci={key}").status_code == 404


def test_the_link_checkout_gave_out_opens_the_purchase(client: BrowserClient) -> None:
    order = an_order(token="kunci-dari-halaman-bayar")

    assert client.get(f"/pesanan/{order.purchase.number}?kunci=kunci-dari-halaman-bayar").status_code == 200


def test_the_account_opens_its_purchase_and_nobody_elses(as_user: AsUser) -> None:
    buyer = a_user()
    order, other = an_order(buyer=buyer), an_order(buyer=a_user())
    browser = as_user(buyer)

    assert browser.get(f"/pesanan/{order.purchase.number}").status_code == 200
    assert browser.get(f"/pesanan/{other.purchase.number}").status_code == 404


@pytest.mark.parametrize("deed", ["batal", "diterima", "masalah", "masalah/tarik", "rekening", "ulasan/1"])
def test_nobody_touches_somebody_elses_order(as_user: AsUser, deed: str) -> None:
    order = an_order(status=S.SHIPPED, buyer=a_user())
    fields = {"reason": "too_long", "kind": "damaged", "description": "Isinya tumpah semua.", "stars": "5"}
    path = f"/pesanan/{order.purchase.number}/{order.number}/{deed}"

    answer = as_user(a_user()).post(path, data=fields)

    assert (answer.status_code, order.status) == (404, S.SHIPPED)


def test_an_order_of_another_purchase_is_not_reached_through_mine(client: BrowserClient) -> None:
    mine, other = an_order(status=S.SHIPPED), an_order(status=S.SHIPPED)
    key = order_links.token_of(mine.purchase)

    answer = client.post(f"/pesanan/{mine.purchase.number}/{other.number}/diterima?kunci={key}")

    assert (answer.status_code, other.status) == (404, S.SHIPPED)


def _path(order, deed: str) -> str:  # type: ignore[no-untyped-def]
    key = order_links.token_of(order.purchase)
    return f"/pesanan/{order.purchase.number}/{order.number}/{deed}?kunci={key}"


def test_a_guest_cancels_and_is_owed_the_money(client: BrowserClient) -> None:
    order = an_order(status=S.ACCEPTED)

    page = client.get(_path(order, "batal"))
    refused = client.post(_path(order, "batal"), data={"reason": "other", "detail": " "})
    done = client.post(_path(order, "batal"), data={"reason": "wrong_order", "detail": ""})

    assert (page.status_code, refused.status_code, done.status_code) == (200, 422, 303)
    assert "Tulis alasannya dengan singkat." in refused.text
    assert (order.status, order.cancel_reason) == (S.CANCELLED, "Salah pilih barang atau jumlah.")
    assert db.session.scalar(select(Refund.amount)) == order.total


def test_a_guest_receives_and_reviews(client: BrowserClient) -> None:
    order = an_order(status=S.SHIPPED)

    assert client.post(_path(order, "diterima")).status_code == 303
    assert client.get(_path(order, "ulasan/1")).status_code == 200
    refused = client.post(_path(order, "ulasan/1"), data={"text": "Enak"})
    done = client.post(_path(order, "ulasan/1"), data={"stars": "4", "text": "Renyah <b>sekali</b>"})

    assert (refused.status_code, done.status_code) == (422, 303)
    shown = client.get(f"/produk/{order.lines[0].product.slug}").text
    assert "Renyah &lt;b&gt;sekali&lt;/b&gt;" in shown
    assert "Siti A." in shown
    assert "Siti Aminah" not in shown


def test_a_problem_is_told_with_a_photo_that_only_the_three_see(
    client: BrowserClient, as_user: AsUser
) -> None:
    order = an_order(status=S.DELIVERED)
    fields = {
        "kind": "damaged",
        "description": "Kemasannya sobek.",
        "photo": (BytesIO(image_bytes()), "a.jpg"),
    }

    refused = client.post(_path(order, "masalah"), data={"kind": "damaged", "description": "Rusak"})
    done = client.post(_path(order, "masalah"), data=fields)

    assert (refused.status_code, done.status_code) == (422, 303)
    assert order.status == S.PROBLEM
    assert client.get(_path(order, "masalah/foto")).content_type == "image/jpeg"
    seller = as_user(order.seller.owner).get(f"/mitra/pesanan/{order.number}/masalah/foto")
    assert (seller.status_code, seller.headers["Cache-Control"]) == (200, "private, no-store")
    assert as_user(a_user()).get(_path(order, "masalah/foto").split("?")[0]).status_code == 404


def test_a_file_that_is_no_photo_leaves_nothing(client: BrowserClient) -> None:
    order = an_order(status=S.DELIVERED)
    fields = {
        "kind": "damaged",
        "description": "Kemasannya sobek.",
        "photo": (BytesIO(b"bukan foto"), "a.jpg"),
    }

    answer = client.post(_path(order, "masalah"), data=fields)

    assert (answer.status_code, order.status) == (422, S.DELIVERED)
    assert "Kemasannya sobek." in answer.text
    assert db.session.scalar(select(func.count(Paper.id))) == 0


def test_the_pickup_code_is_for_the_buyer_only(client: BrowserClient, as_user: AsUser) -> None:
    order = an_order(status=S.SHIPPED, shipping=ShippingMethod.PICKUP)
    code = order.pickup_code or "?"

    assert code in client.get(order_links.link_to(order.purchase)).text
    assert code not in as_user(order.seller.owner).get(f"/mitra/pesanan/{order.number}").text


def test_the_buyer_of_a_transfer_says_where_the_money_goes(client: BrowserClient) -> None:
    order = an_order(status=S.CANCELLED, method=PaymentMethod.TRANSFER)

    done = client.post(_path(order, "rekening"), data={"account": "BRI 0021 01 998877 50 7 Siti Aminah"})

    assert done.status_code == 303
    page = client.get(order_links.link_to(order.purchase)).text
    assert "998877" not in page
    raw = db.session.execute(select(Refund.__table__.c.bank_account)).scalar_one()
    assert raw.reveal() == "BRI 0021 01 998877 50 7 Siti Aminah"


def test_a_lost_link_is_mailed_only_to_the_address_of_the_purchase(client: BrowserClient) -> None:
    order = an_order()
    purchase = order.purchase

    wrong = client.post("/pesanan/cari", data={"number": purchase.number, "email": "lain@contoh.id"})
    right = client.post(
        "/pesanan/cari", data={"number": order.number.lower(), "email": purchase.email.upper()}
    )

    assert (wrong.status_code, right.status_code) == (303, 303)
    mails = db.session.scalars(select(Mail).where(Mail.template == "order_link")).all()
    assert [mail.recipient for mail in mails] == [purchase.email]
    assert order_links.token_of(purchase) in mails[0].body_text


def test_asking_for_links_again_and_again_is_slowed_down(client: BrowserClient) -> None:
    answers = [
        client.post("/pesanan/cari", data={"number": "AAAA", "email": "siti@contoh.id"}).status_code
        for _n in range(5)
    ]

    assert answers == [303, 303, 303, 429, 429]


@pytest.mark.parametrize("tab", ["", "bayar", "dikemas", "dikirim", "masalah", "selesai", "batal"])
def test_every_tab_of_my_orders_shows_its_own(as_user: AsUser, tab: str) -> None:
    buyer = a_user()
    by_tab = {
        "bayar": S.AWAITING_PAYMENT,
        "dikemas": S.PLACED,
        "dikirim": S.SHIPPED,
        "masalah": S.PROBLEM,
        "selesai": S.COMPLETED,
        "batal": S.EXPIRED,
    }
    numbers = {key: an_order(status=status, buyer=buyer).purchase.number for key, status in by_tab.items()}
    an_order(buyer=a_user())

    page = as_user(buyer).get(f"/pesanan?tab={tab}").text

    assert {key for key, number in numbers.items() if number in page} == ({tab} if tab else set(numbers))


def test_my_orders_ask_little_whatever_their_number(as_user: AsUser) -> None:
    buyer = a_user()
    browser = as_user(buyer)
    for _n in range(2):
        an_order(buyer=buyer)
    with count_queries() as few:
        browser.get("/pesanan")
    for _n in range(6):
        an_order(buyer=buyer)
    with count_queries() as many:
        browser.get("/pesanan")

    assert len(many) == len(few) <= 12, many


def test_a_purchase_of_many_shops_asks_no_more_than_one_of_two(client: BrowserClient) -> None:
    def statements(shops: int) -> int:
        sellers = [a_seller() for _n in range(shops)]
        purchase = a_purchase(*(Wish(seller, a_product(seller)) for seller in sellers))
        paid(purchase)
        with count_queries() as queries:
            assert client.get(order_links.link_to(purchase)).status_code == 200
        return len(queries)

    assert statements(6) == statements(2) <= 16


def test_a_visitor_without_account_is_offered_to_look_for_an_order(client: BrowserClient) -> None:
    page = client.get("/pesanan")

    assert page.status_code == 200
    assert 'action="/pesanan/cari"' in page.text
