"""What machines are told, and which."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

import config
from marketplace import clock
from marketplace.extensions import db
from marketplace.models import Mail
from tests.harness.settings import settings_changed
from tests.harness.web import BrowserClient

TOKEN = "a token that only the monitoring and the tests know"


def figures(text: str) -> dict[str, float]:
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {name: float(figure) for name, figure in lines}


def test_this_machine_reads_the_figures(client: BrowserClient) -> None:
    db.session.add(
        Mail(
            dedupe_key="k",
            recipient="siti@contoh.id",
            template="welcome",
            subject="s",
            body_text="t",
            body_html="h",
            created_at=clock.now() - timedelta(minutes=10),
        )
    )

    answer = client.get("/metrics")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    found = figures(answer.text)
    assert (found["pasar_ledger_sum_rupiah"], found["pasar_stock_negative"]) == (0, 0)
    assert found["pasar_mails_waiting"] == 1
    assert 590 < found["pasar_mails_oldest_seconds"] < 660
    assert found["pasar_jobs_waiting"] == 0


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"])
def test_what_a_proxy_on_this_machine_forwards_is_nobodys(client: BrowserClient, header: str) -> None:
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_another_machine_finds_nothing(client: BrowserClient) -> None:
    answer = client.get("/metrics", environ_overrides={"REMOTE_ADDR": "203.0.113.9"})

    assert answer.status_code == 404
    assert "pasar_" not in answer.text


@pytest.mark.parametrize(
    ("given", "status"), [(f"Bearer {TOKEN}", 200), ("Bearer wrong", 404), ("", 404), (TOKEN[:-1], 404)]
)
def test_with_a_token_only_its_bearer_reads_them(
    app: Flask, client: BrowserClient, given: str, status: int
) -> None:
    with settings_changed(app, metrics_token=TOKEN):
        assert client.get("/metrics", headers={"Authorization": given}).status_code == status


def test_crawlers_may_read_the_shop_but_not_peoples_pages(app: Flask, client: BrowserClient) -> None:
    with settings_changed(app, public_url="https://pasar.contoh.id"):
        body = client.get("/robots.txt").text

    assert "Disallow: /\n" not in body
    assert "Disallow: /akun\n" in body
    assert "Sitemap: https://pasar.contoh.id/sitemap.xml" in body


@pytest.mark.parametrize(
    "path", ["/ketentuan", "/privasi", "/aksesibilitas", "/luring", "/manifest.webmanifest"]
)
def test_pages_about_the_site_open_for_everybody_without_a_cookie(client: BrowserClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_the_service_worker_keeps_only_the_offline_page_and_its_looks(client: BrowserClient) -> None:
    script = client.get("/sw.js").text

    assert "/luring" in script
    for private in ("/akun", "/pesanan", "/mitra", "/admin"):
        assert private not in script


def test_a_short_metrics_token_is_refused_in_production() -> None:
    env = {
        "APP_ENV": "production",
        "DATABASE_URL": "postgresql://u@h/d",
        "SECRET_KEY": "s" * 40,
        "FIELD_KEYS": "f" * 40,
        "PUBLIC_URL": "https://pasar.contoh.id",
        "SMTP_URL": "smtps://post.contoh.id",
        "METRICS_TOKEN": "short",
    }

    with pytest.raises(config.BadSettings, match="METRICS_TOKEN"):
        config.load(env)
