"""A seller's products on a small phone, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select

from marketplace.extensions import db
from marketplace.media import jobs
from marketplace.models import Product, User
from marketplace.models.catalogue import ProductStatus
from tests.factories.catalogue import a_product
from tests.factories.media import image_bytes
from tests.factories.people import an_admin
from tests.factories.sellers import a_seller

pytestmark = pytest.mark.browser
SignIn = Callable[[Page, User], None]
PHOTO: FilePayload = {
    "name": "kursi.jpg",
    "mimeType": "image/jpeg",
    "buffer": image_bytes(2400, 1800, quality=98),
}


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_first_product_is_written_approved_and_on_sale(
    page_maker: Callable[..., Page], sign_in_browser: SignIn, axe: Callable[[Page], None], script: bool
) -> None:
    seller, admin = a_seller(), an_admin()
    page = page_maker(script=script)
    sign_in_browser(page, seller.owner)

    page.goto("/mitra/produk")
    page.get_by_role("link", name="Tambah barang pertama").click()
    page.locator("input[type=file]").set_input_files(PHOTO)
    page.get_by_label("Nama barang").fill("Kursi rotan santai")
    page.get_by_label("Harga").fill("1.250.000")
    page.get_by_label("Stok").fill("3")
    page.get_by_label("Kategori").select_option(label="Kursi & meja")
    if script:
        axe(page)
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_role("heading", name="Kursi rotan santai")).to_be_visible()
    expect(page.get_by_text("Sedang diolah")).to_be_visible()
    page.get_by_role("button", name="Tayangkan", exact=True).click()
    expect(page.get_by_text("Menunggu diperiksa admin")).to_be_visible()

    jobs.make_derivatives()
    desk = page_maker(script=script)
    sign_in_browser(desk, admin)
    desk.goto("/admin/produk")
    desk.get_by_role("link", name="Kursi rotan santai").click()
    desk.get_by_role("button", name="Setujui").click()
    expect(desk.get_by_text("Barang disetujui.")).to_be_visible()

    page.reload()
    expect(page.locator(".goods-top-photo img")).to_have_js_property("complete", True)
    product = db.session.scalars(select(Product)).one()
    assert (product.status, product.variants[0].price) == (ProductStatus.PUBLISHED, 1_250_000)
    assert len(product.photos) == 1


def test_stock_is_changed_with_one_tap_in_the_list(
    browser_page: Page, sign_in_browser: SignIn, axe: Callable[[Page], None]
) -> None:
    product = a_product(price=10_000, stock=5)
    sign_in_browser(browser_page, product.seller.owner)

    browser_page.goto("/mitra/produk")
    axe(browser_page)
    browser_page.get_by_label(re.compile("^Stok")).fill("8")
    browser_page.get_by_role("button", name="Simpan").click()
    expect(browser_page.get_by_text("Tersimpan: Rp10.000, stok 8.")).to_be_visible()
    browser_page.get_by_label(re.compile("^Harga")).fill("gratis")
    browser_page.get_by_role("button", name="Simpan").click()
    expect(browser_page.get_by_text("Isi harga dengan angka, contoh 15.000.")).to_be_visible()

    db.session.expire_all()
    assert (product.variants[0].price, product.variants[0].available) == (10_000, 8)


def test_a_wrong_form_leads_to_its_faults_and_keeps_the_photo(
    browser_page_without_js: Page, sign_in_browser: SignIn
) -> None:
    page = browser_page_without_js
    sign_in_browser(page, a_seller().owner)

    page.goto("/mitra/produk/baru")
    page.locator("input[type=file]").set_input_files(PHOTO)
    page.get_by_label("Nama barang").fill("Kursi rotan santai")
    page.get_by_label("Harga").fill("mahal")
    page.get_by_role("button", name="Simpan draf").click()

    expect(page).to_have_title(re.compile("^Kesalahan:"))
    expect(page.get_by_role("link", name="Isi harga dengan angka, contoh 15.000.")).to_be_visible()
    expect(page.get_by_text("Foto yang sudah terkirim")).to_be_visible()
    page.get_by_label("Harga").fill("15000")
    page.get_by_label("Stok").fill("1")
    page.get_by_label("Kategori").select_option(label="Kursi & meja")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_text("1 foto")).to_be_visible()


@pytest.mark.parametrize(
    "page_name",
    ["", "/utama", "/foto", "/varian", "/grosir", "/pengiriman", "/pangan", "/izin", "/pratinjau"],
)
def test_every_page_of_the_editor_is_accessible(
    browser_page: Page, sign_in_browser: SignIn, axe: Callable[[Page], None], page_name: str
) -> None:
    product = a_product(photos=0)
    sign_in_browser(browser_page, product.seller.owner)

    browser_page.goto(f"/mitra/produk/{product.slug}{page_name}")

    axe(browser_page)


@pytest.mark.parametrize("waiting", [True, False], ids=["listing", "queue"])
def test_the_admins_pages_are_accessible(
    browser_page: Page, sign_in_browser: SignIn, axe: Callable[[Page], None], waiting: bool
) -> None:
    product = a_product(photos=0, status=ProductStatus.WAITING)
    sign_in_browser(browser_page, an_admin())

    browser_page.goto(f"/admin/produk/{product.slug}" if waiting else "/admin/produk")

    axe(browser_page)
