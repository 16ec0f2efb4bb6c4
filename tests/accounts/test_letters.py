"""Mailed links: a forgotten password, a proven address, a moved account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace import clock
from marketplace.accounts import passwords
from marketplace.extensions import db
from marketplace.models import Mail, MailedLink, User, WebSession
from tests.accounts.letters import link_in, templates_sent
from tests.factories.people import PASSWORD, a_user
from tests.harness.web import BrowserClient

AsUser = Callable[[User], BrowserClient]
NEW = "sungai bening di lembah"


def sessions_of(user: User) -> int:
    return db.session.scalar(select(func.count()).where(WebSession.user_id == user.id)) or 0


def test_a_forgotten_password_is_set_anew_by_a_mailed_link(client: BrowserClient, as_user: AsUser) -> None:
    user = a_user(email_confirmed_at=None)
    elsewhere = as_user(user)
    assert elsewhere.get("/akun").status_code == 200

    assert client.post("/lupa-sandi", data={"email": user.email}).location == "/lupa-sandi/terkirim"
    path = link_in("reset_password")
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200
    answer = client.post(path, data={"password": NEW})

    assert (answer.status_code, answer.location) == (303, "/masuk")
    kept = db.session.get_one(User, user.id)
    assert passwords.matches(kept.password_hash, NEW)
    assert kept.email_confirmed_at is not None
    assert elsewhere.get("/akun").status_code == 303
    assert templates_sent() == ["reset_password", "password_changed"]
    assert client.post("/masuk", data={"email": user.email, "password": NEW}).status_code == 303


def test_a_reset_link_works_once(client: BrowserClient) -> None:
    user = a_user()
    client.post("/lupa-sandi", data={"email": user.email})
    path = link_in("reset_password")
    client.post(path, data={"password": NEW})

    again = client.post(path, data={"password": "lembah lain yang jauh"})

    assert again.status_code == 410
    assert "sudah dipakai atau sudah tidak berlaku" in again.text
    assert passwords.matches(db.session.get_one(User, user.id).password_hash, NEW)


def test_a_reset_link_ends_after_an_hour_and_with_the_next_one(client: BrowserClient) -> None:
    user = a_user()
    client.post("/lupa-sandi", data={"email": user.email})
    first = link_in("reset_password")
    client.post("/lupa-sandi", data={"email": user.email})

    assert client.get(first).status_code == 410
    with clock.shifted(timedelta(minutes=59)):
        assert client.get(link_in("reset_password")).status_code == 200
    with clock.shifted(timedelta(minutes=61)):
        assert client.post(link_in("reset_password"), data={"password": NEW}).status_code == 410
    assert passwords.matches(db.session.get_one(User, user.id).password_hash, PASSWORD)


def test_a_refused_new_password_leaves_the_link_good(client: BrowserClient) -> None:
    user = a_user()
    client.post("/lupa-sandi", data={"email": user.email})
    path = link_in("reset_password")

    assert client.post(path, data={"password": "pendek"}).status_code == 422
    assert client.post(path, data={"password": NEW}).status_code == 303


@pytest.mark.parametrize("email", ["tidak-ada@contoh.id", "diblokir@contoh.id"])
def test_unknown_and_blocked_people_get_the_same_answer_and_no_mail(
    client: BrowserClient, email: str
) -> None:
    a_user(email="diblokir@contoh.id", blocked_at=clock.now())

    assert client.post("/lupa-sandi", data={"email": email}).location == "/lupa-sandi/terkirim"
    assert templates_sent() == []


def test_the_link_names_the_configured_host_and_the_database_keeps_only_its_hash(
    client: BrowserClient,
) -> None:
    user = a_user()
    client.post(
        "/lupa-sandi", data={"email": user.email}, headers={"Host": "jahat.contoh.com"}, base_url=None
    )

    body = db.session.scalars(select(Mail.body_text)).one()
    assert "jahat.contoh.com" not in body
    token = link_in("reset_password").rsplit("/", 1)[1]
    assert len(token) >= 43
    assert token.encode() not in db.session.scalars(select(MailedLink.token_hash)).one()


def test_a_link_of_one_purpose_does_not_serve_another(client: BrowserClient) -> None:
    client.post("/lupa-sandi", data={"email": a_user().email})
    token = link_in("reset_password").rsplit("/", 1)[1]

    assert client.post(f"/konfirmasi-email/{token}").status_code == 410
    assert client.post(f"/ganti-email/{token}").status_code == 410


def test_opening_a_confirmation_changes_nothing_and_its_button_confirms(as_user: AsUser) -> None:
    user = a_user(email_confirmed_at=None)
    member = as_user(user)
    member.post("/akun/kirim-konfirmasi")
    path = link_in("welcome")

    assert member.get(path).status_code == 200
    assert db.session.get_one(User, user.id).email_confirmed_at is None
    assert member.post(path).location == "/akun"
    assert db.session.get_one(User, user.id).email_confirmed_at is not None
    assert member.post("/akun/kirim-konfirmasi").status_code == 409


def test_an_account_moves_to_a_new_address_once_its_owner_agrees(
    client: BrowserClient, as_user: AsUser
) -> None:
    user = a_user(email="lama@contoh.id")
    member, elsewhere = as_user(user), as_user(user)

    answer = member.post("/akun/email", data={"email": "Baru@Contoh.id", "password": PASSWORD})

    assert answer.status_code == 303
    assert db.session.get_one(User, user.id).email == "lama@contoh.id"
    to = dict(db.session.execute(select(Mail.template, Mail.recipient)).all())
    assert to == {"change_email_confirm": "baru@contoh.id", "change_email_notice": "lama@contoh.id"}

    assert client.post(link_in("change_email_confirm")).status_code == 303
    assert db.session.get_one(User, user.id).email == "baru@contoh.id"
    assert templates_sent()[-1] == "change_email_done"
    assert elsewhere.get("/akun").status_code == 303
    assert client.post("/masuk", data={"email": "lama@contoh.id", "password": PASSWORD}).status_code == 422


def test_an_address_that_was_taken_meanwhile_is_refused_and_nothing_moves(as_user: AsUser) -> None:
    user = a_user(email="lama@contoh.id")
    member = as_user(user)
    member.post("/akun/email", data={"email": "baru@contoh.id", "password": PASSWORD})
    a_user(email="baru@contoh.id")

    answer = member.post(link_in("change_email_confirm"))

    assert answer.status_code == 409
    assert "sudah dipakai akun lain" in answer.text
    assert db.session.get_one(User, user.id).email == "lama@contoh.id"
    assert sessions_of(user) == 1


def test_somebody_elses_address_gets_the_same_answer_and_no_link(as_user: AsUser) -> None:
    a_user(email="punya-orang@contoh.id")
    member = as_user(a_user())

    answer = member.post("/akun/email", data={"email": "punya-orang@contoh.id", "password": PASSWORD})

    assert answer.status_code == 303
    assert sorted(templates_sent()) == ["already_registered", "change_email_notice"]


def test_moving_needs_the_password(as_user: AsUser) -> None:
    member = as_user(a_user())

    answer = member.post("/akun/email", data={"email": "baru@contoh.id", "password": "bukan ini"})

    assert answer.status_code == 422
    assert "Kata sandi Anda tidak cocok" in answer.text
    assert templates_sent() == []
