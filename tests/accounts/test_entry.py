"""Registering, signing in and signing out, as a browser does it."""

from __future__ import annotations

from sqlalchemy import func, select

from marketplace.extensions import db
from marketplace.models import Mail, User, WebSession
from tests.factories.people import PASSWORD, a_user, an_admin
from tests.harness.web import BrowserClient

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
    owner = a_user(email="siti@contoh.id", name="Siti")

    answer = client.post("/daftar", data=SITI)

    assert (answer.status_code, answer.location) == (303, "/masuk?email=siti@contoh.id")
    assert db.session.scalar(select(func.count(User.id))) == 1
    assert db.session.get_one(User, owner.id).name == "Siti"
    assert [mail.template for mail in db.session.scalars(select(Mail))] == ["already_registered"]


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
