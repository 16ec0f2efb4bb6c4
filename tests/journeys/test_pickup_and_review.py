"""A member of the market fetches goods at the shop, pays there, and tells others how they were."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select

from marketplace import doctor
from marketplace.extensions import db
from marketplace.media import jobs
from marketplace.models import Address, Order, User
from marketplace.models.orders import OrderStatus
from tests.factories.catalogue import a_product
from tests.factories.media import image_bytes
from tests.factories.people import a_user
from tests.factories.sellers import a_seller

pytestmark = pytest.mark.browser
PHOTO: FilePayload = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": image_bytes()}


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_goods_fetched_at_the_shop_are_paid_there_and_reviewed(
    page_maker: Callable[..., Page], sign_in_browser: Callable[[Page, User], None], script: bool
) -> None:
    shop = a_seller(name="Omah Batik", offers_pickup=True, pickup_note="Buka jam 8 sampai 16.")
    product = a_product(shop, name="Syal batik tulis", category="batik-tulis", price=150_000)
    buyer = a_member()
    page, seller = page_maker(script=script), page_maker(script=script)
    sign_in_browser(page, buyer)
    sign_in_browser(seller, shop.owner)

    buy(page, product.slug, script=script)
    order = db.session.scalars(select(Order)).one()
    seller.goto(f"/mitra/pesanan/{order.number}")
    seller.get_by_role("button", name="Terima pesanan").click()
    seller.get_by_role("button", name="Siap diambil").click()
    page.goto("/pesanan")
    page.get_by_role("link", name=order.purchase.number).click()
    code = page.locator(".pickup-code").inner_text()
    seller.get_by_label("Kode ambil").fill(code.lower())
    seller.get_by_role("button", name="Serahkan barang").click()
    expect(seller.get_by_text("Barang diambil dengan kode")).to_be_visible()
    review(page)
    seller.goto("/mitra/ulasan")
    seller.locator("summary", has_text="Balas").click()
    seller.get_by_label("Balasan Anda").fill("Terima kasih, Bu Siti.")
    seller.get_by_role("button", name="Kirim balasan").click()
    jobs.make_derivatives()

    page.goto(f"/produk/{product.slug}")
    expect(page.get_by_text("Warnanya cerah dan rapi.")).to_be_visible()
    expect(page.get_by_text("Terima kasih, Bu Siti.")).to_be_visible()
    db.session.expire_all()
    assert order.status == OrderStatus.COMPLETED
    assert (product.rating_count, product.rating_sum, product.sold_count) == (1, 5, 1)
    assert [finding for finding in doctor.examine() if not finding.is_well] == []


def a_member() -> User:
    user = a_user(name="Siti Aminah")
    db.session.add(
        Address(
            user_id=user.id,
            recipient="Siti Aminah",
            phone="+6281234567890",
            street="Jl. Gajah Mada 12",
            village_code="35.09.19.1005",
            postcode="68131",
            is_default=True,
        )
    )
    db.session.commit()
    return user


def buy(page: Page, slug: str, *, script: bool) -> None:
    page.goto(f"/produk/{slug}")
    page.get_by_role("button", name="Masukkan keranjang").click()
    page.get_by_role("link", name="Lanjut bayar").click()
    expect(page.get_by_text("Jl. Gajah Mada 12")).to_be_visible()
    page.locator("label", has_text="Ambil di tempat").first.click()
    if not script:
        page.get_by_role("button", name="Hitung ulang ongkos kirim").click()
    page.locator("label", has_text="Bayar di tempat").first.click()
    page.get_by_role("button", name="Pesan, bayar Rp150.000").click()
    expect(page.get_by_role("heading", name=re.compile("^Pesanan"), level=1)).to_be_visible()


def review(page: Page) -> None:
    page.reload()
    page.get_by_role("button", name="Pesanan diterima").click()
    page.get_by_role("link", name="Beri ulasan").click()
    page.locator("label", has_text="5 bintang").click()
    page.get_by_label("Cerita Anda").fill("Warnanya cerah dan rapi.")
    page.locator("input[type=file]").set_input_files(PHOTO)
    page.get_by_role("button", name="Simpan ulasan").click()
    expect(page.get_by_text("Ulasan Anda: 5 bintang")).to_be_visible()
