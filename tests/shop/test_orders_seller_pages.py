"""The seller's pages about orders, as a browser sees them."""

from __future__ import annotations

import pytest

from marketplace.models.orders import OrderStatus, PaymentMethod, ShippingMethod
from tests.factories.orders import an_order
from tests.factories.people import a_user
from tests.factories.sellers import a_seller
from tests.harness.queries import count_queries

S = OrderStatus
REACHED = [status for status in S if status not in {S.AWAITING_PAYMENT, S.EXPIRED}]


@pytest.mark.parametrize(
    ("status", "shipping"),
    [(status, ShippingMethod.COURIER) for status in REACHED]
    + [(S.ACCEPTED, way) for way in (ShippingMethod.SELLER, ShippingMethod.PICKUP)]
    + [(S.SHIPPED, way) for way in (ShippingMethod.SELLER, ShippingMethod.PICKUP)],
)
def test_every_state_has_a_page(as_user, status, shipping) -> None:  # type: ignore[no-untyped-def]
    order = an_order(status=status, shipping=shipping)
    browser = as_user(order.seller.owner)

    page = browser.get(f"/mitra/pesanan/{order.number}")

    assert page.status_code == 200
    assert order.number in page.text


@pytest.mark.parametrize("status", [S.AWAITING_PAYMENT, S.EXPIRED])
def test_an_order_nobody_paid_has_not_reached_the_seller(as_user, status) -> None:  # type: ignore[no-untyped-def]
    order = an_order(status=status)

    assert as_user(order.seller.owner).get(f"/mitra/pesanan/{order.number}").status_code == 404


@pytest.mark.parametrize("path", ["", "/label", "/daftar-isi", "/masalah/foto"])
def test_another_sellers_order_does_not_exist(as_user, path) -> None:  # type: ignore[no-untyped-def]
    order = an_order(status=S.ACCEPTED)
    other = a_seller()

    assert as_user(other.owner).get(f"/mitra/pesanan/{order.number}{path}").status_code == 404


@pytest.mark.parametrize(
    "deed", ["terima", "tolak", "kirim", "antar", "siap", "tiba", "serah", "kembali", "masalah/jawab"]
)
def test_another_sellers_order_cannot_be_touched(as_user, deed) -> None:  # type: ignore[no-untyped-def]
    order = an_order()
    fields = {
        "reason": "sold_out",
        "courier": "JNE",
        "airway_bill": "JNE1234567890",
        "receiver": "Bu Siti",
        "code": "ABC123",
        "answer": "Kami kirim gantinya besok.",
    }
    if deed == "kembali":
        fields["reason"] = "refused"

    answer = as_user(a_seller().owner).post(f"/mitra/pesanan/{order.number}/{deed}", data=fields)

    assert (answer.status_code, order.status) == (404, S.PLACED)


def test_a_seller_accepts_and_ships_through_the_pages(as_user) -> None:  # type: ignore[no-untyped-def]
    order = an_order()
    browser = as_user(order.seller.owner)
    path = f"/mitra/pesanan/{order.number}"

    assert browser.post(f"{path}/terima").status_code == 303
    refused = browser.post(f"{path}/kirim", data={"courier": "JNE", "airway_bill": "123"})
    assert refused.status_code == 422
    assert "Nomor resi berisi 8 sampai 25 huruf dan angka" in refused.text
    assert order.status == S.ACCEPTED
    assert (
        browser.post(f"{path}/kirim", data={"courier": "JNE", "airway_bill": "jne-1234 5678"}).status_code
        == 303
    )
    assert (order.status, order.airway_bill) == (S.SHIPPED, "JNE12345678")


