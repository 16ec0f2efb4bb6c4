"""The whole purchase by keyboard alone on a small screen: every stop is seen, none lies under the bar."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Purchase, User
from marketplace.models.orders import OrderStatus, PaymentMethod, PurchaseStatus
from tests.factories.catalogue import a_product
from tests.factories.orders import an_order
from tests.factories.sellers import a_seller

pytestmark = pytest.mark.browser
MOST_STOPS = 90
WHERE = """() => {
  const at = document.activeElement;
  const name = [at.labels?.[0]?.textContent, at.getAttribute("aria-label"), at.textContent]
    .filter(Boolean).join(" ").replace(/\\s+/g, " ").trim();
  if (at === document.body) return { name, problem: "" };
  const ringed = ([element, pseudo]) => {
    if (!element) return false;
    const style = getComputedStyle(element, pseudo);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const ringers = [[at], [at, "::after"], [at.nextElementSibling], [at.closest(".file-box")]];
  if (!ringers.some(ringed)) return { name, problem: "has no ring" };
  const box = at.getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
    return { name, problem: "is out of view" };
  }
  for (const bar of document.querySelectorAll(".pay-bar, .seller-tabs")) {
    const edge = bar.getBoundingClientRect();
    const isFixed = getComputedStyle(bar).position === "fixed";
    if (isFixed && !bar.contains(at) && box.bottom > edge.top && box.top < edge.bottom) {
      return { name, problem: "lies under the bar" };
    }
  }
  return { name, problem: "" };
}"""


def test_a_guest_buys_with_the_keyboard_alone(browser_page: Page) -> None:
    page = browser_page
    a_product(a_seller(name="Dapur Bu Yuni"), name="Keripik singkong balado", price=18_000, stock=20)
    db.session.commit()

    page.goto("/")
    reach(page, "Cari barang")
    page.keyboard.type("keripik")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/produk"))
    reach(page, "Keripik singkong balado")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Keripik singkong balado", level=1)).to_be_visible()
    reach(page, "Tambah satu")
    page.keyboard.press("Space")
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
    fill_in(page)
    reach(page, re.compile("^Pesan, bayar Rp"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bank uji coba")).to_be_visible()
    reach(page, re.compile("^Bayar Rp"))
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name=re.compile("^Pesanan"), level=1)).to_be_visible()
    walk_to_the_end(page)

    purchase = db.session.scalars(select(Purchase)).one()
    assert (purchase.method, purchase.status) == (PaymentMethod.CARD, PurchaseStatus.PAID)
    assert [line.quantity for order in purchase.orders for line in order.lines] == [2]


def test_no_stop_on_a_page_of_a_seller_is_hidden(
    browser_page: Page, sign_in_browser: Callable[[Page, User], None]
) -> None:
    page, seller = browser_page, a_seller()
    product = a_product(seller)
    placed, accepted = an_order(seller, product=product), an_order(seller, status=OrderStatus.ACCEPTED)
    sign_in_browser(page, seller.owner)

    for path in (
        "/mitra",
        "/mitra/produk",
        "/mitra/produk/baru",
        f"/mitra/produk/{product.slug}",
        f"/mitra/produk/{product.slug}/foto",
        f"/mitra/pesanan/{placed.number}",
        f"/mitra/pesanan/{accepted.number}",
        "/mitra/toko",
        "/mitra/saldo",
    ):
        page.goto(path)
        walk_to_the_end(page)


def fill_in(page: Page) -> None:
    for label, text in (
        ("Nama penerima", "Siti Aminah"),
        ("Nomor HP", "081234567890"),
        ("Email", "siti@contoh.id"),
    ):
        reach(page, label)
        page.keyboard.type(text)
    reach(page, "Desa atau kelurahan")
    page.keyboard.press("ArrowDown")
    reach(page, "Jalan dan nomor rumah")
    page.keyboard.type("Jl. Gajah Mada 187")
    reach(page, "Transfer bank")
    while "Kartu" not in here(page)["name"]:
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Kartu debit atau kredit")).to_be_checked()


def reach(page: Page, name: str | re.Pattern[str]) -> None:
    """Press Tab until the control of this name has the focus; every stop on the way must be seen."""
    wanted = re.compile(re.escape(name)) if isinstance(name, str) else name
    for _n in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if wanted.search(here(page)["name"]):
            return
    raise AssertionError(f"Tab never reached {name!r}")


def walk_to_the_end(page: Page) -> None:
    """Press Tab through the rest of a page, past its last link."""
    for _n in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if here(page)["name"] == "" or page.evaluate("document.activeElement === document.body"):
            return
    raise AssertionError("the page holds the focus")


def here(page: Page) -> Any:
    """What has the focus. Fails when it cannot be seen."""
    found = page.evaluate(WHERE)
    assert found["problem"] == "", f"{found['name']!r} on {page.url} {found['problem']}"
    return found
