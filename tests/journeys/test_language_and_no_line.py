"""A reader of another language, and a reader whose line is gone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from marketplace.extensions import db
from tests.factories.catalogue import a_product

pytestmark = pytest.mark.browser
HERE = "/produk?q=keripik&urut=termurah"


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_the_language_changes_and_the_page_stays(page_maker: Callable[..., Page], script: bool) -> None:
    product = a_product(name="Keripik tempe")
    db.session.commit()
    page = page_maker(script=script)

    for path in (HERE, f"/produk/{product.slug}"):
        page.goto(path)
        page.get_by_role("button", name="Read in English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_role("link", name="Basket").first).to_be_visible()
        assert urlsplit(page.url)._replace(scheme="", netloc="").geturl() == path
        page.get_by_role("button", name="Baca dalam bahasa Indonesia").click()
        expect(page.locator("html")).to_have_attribute("lang", "id")
        assert urlsplit(page.url)._replace(scheme="", netloc="").geturl() == path


def test_without_a_line_the_market_says_so_in_its_own_dress(browser_page: Page) -> None:
    page = browser_page
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then((kept) => kept.active.state)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")

    page.context.set_offline(True)
    page.goto("/produk")

    expect(page.get_by_role("heading", name="Internet terputus", level=1)).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.head')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    page.context.set_offline(False)
    page.goto("/produk")
    expect(page.get_by_role("heading", name="Semua produk", level=1)).to_be_visible()
