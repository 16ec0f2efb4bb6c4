"""A shop that was approved without NIB: it opens later, is furnished, and takes a holiday."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from marketplace import clock
from marketplace.extensions import db
from marketplace.media import jobs
from marketplace.models import User
from tests.accounts.letters import templates_sent
from tests.factories.applications import an_application
from tests.factories.catalogue import a_product
from tests.factories.media import image_bytes
from tests.factories.people import an_admin

pytestmark = pytest.mark.browser
PHOTO: FilePayload = {"name": "toko.jpg", "mimeType": "image/jpeg", "buffer": image_bytes()}


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_shop_without_nib_opens_once_it_has_one(
    page_maker: Callable[..., Page], sign_in_browser: Callable[[Page, User], None], script: bool
) -> None:
    shop = an_application(nib=None)
    product = a_product(shop, name="Keripik talas")
    admin = an_admin()
    page, desk, stranger = (page_maker(script=script) for _ in range(3))
    sign_in_browser(page, shop.owner)
    sign_in_browser(desk, admin)

    desk.goto(f"/admin/pengajuan/{shop.id}")
    desk.get_by_role("button", name="Setujui").click()
    answer = stranger.goto(f"/produk/{product.slug}")
    assert answer is not None
    assert answer.status == 404
    hand_in_nib(page)
    desk.goto("/admin/pengajuan?antrean=nib")
    desk.get_by_role("link", name=shop.name).click()
    desk.get_by_role("button", name="NIB benar, buka toko").click()
    furnish(page)
    jobs.make_derivatives()

    stranger.goto(f"/produk/{product.slug}")
    expect(stranger.get_by_text("Diantar penjual")).to_be_visible()
    expect(stranger.get_by_role("button", name="Masukkan keranjang")).to_be_visible()
    take_a_holiday(page)
    stranger.reload()
    expect(stranger.get_by_text("Toko sedang libur.").first).to_be_visible()
    expect(stranger.get_by_role("button", name="Masukkan keranjang")).to_have_count(0)
    page.get_by_role("button", name="Buka lagi sekarang").click()
    db.session.expire_all()
    stranger.goto(f"/toko/{shop.slug}")
    expect(stranger.get_by_text("Tiga bersaudara, sejak 2011.")).to_be_visible()
    assert templates_sent() == ["application_approved", "shop_opened"]


def hand_in_nib(page: Page) -> None:
    page.goto("/mitra/toko")
    page.get_by_label("NIB").fill("12345")
    page.get_by_role("button", name="Kirim NIB").click()
    expect(page.get_by_role("alert")).to_contain_text("NIB harus 13 angka. Yang Anda isi 5 angka.")
    expect(page.get_by_label("NIB")).to_have_value("12345")
    page.get_by_label("NIB").fill("9120001234567")
    page.get_by_role("button", name="Kirim NIB").click()
    expect(page.get_by_text("NIB 9120001234567 sedang kami periksa.")).to_be_visible()


def furnish(page: Page) -> None:
    page.goto("/mitra/toko")
    page.get_by_label("Cerita toko").fill("Tiga bersaudara, sejak 2011.")
    page.locator("input[type=file]").set_input_files(PHOTO)
    page.get_by_role("button", name="Simpan halaman toko").click()
    expect(page.get_by_text("Halaman toko disimpan.")).to_be_visible()
    page.get_by_text("Saya antar sendiri").click()
    page.get_by_label("Ongkos antar").fill("10.000")
    page.get_by_role("button", name="Simpan cara kirim").click()
    expect(page.get_by_text("Cara kirim disimpan.")).to_be_visible()


def take_a_holiday(page: Page) -> None:
    today = clock.today().isoformat()
    page.get_by_role("link", name="Atur libur").click()
    page.get_by_label("Mulai libur").fill(today)
    page.get_by_label("Hari terakhir libur").fill(today)
    page.get_by_role("button", name="Simpan libur").click()
    page.goto("/mitra/toko/libur")
    expect(page.get_by_text("Sedang libur")).to_be_visible()
