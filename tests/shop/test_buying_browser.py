"""Buying in a real browser: on a small phone, without scripts, by keyboard alone, and for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Order, Product, Purchase, User
from marketplace.models.orders import OrderStatus, PaymentMethod, PurchaseStatus
from tests.factories.catalogue import a_product
from tests.factories.people import an_admin
from tests.factories.sellers import a_seller
from tests.factories.shop import a_purchase

pytestmark = pytest.mark.browser


def goods() -> list[Product]:
    """Two shops: one that delivers and takes cash, one that sends by courier."""
    near = a_seller(
        name="Dapur Bu Yuni", delivers_itself=True, delivery_fee=10_000, delivery_regency_codes=["35.09"]
    )
    found = [
        a_product(near, name="Keripik singkong", price=18_000, stock=20),
        a_product(near, name="Suwar-suwir", price=25_000, stock=5),
        a_product(a_seller(name="Batik Sekar"), name="Kain batik", price=450_000, stock=2),
    ]
    db.session.commit()
    return found


def fill_basket(page: Page, products: list[Product]) -> None:
    for product in products:
        page.goto(f"/produk/{product.slug}")
        page.get_by_role("button", name="Masukkan keranjang").click()
        expect(page.get_by_role("heading", name="Keranjang", level=1)).to_be_visible()


def fill_in(page: Page) -> None:
    page.get_by_label("Nama penerima").fill("Siti Aminah")
    page.get_by_label("Nomor HP").fill("0812-3456-7890")
    page.get_by_label("Email").fill("siti@contoh.id")
    page.get_by_label("Desa atau kelurahan").select_option(index=1)
    page.get_by_label("Jalan dan nomor rumah").fill("Jl. Gajah Mada 187")


def choose(page: Page, label: str) -> None:
    page.locator("label", has_text=label).first.click()


def to_checkout(page: Page) -> None:
    page.get_by_role("link", name="Lanjut bayar").click()
    page.get_by_label("Nama kecamatan atau kabupaten").fill("Sumbersari")
    page.get_by_role("button", name="Cari kecamatan").click()
    page.get_by_role("link", name="Sumbersari, Kabupaten Jember").click()


def the_purchase() -> Purchase:
    db.session.expire_all()
    return db.session.scalars(select(Purchase)).one()


def orders() -> list[OrderStatus]:
    db.session.expire_all()
    return list(db.session.scalars(select(Order.status).order_by(Order.id)))


def test_a_guest_buys_from_two_shops_on_a_phone(browser_page: Page, axe: Callable[[Page], None]) -> None:
    page = browser_page
    fill_basket(page, goods())
    axe(page)
    to_checkout(page)
    axe(page)
    expect(page.get_by_role("button", name="Pesan, bayar Rp509.000")).to_be_visible()
    choose(page, "Diantar penjual")
    button = page.get_by_role("button", name="Pesan, bayar Rp511.000")
    expect(button).to_be_visible()
    fill_in(page)
    choose(page, "Kartu debit atau kredit")
    button.click()

    expect(page.get_by_role("heading", name="Bank uji coba")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Bayar Rp511.000").click()
    expect(page.get_by_role("heading", name=re.compile("Pesanan"), level=1)).to_be_visible()
    assert the_purchase().status == PurchaseStatus.PAID
    assert orders() == [OrderStatus.PLACED, OrderStatus.PLACED]


def test_the_same_without_scripts(browser_page_without_js: Page) -> None:
    page = browser_page_without_js
    fill_basket(page, goods())
    page.get_by_label("Jumlah Keripik singkong").fill("3")
    page.get_by_role("button", name="Simpan jumlah").click()
    expect(page.get_by_text("Jumlah barang disimpan.")).to_be_visible()
    to_checkout(page)
    choose(page, "Diantar penjual")
    page.get_by_role("button", name="Hitung ulang ongkos kirim").click()
    fill_in(page)
    choose(page, "Transfer bank")
    page.get_by_role("button", name="Pesan, bayar Rp547.000").click()
    expect(page.get_by_text("Berita transfer", exact=True)).to_be_visible()
    assert (the_purchase().total, the_purchase().method) == (547_000, PaymentMethod.TRANSFER)


def test_another_way_of_shipping_without_scripts_is_confirmed_before_it_is_charged(
    browser_page_without_js: Page,
) -> None:
    page = browser_page_without_js
    fill_basket(page, goods()[:1])
    to_checkout(page)
    fill_in(page)
    choose(page, "Ambil di tempat")
    page.get_by_role("button", name="Pesan, bayar").click()
    expect(page.get_by_text("Ada yang berubah sejak halaman ini dibuka.").first).to_be_visible()
    choose(page, "Bayar di tempat")
    page.get_by_role("button", name="Pesan, bayar Rp18.000").click()
    expect(page.get_by_role("heading", name=re.compile("Pesanan"), level=1)).to_be_visible()
    assert (the_purchase().total, the_purchase().status) == (18_000, PurchaseStatus.PAY_ON_RECEIPT)
    assert orders() == [OrderStatus.PLACED]


def test_the_whole_purchase_by_keyboard(browser_page_wide: Page) -> None:
    page = browser_page_wide
    product = goods()[0]
    page.goto(f"/produk/{product.slug}")
    reach(page, "Masukkan keranjang")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Keranjang", level=1)).to_be_visible()
    reach(page, "Lanjut bayar")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kirim ke mana?")).to_be_visible()
    reach(page, "Nama kecamatan atau kabupaten")
    page.keyboard.type("Sumbersari")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pilih kecamatan")).to_be_visible()
    reach(page, "Sumbersari, Kabupaten Jember, Jawa Timur")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Penerima")).to_be_visible()
    for label, text in (
        ("Nama penerima", "Siti"), ("Nomor HP", "081234567890"), ("Email", "siti@contoh.id"),
        ("Desa atau kelurahan", "K"), ("Jalan dan nomor rumah", "Jl. Gajah Mada 187"),
    ):  # fmt: skip
        reach(page, label)
        page.keyboard.type(text)
    reach(page, "Pesan, bayar Rp26.000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Berita transfer", exact=True)).to_be_visible()
    assert the_purchase().total == 26_000


def reach(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus, and is in view."""
    for _n in range(120):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => { const at = document.activeElement; const label = at.labels?.[0]?.textContent ?? "";
            return (label + " " + at.textContent + " " + (at.getAttribute("aria-label") ?? "")).trim(); }"""
        )
        if name in " ".join(here.split()):
            return
    raise AssertionError(f"Tab never reached {name!r}")


def test_double_clicking_the_button_makes_one_purchase(browser_page: Page) -> None:
    page = browser_page
    fill_basket(page, goods()[:1])
    to_checkout(page)
    fill_in(page)
    page.get_by_role("button", name="Pesan, bayar").dblclick()
    expect(page.get_by_text("Berita transfer", exact=True)).to_be_visible()
    page.go_back()
    page.reload()
    assert the_purchase().status == PurchaseStatus.AWAITING_PAYMENT


@pytest.mark.parametrize("size", [(360, 740), (1280, 900)])
def test_every_page_of_buying_is_open_to_everybody(
    page_maker: Callable[..., Page], axe: Callable[[Page], None], size: tuple[int, int]
) -> None:
    page = page_maker(size=size)
    page.goto("/keranjang")
    axe(page)
    product = goods()[0]
    fill_basket(page, [product])
    product.variants[0].price = 19_000
    db.session.commit()
    page.goto("/keranjang")
    expect(page.get_by_text("Ada yang berubah")).to_be_visible()
    axe(page)
    page.goto("/checkout?cari=zzz")
    axe(page)
    page.goto("/checkout?induk=35.09")
    axe(page)
    page.goto("/checkout?tujuan=35.09.21")
    axe(page)
    page.get_by_role("button", name="Setuju, pesan").click()
    expect(page.get_by_text("Kesalahan: periksa isian berikut")).to_be_visible()
    assert page.title().startswith("Kesalahan:")
    axe(page)


def test_the_admins_desk_is_open_to_everybody(
    browser_page_wide: Page, axe: Callable[[Page], None], sign_in_browser: Callable[[Page, User], None]
) -> None:
    page = browser_page_wide
    purchase = a_purchase()
    sign_in_browser(page, an_admin())
    for tab in ("periksa", "ditahan", "menunggu"):
        page.goto(f"/admin/pembayaran?tab={tab}")
        axe(page)
    page.get_by_role("link", name=re.compile(purchase.number)).click()
    axe(page)
