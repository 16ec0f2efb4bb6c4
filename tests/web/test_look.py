"""The component page stands for every page: it is looked at by axe, and its small behaviours are tried."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.harness.browser import DESK, PHONE
from tests.harness.database import ROOT
from tests.harness.web import BrowserClient

PageMaker = Callable[..., Page]
KILOBYTE = 1024


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/img/icons.svg").read_text()))
    sources = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]

    named = {name for source in sources for name in re.findall(r"\bicon\('([\w-]+)'\)", source)}

    assert "basket" in named
    assert named - drawn == set()


def test_the_style_sheets_stay_within_thirty_kilobytes_and_the_scripts_within_twenty() -> None:
    def weight(folder: str) -> int:
        files = sorted((ROOT / "static" / folder).glob("*.*"))
        return sum(len(gzip.compress(path.read_bytes())) for path in files)

    assert 0 < weight("css") <= 30 * KILOBYTE
    assert 0 < weight("js") <= 20 * KILOBYTE


def test_a_phone_can_put_the_market_on_its_home_screen(client: BrowserClient) -> None:
    answer = client.get("/manifest.webmanifest")

    assert (answer.status_code, answer.mimetype) == (200, "application/manifest+json")
    manifest = answer.json
    assert manifest is not None
    assert (manifest["lang"], manifest["start_url"], manifest["display"]) == ("id", "/", "standalone")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        with client.get(icon["src"]) as file:
            image = Image.open(BytesIO(file.data))
        assert (f"{image.width}x{image.height}", image.format) == (icon["sizes"], "PNG")


def test_the_service_worker_keeps_only_the_offline_page_and_what_dresses_it(client: BrowserClient) -> None:
    answer = client.get("/sw.js")

    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    kept = re.findall(r'"(/[^"]+)"', answer.text)
    assert kept[0] == "/luring"
    assert {path.split("/")[1] for path in kept} == {"luring", "static"}
    for path in kept:
        with client.get(path) as kept_file:
            assert kept_file.status_code == 200


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing_on_the_component_page(
    page_maker: PageMaker, axe: Callable[[Page], None], size: tuple[int, int]
) -> None:
    page = page_maker(size=size)
    page.goto("/_komponen")

    axe(page)


@pytest.mark.browser
def test_every_field_is_there_without_javascript(browser_page_without_js: Page) -> None:
    page = browser_page_without_js
    page.goto("/_komponen")

    expect(page.locator("#jumlah")).to_have_value("2")
    expect(page.locator("#photos")).to_be_visible()
    expect(page.get_by_role("button", name="Tampilkan")).to_have_count(0)


@pytest.mark.browser
def test_minus_and_plus_stay_within_their_limits(browser_page: Page) -> None:
    page = browser_page
    page.goto("/_komponen")
    less = page.get_by_role("button", name="Kurangi satu")

    less.click()

    expect(page.locator("#jumlah")).to_have_value("1")
    expect(less).to_be_disabled()
    page.get_by_role("button", name="Tambah satu").click()
    expect(page.locator("#jumlah")).to_have_value("2")


@pytest.mark.browser
def test_a_password_can_be_seen_and_hidden(browser_page: Page) -> None:
    page = browser_page
    page.goto("/_komponen")

    page.get_by_role("button", name="Tampilkan").click()

    expect(page.locator("#password")).to_have_attribute("type", "text")
    page.get_by_role("button", name="Sembunyikan").click()
    expect(page.locator("#password")).to_have_attribute("type", "password")


@pytest.mark.browser
def test_a_big_photo_is_shown_and_made_smaller_before_it_is_sent(browser_page: Page, tmp_path: Path) -> None:
    page = browser_page
    photo = tmp_path / "pisang.png"
    Image.effect_noise((2400, 1200), 90).convert("RGB").save(photo)
    page.goto("/_komponen")

    page.locator("#photos").set_input_files(photo)

    expect(page.locator(".file-previews img")).to_have_count(1)
    name, size, width = page.evaluate(
        """async () => {
          const [file] = document.getElementById("photos").files;
          return [file.name, file.size, (await createImageBitmap(file)).width];
        }"""
    )
    assert (name, width) == ("pisang.jpg", 1600)
    assert size < photo.stat().st_size


@pytest.mark.browser
def test_a_form_pressed_twice_is_sent_once(browser_page: Page) -> None:
    page = browser_page
    page.goto("/_komponen")
    page.evaluate(
        """() => {
          const form = document.createElement("form");
          form.method = "post";
          form.innerHTML = '<button id="kirim" class="button">Bayar</button>';
          document.querySelector("main").append(form);
          window.sent = 0;
          addEventListener("submit", (event) => {
            if (!event.defaultPrevented) window.sent += 1;
            event.preventDefault();
          });
          for (let i = 0; i < 3; i += 1) document.getElementById("kirim").click();
        }"""
    )

    expect(page.locator("#kirim")).to_have_text("Sedang diproses…")
    assert page.evaluate("window.sent") == 1
    expect(page.locator("#kabar-halaman")).to_have_text("Sedang diproses…")