def test_phone_and_street_are_gone_when_the_order_is_closed(as_user) -> None:  # type: ignore[no-untyped-def]
    order = an_order(status=S.ACCEPTED)
    closed = an_order(order.seller, status=S.COMPLETED)
    browser = as_user(order.seller.owner)

    assert "6281234567890" in browser.get(f"/mitra/pesanan/{order.number}").text
    after = browser.get(f"/mitra/pesanan/{closed.number}").text
    assert "6281234567890" not in after
    assert "Jalan Gajah Mada 12" not in after


@pytest.mark.parametrize("tab", ["baru", "kirim", "dikirim", "masalah", "selesai", "batal", "ngawur"])
def test_every_tab_opens_with_its_orders(as_user, tab) -> None:  # type: ignore[no-untyped-def]
    seller = a_seller()
    shown = {
        tab_: an_order(seller, status=status).number
        for tab_, status in {
            "baru": S.PLACED,
            "kirim": S.ACCEPTED,
            "dikirim": S.SHIPPED,
            "masalah": S.PROBLEM,
            "selesai": S.COMPLETED,
            "batal": S.CANCELLED,
        }.items()
    }

    page = as_user(seller.owner).get(f"/mitra/pesanan?tab={tab}").text

    wanted = shown.get(tab, shown["baru"])
    assert [number for number in shown.values() if number in page] == [wanted]


def test_the_list_asks_little_whatever_its_length(as_user) -> None:  # type: ignore[no-untyped-def]
    seller = a_seller()
    for _n in range(6):
        an_order(seller)
    browser = as_user(seller.owner)
    with count_queries() as few:
        browser.get("/mitra/pesanan")
    for _n in range(9):
        an_order(seller)
    with count_queries() as many:
        browser.get("/mitra/pesanan")

    assert len(many) == len(few) <= 12, many


def test_a_list_longer_than_a_page_has_a_second_one(as_user) -> None:  # type: ignore[no-untyped-def]
    seller = a_seller()
    numbers = [an_order(seller).number for _n in range(22)]
    browser = as_user(seller.owner)

    first = browser.get("/mitra/pesanan").text
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = browser.get(following).text

    assert [number for number in numbers if f">{number}<" in first] == numbers[:20]
    assert [number for number in numbers if f">{number}<" in second] == numbers[20:]


def test_today_tells_what_waits(as_user) -> None:  # type: ignore[no-untyped-def]
    seller = a_seller()
    for status in (S.PLACED, S.PLACED, S.ACCEPTED, S.PROBLEM):
        an_order(seller, status=status)
    an_order(seller, status=S.SHIPPED, method=PaymentMethod.COD)
    an_order(seller, status=S.SHIPPED, shipping=ShippingMethod.PICKUP)

    page = as_user(seller.owner).get("/mitra").text

    for words in (
        "2 pesanan baru",
        "1 pesanan perlu dikirim",
        "1 laporan masalah menunggu jawaban",
        "1 pesanan sedang Anda antar",
        "1 pesanan menunggu diambil",
    ):
        assert words in page


def test_somebody_without_a_shop_is_sent_to_the_application(as_user) -> None:  # type: ignore[no-untyped-def]
    answer = as_user(a_user()).get("/mitra")

    assert (answer.status_code, answer.location) == (303, "/mitra/pendaftaran")


@pytest.mark.parametrize("part", ["gerak", "ditahan", "tunai"])
def test_the_balance_names_the_order_of_every_rupiah(as_user, part) -> None:  # type: ignore[no-untyped-def]
    seller = a_seller()
    done = an_order(seller, status=S.COMPLETED)
    held = an_order(seller, status=S.SHIPPED)
    cash = an_order(seller, status=S.COMPLETED, method=PaymentMethod.COD)
    page = as_user(seller.owner).get(f"/mitra/saldo?bagian={part}").text

    named = {order.number for order in (done, held, cash) if order.number in page}
    assert (
        named == {"gerak": {done.number, cash.number}, "ditahan": {held.number}, "tunai": {cash.number}}[part]
    )
    assert "Pencairan ke rekening bank tersedia mulai rilis berikutnya" in page
