"""Fixtures for every test. Each test starts with the state right after the migrations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import hypothesis
import pytest
from flask import Flask
from playwright.sync_api import Page

import config
from marketplace import create_app
from marketplace.extensions import db
from marketplace.models import User
from tests.harness import browser
from tests.harness.database import MarketDatabase, market_database
from tests.harness.web import BrowserClient, LiveServer, browser_client, session_cookie

hypothesis.settings.register_profile("market", deadline=None)  # machines are shared: no test asserts a time
hypothesis.settings.load_profile("market")

_chromium = pytest.StashKey[browser.Chromium]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_chromium] = browser.Chromium()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Browser tests of a row share a browser; any other test runs without its event loop."""
    if "page_maker" not in getattr(item, "fixturenames", ()):
        item.config.stash[_chromium].close()


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_chromium].close()


@pytest.fixture(scope="session")
def database() -> Iterator[MarketDatabase]:
    with market_database() as own:
        yield own


@pytest.fixture(scope="session")
def server_port() -> Iterator[LiveServer]:
    """The address the market believes to have; it is served only in tests that ask for `live_server`."""
    server = LiveServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def settings(
    database: MarketDatabase, server_port: LiveServer, tmp_path_factory: pytest.TempPathFactory
) -> config.Settings:
    """The demo's settings with this process's database and folder, rate limits off."""
    return config.load(
        {
            "APP_ENV": "demo",
            "DATABASE_URL": database.url,
            "FIELD_KEYS": "a key that only the tests know and use",
            "INSTANCE_PATH": str(tmp_path_factory.mktemp("instance")),
            "PUBLIC_URL": server_port.url,
            "RATE_LIMITS": "off",
            "SECRET_KEY": "a secret that only the tests know and use",
        }
    ).using(wake_jobs=False, log_json=False)


@pytest.fixture(scope="session")
def market(settings: config.Settings) -> Iterator[Flask]:
    """The application, made once a process."""
    made = create_app(settings)
    made.testing = True
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def app(market: Flask, database: MarketDatabase) -> Iterator[Flask]:
    """The application with a clean database; the test's own lines run inside its context."""
    database.reset()
    with market.app_context():
        yield market


@pytest.fixture
def client(app: Flask) -> BrowserClient:
    """A visitor who has not signed in."""
    return browser_client(app)


@pytest.fixture
def as_user(app: Flask) -> Callable[[User], BrowserClient]:
    """`as_user(seller.user).get("/mitra")`: a client of somebody who has signed in."""

    def sign_in(user: User) -> BrowserClient:
        signed_in = browser_client(app)
        signed_in.set_cookie(*session_cookie(app, user))
        return signed_in

    return sign_in


@pytest.fixture(scope="session")
def _served(market: Flask, server_port: LiveServer) -> Iterator[LiveServer]:
    with server_port.serving(market):
        yield server_port


@pytest.fixture
def live_server(_served: LiveServer, app: Flask) -> Iterator[str]:
    """The market's address on a real port. Commit what the browser is to see."""
    yield _served.url
    _served.wait_until_idle()


PageMaker = Callable[..., Page]


@pytest.fixture
def page_maker(live_server: str, request: pytest.FixtureRequest) -> Iterator[PageMaker]:
    """Open pages in contexts of their own: `page_maker(size=DESK, script=False)`."""
    chromium = request.config.stash[_chromium].browser()
    with ExitStack() as opened:

        def make(*, size: tuple[int, int] = browser.PHONE, script: bool = True) -> Page:
            opening = browser.open_page(chromium, live_server, size=size, script=script)
            return opened.enter_context(opening)

        yield make


@pytest.fixture
def browser_page(page_maker: PageMaker) -> Page:
    """A small phone with scripts."""
    return page_maker()


@pytest.fixture
def browser_page_without_js(page_maker: PageMaker) -> Page:
    return page_maker(script=False)


@pytest.fixture
def browser_page_wide(page_maker: PageMaker) -> Page:
    return page_maker(size=browser.DESK)


@pytest.fixture
def sign_in_browser(app: Flask, live_server: str) -> Callable[[Page, User], None]:
    """`sign_in_browser(page, user)`: from now on the page's browser is signed in."""

    def sign_in(page: Page, user: User) -> None:
        name, value = session_cookie(app, user)
        page.context.add_cookies([{"name": name, "value": value, "url": live_server}])

    return sign_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` asserts that axe finds nothing wrong on it."""
    return browser.axe
