"""Registering, signing in and signing out, as a browser does it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from marketplace import clock
from marketplace.accounts.passwords import hash_password
from marketplace.extensions import db
from marketplace.models import Mail, User, WebSession
from tests.accounts.letters import link_in
from tests.factories.people import PASSWORD, a_user, an_admin
from tests.harness.web import BrowserClient, browser_client

SITI = {
    "name": " Siti  Rahayu ",
    "email": "Siti@Contoh.id",
    "phone": "0812 3456 7890",
    "password": "sawah hijau di utara",
    "consent": "y",
}


def test_somebody_registers_and_signs_in(client: BrowserClient) -> None:
    answer = client.post("/daftar", data=SITI)

    assert (answer.status_code, answer.location) == (303, "/masuk?email=siti@contoh.id")
    user = db.session.scalars(select(User)).one()
    assert (user.name, user.email, user.phone) == ("Siti Rahayu", "siti@contoh.id", "+6281234567890")
    assert user.terms_accepted_at is not None
    assert user.email_confirmed_at is None
    assert [mail.template for mail in db.session.scalars(select(Mail))] == ["welcome"]

    answer = client.post("/masuk", data={"email": "SITI@contoh.id ", "password": SITI["password"]})

    assert (answer.status_code, answer.location) == (303, "/akun")
    row = db.session.scalars(select(WebSession).where(WebSession.user_id == user.id)).one()
    assert row.authenticated_at is not None


def test_an_address_with_an_account_gets_the_same_answer_and_its_owner_a_mail(client: BrowserClient) -> None:
    owner = a_user(email="siti@contoh.id", name="Siti", created_at=clock.now() - timedelta(days=1))

    answer = client.post("/daftar", data=SITI)

    assert (answer.status_code, answer.location) == (303, "/masuk?email=siti@contoh.id")
    assert db.session.scalar(select(func.count(User.id))) == 1
    assert db.session.get_one(User, owner.id).name == "Siti"
    assert [mail.template for mail in db.session.scalars(select(Mail))] == ["already_registered"]


def test_a_second_press_makes_one_account_and_one_mail(client: BrowserClient) -> None:
    for _press in range(2):
        assert client.post("/daftar", data=SITI).status_code == 303

    assert db.session.scalar(select(func.count(User.id))) == 1
    assert [mail.template for mail in db.session.scalars(select(Mail))] == ["welcome"]


def test_what_is_missing_is_said_at_its_field_and_nothing_is_made(client: BrowserClient) -> None:
    answer = client.post("/daftar", data=SITI | {"email": "siti", "phone": "12", "consent": ""})

    assert answer.status_code == 422
    assert "Tulis alamat email yang lengkap" in answer.text
    assert "Tulis nomor telepon yang lengkap" in answer.text
    assert "Tanpa persetujuan, akun tidak bisa dibuat" in answer.text
    assert "sawah hijau" not in answer.text
    assert db.session.scalar(select(func.count(User.id))) == 0


def test_a_form_cannot_smuggle_a_role(client: BrowserClient) -> None:
    client.post("/daftar", data=SITI | {"is_admin": "1", "email_confirmed_at": "2026-01-01", "id": "7"})

    user = db.session.scalars(select(User)).one()
    assert (user.is_admin, user.email_confirmed_at) == (False, None)
    assert user.id != 7


def test_signing_in_gives_another_token_and_signing_out_kills_it(client: BrowserClient) -> None:
    user = a_user()
    client.get("/masuk?email=x")
    with client.session_transaction() as session:
        session["seen"] = 1
    before = client.get_cookie("sesi")
    assert before is not None

    client.post("/masuk", data={"email": user.email, "password": PASSWORD})
    signed_in = client.get_cookie("sesi")
    assert signed_in is not None
    assert signed_in.value != before.value
    assert signed_in.http_only
    assert client.get("/masuk").status_code == 303

    client.post("/keluar")
    assert client.get_cookie("sesi") is None
    for dead in (before, signed_in):
        client.set_cookie("sesi", dead.value)
        assert client.get("/masuk").status_code == 200


def test_an_admin_lands_among_the_admins(client: BrowserClient) -> None:
    admin = an_admin()

    assert client.post("/masuk", data={"email": admin.email, "password": PASSWORD}).location == "/admin"


def test_an_unknown_person_and_a_wrong_password_look_the_same(client: BrowserClient) -> None:
    known = a_user(password_hash=hash_password(PASSWORD)).email

    answers = [
        client.post("/masuk", data={"email": email, "password": "bukan ini sandinya"})
        for email in (known, "tidak-ada@contoh.id", "bukan email")
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
    assert len({re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}) == 1


def test_an_unknown_person_and_a_wrong_password_take_the_same_time(client: BrowserClient) -> None:
    known = a_user(password_hash=hash_password(PASSWORD)).email

    def seconds(email: str) -> float:
        began = time.perf_counter()
        client.post("/masuk", data={"email": email, "password": "bukan ini sandinya"})
        return time.perf_counter() - began

    ratio = median(seconds(known) / seconds("tidak-ada@contoh.id") for _n in range(9))

    assert 0.5 < ratio < 2  # without the hash of a stranger's password it is about ten


@pytest.mark.parametrize(
    "target",
    [
        "//jahat.example",
        "/\\jahat.example",
        "https:jahat.example",
        "https://jahat.example/",
        "%2f%2fjahat",
        "/\tx",
    ],
)
def test_signing_in_never_leads_away_from_this_site(client: BrowserClient, target: str) -> None:
    user = a_user()

    answer = client.post("/masuk", data={"email": user.email, "password": PASSWORD, "next": target})

    assert (answer.status_code, answer.location) == (303, "/")


@pytest.mark.parametrize("path", ["/masuk", "/daftar", "/keluar", "/lupa-sandi"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://jahat.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_form_from_elsewhere_is_refused(app: Flask, path: str, headers: dict[str, str]) -> None:
    user = a_user()
    client = browser_client(app)
    del client.environ_base["HTTP_SEC_FETCH_SITE"]

    answer = client.post(path, data=SITI | {"email": user.email, "password": PASSWORD}, headers=headers)

    assert answer.status_code == 403
    assert db.session.scalar(select(func.count(WebSession.id))) == 0
    assert db.session.scalars(select(Mail)).all() == []


def test_opening_pages_changes_nothing(
    client: BrowserClient, as_user: Callable[[User], BrowserClient]
) -> None:
    user = a_user(email_confirmed_at=None)
    member = as_user(user)
    client.post("/lupa-sandi", data={"email": user.email})
    member.post("/akun/kirim-konfirmasi")
    links = [link_in("reset_password"), link_in("welcome")]
    member.get("/akun")  # shows what the last deed did, once

    def state() -> list[str]:
        tables = ("users", "web_sessions", "mailed_links", "mails", "events", "attempts", "notices")
        query = "SELECT md5(string_agg({0}::text, ',' ORDER BY {0}::text)) FROM {0}"
        return [str(db.session.scalar(text(query.format(table)))) for table in tables]

    before = state()
    for path in (
        *links,
        "/keluar",
        "/akun",
        "/akun/dua-langkah",
        "/akun/keamanan",
        "/akun/data",
        "/akun/alamat",
    ):
        assert member.get(path).status_code == 200
        assert member.head(path).status_code == 200
    assert state() == before
