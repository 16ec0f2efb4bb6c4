"""The ground the other tests stand on."""

import asyncio
import os
from collections.abc import Callable

import pytest
from flask import has_app_context
from playwright.sync_api import Page
from sqlalchemy import delete, func, select, text

from marketplace.extensions import db
from marketplace.models import Category, Event, Rule
from tests.harness.database import MarketDatabase
from tests.harness.queries import count_queries
from tests.harness.web import BrowserClient


def rows_of(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_reset_empties_what_a_test_filled_past_every_guard(database: MarketDatabase) -> None:
    db.session.add(Event(name="harness", subject_kind="harness", subject_id=1))
    db.session.commit()
    assert rows_of(Event) == 1

    db.session.rollback()
    database.reset()

    assert rows_of(Event) == 0


def test_a_reset_lays_out_again_what_migrations_wrote_and_a_test_changed(database: MarketDatabase) -> None:
    before = db.session.execute(
        text("SELECT md5(string_agg(r::text, '|' ORDER BY id)) FROM rules r")
    ).scalar()
    assert rows_of(Rule) > 0
    db.session.execute(delete(Rule))
    db.session.commit()
    assert rows_of(Rule) == 0

    db.session.rollback()
    database.reset()

    after = db.session.execute(text("SELECT md5(string_agg(r::text, '|' ORDER BY id)) FROM rules r")).scalar()
    assert after == before


def test_reference_rows_are_there_in_every_test() -> None:
    assert rows_of(Category) > 0


def test_the_market_is_not_a_superuser_in_tests() -> None:
    assert db.session.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) is False


def test_a_request_does_not_share_the_test_s_context(app: object, client: BrowserClient) -> None:
    assert has_app_context()
    outer = db.session()

    assert client.get("/healthz").status_code == 200

    assert db.session() is outer


def test_queries_are_counted_across_sessions(client: BrowserClient) -> None:
    with count_queries() as queries:
        db.session.execute(text("SELECT 1"))
        client.get("/readyz")

    assert "SELECT 1" in queries[0]
    assert len(queries) >= 2


@pytest.mark.browser
def test_a_browser_opens_the_market_on_a_phone(browser_page: Page) -> None:
    answer = browser_page.goto("/healthz")

    assert answer is not None
    assert answer.status == 200
    assert browser_page.viewport_size == {"width": 360, "height": 740}


@pytest.mark.browser
def test_axe_tells_what_is_wrong(browser_page: Page, axe: Callable[[Page], None]) -> None:
    browser_page.goto("/healthz")
    browser_page.set_content("<html lang=id><title>x</title><main><h1>x</h1><img src='data:,'></main></html>")

    with pytest.raises(AssertionError, match="image-alt"):
        axe(browser_page)


def test_other_tests_meet_no_event_loop_of_the_browser() -> None:
    async def pid() -> int:
        return os.getpid()

    assert asyncio.run(pid()) == os.getpid()
