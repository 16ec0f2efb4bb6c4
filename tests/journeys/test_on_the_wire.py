"""What a page costs somebody who pays by the megabyte."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request

from marketplace.extensions import db
from tests.factories.catalogue import a_product
from tests.factories.orders import an_order
from tests.factories.sellers import a_seller

pytestmark = pytest.mark.browser
MOST_BYTES = 100_000
MOST_REQUESTS = 40
WEIGHED = {"document", "stylesheet", "script"}
FULL_PAGE = 24


@pytest.fixture
def street() -> list[str]:
    """The front page, a full listing and a product that has everything around it."""
    shop = a_seller(story="Tiga bersaudara menganyam sejak 2011.", offers_pickup=True)
    for _n in range(FULL_PAGE + 6):
        a_product(shop, description="Dibuat di Jember oleh lulusan Bimtek. " * 10)
    product = an_order(shop).lines[0].product
    db.session.commit()
    return ["/", "/produk", f"/produk/{product.slug}"]


def test_a_first_visit_weighs_little_and_asks_nobody_else(
    page_maker: Callable[..., Page], live_server: str, street: list[str]
) -> None:
    for path in street:
        page = page_maker()
        requests = requests_of(page, path)
        weight = sum(
            request.sizes()["responseBodySize"] for request in requests if request.resource_type in WEIGHED
        )

        assert 0 < weight <= MOST_BYTES, path
        assert len(requests) <= MOST_REQUESTS, path
        assert {request.url[: len(live_server)] for request in requests} == {live_server}
        assert page.context.cookies() == []


def requests_of(page: Page, path: str) -> list[Request]:
    """Everything the browser asks for on a first visit."""
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    page.on("request", note)
    page.goto(path, wait_until="networkidle")
    return requests
