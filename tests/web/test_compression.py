"""What goes over the line is small, and never at the cost of a secret or a cache."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from marketplace.models import User
from tests.factories.people import a_user
from tests.harness.web import BrowserClient

GZIP = {"Accept-Encoding": "gzip, br"}
STYLES = "/static/css/pages.css"


@pytest.mark.parametrize("path", ["/", "/produk", STYLES, "/static/img/icons.svg", "/masuk"])
def test_a_text_is_compressed_for_those_who_take_it(client: BrowserClient, path: str) -> None:
    with client.get(path) as plain, client.get(path, headers=GZIP) as small:
        assert (plain.headers.get("Content-Encoding"), small.headers["Content-Encoding"]) == (None, "gzip")
        assert gzip.decompress(small.data) == plain.data
        assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data) / 2
        assert "Accept-Encoding" in plain.headers["Vary"]
        assert "Accept-Encoding" in small.headers["Vary"]


@pytest.mark.parametrize("path", ["/produk", STYLES])
def test_a_compressed_answer_is_asked_for_again_by_its_etag(client: BrowserClient, path: str) -> None:
    with client.get(path, headers=GZIP) as first:
        etag = first.headers["ETag"]

    with client.get(path, headers=GZIP | {"If-None-Match": etag}) as again:
        assert etag.startswith('W/"')
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["/healthz", "/static/img/icon-48.png"])
def test_small_answers_and_pictures_go_as_they_are(client: BrowserClient, path: str) -> None:
    with client.get(path, headers=GZIP) as answer:
        assert "Content-Encoding" not in answer.headers


def test_whoever_takes_no_gzip_gets_none(client: BrowserClient) -> None:
    answer = client.get("/produk", headers={"Accept-Encoding": "gzip;q=0, identity"})

    assert "Content-Encoding" not in answer.headers


def test_a_page_of_one_reader_is_not_compressed_for_another_site(
    client: BrowserClient, as_user: Callable[[User], BrowserClient]
) -> None:
    from_elsewhere = GZIP | {"Sec-Fetch-Site": "cross-site"}
    member = as_user(a_user())

    assert "Content-Encoding" not in member.get("/akun", headers=from_elsewhere).headers
    assert "Content-Encoding" in member.get("/akun", headers=GZIP).headers
    assert "Content-Encoding" in client.get("/produk", headers=from_elsewhere).headers
