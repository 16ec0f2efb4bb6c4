"""After payment in a real browser: send, receive, review; and every page for everybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from marketplace import ledger
from marketplace.extensions import db
from marketplace.ledger import chart
from marketplace.models import Order, User
from marketplace.models.orders import OrderStatus, PaymentMethod, ShippingMethod
from marketplace.shop import order_links, reviews
from tests.factories.catalogue import a_product
from tests.factories.orders import an_order
from tests.factories.people import a_user, an_admin
from tests.factories.sellers import a_seller
from tests.harness.browser import DESK, PHONE

pytestmark = pytest.mark.browser
S = OrderStatus
SignIn = Callable[[Page, User], None]
PageMaker = Callable[..., Page]


def _status(order: Order) -> OrderStatus:
    db.session.expire_all()
    return order.status


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_an_order_goes_from_new_to_reviewed_on_a_phone(
    page_maker: PageMaker, sign_in_browser: SignIn, script: bool
) -> None:
    order = an_order()
    link = order_links.link_to(order.purchase)
    seller, buyer = page_maker(script=script), page_maker(script=script)
    sign_in_browser(seller, order.seller.owner)

    seller.goto("/mitra")
    seller.get_by_role("link", name="1 pesanan baru").click()
    seller.get_by_role("link", name=order.number).click()
    seller.get_by_role("button", name="Terima pesanan").click()
    expect(seller.get_by_text("Pesanan Anda terima. Sekarang siapkan barangnya.")).to_be_visible()
    seller.get_by_label("Nomor resi").fill("123")
    seller.get_by_role("button", name="Tandai sudah dikirim").click()
    expect(seller.get_by_role("heading", name="Kesalahan: periksa isian berikut")).to_be_visible()
    seller.get_by_label("Nomor resi").fill("JNE 1234 5678 90")
    seller.get_by_role("button", name="Tandai sudah dikirim").click()
    expect(seller.get_by_text("JNE1234567890").first).to_be_visible()
    assert _status(order) == S.SHIPPED

    buyer.goto(link)
    buyer.get_by_role("button", name="Pesanan diterima").click()
    expect(buyer.get_by_text("Terima kasih. Pesanan selesai")).to_be_visible()
    buyer.get_by_role("link", name="Beri ulasan").click()
    buyer.locator("label", has_text="5 bintang").click()
    buyer.get_by_label("Cerita Anda").fill("Renyah dan rapi.")
    buyer.get_by_role("button", name="Simpan ulasan").click()
    expect(buyer.get_by_text("Ulasan Anda: 5 bintang")).to_be_visible()
    buyer.goto(f"/produk/{order.lines[0].product.slug}")
    expect(buyer.get_by_text("Renyah dan rapi.")).to_be_visible()

    assert _status(order) == S.COMPLETED
    assert ledger.balance(chart.available(order.seller_id)) == order.total
    seller.goto("/mitra/saldo")
    expect(seller.get_by_role("link", name=order.number)).to_be_visible()


def test_the_code_at_the_counter(browser_page: Page, sign_in_browser: SignIn) -> None:
    order = an_order(status=S.SHIPPED, shipping=ShippingMethod.PICKUP)
    db.session.commit()
    browser_page.goto(order_links.link_to(order.purchase))
    code = browser_page.locator(".pickup-code").inner_text()

    sign_in_browser(browser_page, order.seller.owner)
    browser_page.goto(f"/mitra/pesanan/{order.number}")
    browser_page.get_by_label("Kode ambil dari pembeli").fill("000000")
    browser_page.get_by_role("button", name="Serahkan barang").click()
    expect(browser_page.get_by_text("Kodenya tidak cocok.").first).to_be_visible()
    browser_page.get_by_label("Kode ambil dari pembeli").fill(code.lower())
    browser_page.get_by_role("button", name="Serahkan barang").click()

    expect(browser_page.get_by_text("Kodenya cocok. Serahkan barangnya kepada pembeli.")).to_be_visible()
    assert _status(order) == S.DELIVERED


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_kind_of_page_is_for_everybody(
    page_maker: PageMaker, sign_in_browser: SignIn, axe: Callable[[Page], None], size: tuple[int, int]
) -> None:
    seller, buyer, admin = a_seller(), a_user(name="Siti Aminah"), an_admin()
    product = a_product(seller, stock=50)
    by = {status: an_order(seller, product=product, status=status, buyer=buyer) for status in S}
    own = an_order(seller, product=product, status=S.SHIPPED, method=PaymentMethod.COD)
    back = an_order(seller, product=product, status=S.CANCELLED, method=PaymentMethod.TRANSFER, buyer=buyer)
    review = reviews.write(by[S.COMPLETED].lines[0], reviews.Words(4, "Renyah."), buyer)
    reviews.report(buyer, review, "kasar")
    db.session.commit()

    def desk(order: Order) -> str:
        return f"/mitra/pesanan/{order.number}"

    def mine(order: Order, deed: str = "") -> str:
        return f"/pesanan/{order.purchase.number}" + (f"/{order.number}/{deed}" if deed else "")

    pages: dict[User | None, list[str]] = {
        seller.owner: [
            "/mitra",
            "/mitra/pesanan",
            "/mitra/saldo",
            "/mitra/saldo?bagian=ditahan",
            "/mitra/ulasan",
            desk(by[S.PLACED]),
            desk(by[S.ACCEPTED]),
            desk(by[S.PROBLEM]),
            desk(own),
            desk(by[S.ACCEPTED]) + "/label",
            desk(by[S.ACCEPTED]) + "/daftar-isi",
        ],
        buyer: [
            "/pesanan",
            mine(by[S.AWAITING_PAYMENT]),
            mine(by[S.SHIPPED]),
            mine(by[S.COMPLETED]),
            mine(by[S.PROBLEM]),
            mine(back),
            mine(by[S.PLACED], "batal"),
            mine(by[S.SHIPPED], "masalah"),
            mine(back, "rekening"),
            mine(by[S.COMPLETED], "ulasan/1"),
        ],
        admin: [
            "/admin/masalah",
            f"/admin/masalah/{by[S.PROBLEM].number}",
            "/admin/pengembalian",
            f"/admin/pengembalian/{back.number}",
            "/admin/ulasan",
        ],
        None: ["/pesanan"],
    }
    for reader, addresses in pages.items():
        page = page_maker(size=size)
        if reader is not None:
            sign_in_browser(page, reader)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            axe(page)
