"""A transfer, a broken parcel and the money's way back, as buyer, seller and admin see it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select

from marketplace import doctor, ledger
from marketplace.extensions import db
from marketplace.ledger import chart
from marketplace.models import Order, User
from marketplace.models.orders import OrderStatus
from marketplace.models.payments import GatewayName
from tests.accounts.letters import link_in
from tests.factories.catalogue import a_product
from tests.factories.media import image_bytes
from tests.factories.orders import bring_to
from tests.factories.people import an_admin
from tests.factories.sellers import a_seller
from tests.factories.shop import a_purchase

pytestmark = pytest.mark.browser
PHOTO: FilePayload = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": image_bytes()}


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_broken_parcel_is_paid_back_to_the_last_rupiah(
    page_maker: Callable[..., Page], sign_in_browser: Callable[[Page, User], None], script: bool
) -> None:
    shop, admin = a_seller(), an_admin()
    order = a_purchase(goods={a_product(shop): 2}, guest=True).orders[0]
    buyer, seller, desk = (page_maker(script=script) for _ in range(3))
    sign_in_browser(seller, shop.owner)
    sign_in_browser(desk, admin)

    send_proof(buyer)
    accept_transfer(desk, order)
    assert ledger.balance(chart.held(shop.id)) == order.total
    bring_to(again(order), OrderStatus.SHIPPED)
    db.session.commit()
    complain(buyer)
    answer(seller, order)
    decide(desk, order)
    tell_account(buyer)
    send_back(desk, order)

    buyer.reload()
    expect(buyer.get_by_text("Uang sudah dikembalikan")).to_be_visible()
    again(order)
    assert order.status == OrderStatus.CANCELLED
    accounts = (chart.held(shop.id), chart.available(shop.id), chart.REFUNDS_DUE)
    assert [ledger.balance(account) for account in accounts] == [0, 0, 0]
    assert ledger.balance(chart.cash(GatewayName.TRANSFER)) == 0
    assert [finding for finding in doctor.examine() if not finding.is_well] == []


def again(order: Order) -> Order:
    db.session.expire_all()
    return db.session.scalars(select(Order).where(Order.id == order.id)).one()


def send_proof(page: Page) -> None:
    page.goto(link_in("order_waiting_payment"))
    page.get_by_label("Foto atau tangkapan layar bukti transfer").set_input_files(PHOTO)
    page.get_by_label("Nama pemilik rekening pengirim").fill("Siti Aminah")
    page.get_by_role("button", name="Kirim bukti transfer").click()
    expect(page.get_by_role("heading", name="Bukti transfer sedang diperiksa")).to_be_visible()


def accept_transfer(page: Page, order: Order) -> None:
    page.goto("/admin/pembayaran")
    page.get_by_role("link", name=order.purchase.number).click()
    expect(page.get_by_alt_text("Bukti transfer dari pembeli")).to_have_js_property("naturalWidth", 640)
    page.get_by_role("button", name="Uang sudah masuk, terima").click()
    expect(page.get_by_text("Tidak ada yang menunggu")).to_be_visible()


def complain(page: Page) -> None:
    page.goto(link_in("order_shipped"))
    page.get_by_role("link", name="Laporkan masalah").click()
    page.locator("label", has_text="Barang rusak").click()
    page.get_by_label("Ceritakan").fill("Kemasannya sobek dan isinya tumpah.")
    page.locator("input[type=file]").set_input_files(PHOTO)
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_role("heading", name="Laporan masalah")).to_be_visible()


def answer(page: Page, order: Order) -> None:
    page.goto(f"/mitra/pesanan/{order.number}")
    page.get_by_label("Jawaban Anda").fill("Mohon maaf, kurirnya menjatuhkan paketnya.")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Mohon maaf, kurirnya menjatuhkan paketnya.")).to_be_visible()


def decide(page: Page, order: Order) -> None:
    page.goto("/admin/masalah")
    page.get_by_role("link", name=order.number).click()
    page.get_by_label("Pertimbangan").fill("Penjual mengakui barangnya rusak di jalan.")
    page.get_by_role("button", name="Batalkan dan kembalikan uang").click()
    expect(page.get_by_text("Pengelola memutuskan: dibatalkan")).to_be_visible()


def tell_account(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Isi rekening").click()
    page.get_by_label("Rekening tujuan").fill("BRI 0021-01-123456-50-7 a.n. Siti Aminah")
    page.get_by_role("button", name="Simpan rekening").click()
    expect(page.get_by_role("link", name="Ganti rekening")).to_be_visible()


def send_back(page: Page, order: Order) -> None:
    page.goto("/admin/pengembalian")
    page.get_by_role("link", name=order.number).click()
    page.get_by_role("button", name="Lihat lengkap (dicatat)").click()
    expect(page.get_by_text("0021-01-123456-50-7")).to_be_visible()
    page.get_by_label("Nomor referensi transfer").fill("BRI-778812")
    page.get_by_role("button", name=re.compile("^Tandai Rp")).click()
    expect(page.get_by_role("heading", name="Pengembalian uang")).to_be_visible()
