"""Sessions are rows: they begin, are seen, listed, ended, and never come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask, session
from sqlalchemy import func, select

from marketplace import clock
from marketplace.accounts import marks, sessions
from marketplace.extensions import db
from marketplace.models import Basket, User, WebSession
from marketplace.transactions import transaction
from marketplace.web.sessions import ABSOLUTE, ADMIN_ABSOLUTE, ADMIN_IDLE, IDLE
from tests.accounts.letters import templates_sent
from tests.factories.people import PASSWORD, a_user, an_admin
from tests.harness.database import MarketDatabase
from tests.harness.settings import settings_changed
from tests.harness.web import BrowserClient, browser_client

AsUser = Callable[[User], BrowserClient]
CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"


def rows() -> int:
    return db.session.scalar(select(func.count(WebSession.id))) or 0


def signed_in(client: BrowserClient, user: User) -> BrowserClient:
    client.post("/masuk", data={"email": user.email, "password": PASSWORD})
    return client


def alive(client: BrowserClient) -> bool:
    return client.get("/akun").status_code == 200


def test_looking_around_makes_no_session(client: BrowserClient) -> None:
    for path in ("/masuk", "/daftar", "/lupa-sandi", "/keluar"):
        assert "Set-Cookie" not in client.get(path).headers

    assert rows() == 0


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome di Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari di iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox di Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge di Windows"),
        ("Mozilla/5.0 (Linux; Android 13) SamsungBrowser/25.0 Chrome/121.0", "Samsung Internet di Android"),
        ("curl/8.0", "Perangkat tidak dikenal"),
        ("", "Perangkat tidak dikenal"),
    ],
)
def test_a_browser_is_named_in_words_people_know(app: Flask, agent: str, words: str) -> None:
    assert sessions.device_words(agent) == words


def test_a_person_sees_their_browsers_and_ends_another(app: Flask, client: BrowserClient) -> None:
    user = a_user()
    other = browser_client(app)
    other.environ_base["HTTP_USER_AGENT"] = CHROME
    signed_in(other, user)
    signed_in(client, user)

    page = client.get("/akun/keamanan").text
    assert "Chrome di Android" in page
    assert page.count("Perangkat ini") == 1
    row = db.session.scalars(select(WebSession).where(WebSession.agent == CHROME)).one()
    assert client.post(f"/akun/keamanan/sesi/{marks.mark(row)}/akhiri").status_code == 303

    assert (alive(client), alive(other)) == (True, False)


def test_nobody_ends_anothers_session(as_user: AsUser) -> None:
    victim = a_user()
    target = as_user(victim)
    row = db.session.scalars(select(WebSession).where(WebSession.user_id == victim.id)).one()

    assert as_user(a_user()).post(f"/akun/keamanan/sesi/{marks.mark(row)}/akhiri").status_code == 404

    assert alive(target)


def test_a_person_ends_all_other_sessions(as_user: AsUser) -> None:
    user = a_user()
    here, there, elsewhere = as_user(user), as_user(user), as_user(user)

    here.post("/akun/keamanan/sesi/akhiri-lainnya")

    assert (alive(here), alive(there), alive(elsewhere)) == (True, False, False)


def test_a_changed_password_ends_the_other_sessions_and_is_told_of(as_user: AsUser) -> None:
    user = a_user()
    here, there = as_user(user), as_user(user)

    answer = here.post(
        "/akun/keamanan/kata-sandi", data={"current": PASSWORD, "password": "sungai bening di lembah"}
    )

    assert answer.status_code == 303
    assert (alive(here), alive(there)) == (True, False)
    assert templates_sent() == ["password_changed"]


def test_a_wrong_present_password_changes_nothing(as_user: AsUser) -> None:
    user = a_user()
    before, there = user.password_hash, as_user(user)

    answer = as_user(user).post(
        "/akun/keamanan/kata-sandi", data={"current": "bukan ini", "password": "sungai bening di lembah"}
    )

    assert answer.status_code == 422
    assert 'href="#current"' in answer.text
    assert db.session.get_one(User, user.id).password_hash == before
    assert alive(there)


@pytest.mark.parametrize(("is_admin", "idle"), [(False, IDLE), (True, ADMIN_IDLE)])
def test_a_session_ends_when_nobody_uses_it(client: BrowserClient, is_admin: bool, idle: timedelta) -> None:
    signed_in(client, a_user(is_admin=is_admin))

    with clock.shifted(idle - timedelta(minutes=1)):
        assert alive(client)
    with clock.shifted(2 * idle - timedelta(minutes=3)):
        assert alive(client)
    with clock.shifted(3 * idle):
        assert not alive(client)


@pytest.mark.parametrize(
    ("is_admin", "step", "absolute"),
    [(False, timedelta(days=20), ABSOLUTE), (True, timedelta(hours=1), ADMIN_ABSOLUTE)],
)
def test_a_session_ends_even_when_it_is_used_all_the_time(
    client: BrowserClient, is_admin: bool, step: timedelta, absolute: timedelta
) -> None:
    signed_in(client, a_user(is_admin=is_admin))

    gone = timedelta(0)
    while gone + step < absolute:
        gone += step
        with clock.shifted(gone):
            assert alive(client)
    with clock.shifted(absolute + timedelta(minutes=1)):
        assert not alive(client)


def test_being_blocked_ends_a_session_at_once(as_user: AsUser) -> None:
    user = a_user()
    member = as_user(user)
    user.blocked_at = clock.now()

    assert not alive(member)
    assert member.post("/masuk", data={"email": user.email, "password": PASSWORD}).status_code == 422


def test_a_slow_request_does_not_bring_an_ended_session_back(app: Flask, client: BrowserClient) -> None:
    signed_in(client, a_user())
    cookie = client.get_cookie("sesi")
    assert cookie is not None

    with app.test_request_context("/akun", headers={"Cookie": f"sesi={cookie.value}"}) as slow:
        session["typed"] = "something"
        with transaction():
            db.session.query(WebSession).delete()
        app.process_response(app.make_response("done"))
        assert slow.session is not None

    assert rows() == 0
    assert not alive(client)


def test_a_slow_request_of_before_does_not_undo_signing_in(app: Flask, client: BrowserClient) -> None:
    with client.session_transaction() as visitor:
        visitor["seen"] = 1
    cookie = client.get_cookie("sesi")
    assert cookie is not None

    with app.test_request_context("/", headers={"Cookie": f"sesi={cookie.value}"}):
        session["late"] = 1
        signed_in(client, a_user())
        answer = app.process_response(app.make_response("done"))

    assert "Set-Cookie" not in answer.headers
    assert alive(client)


def test_an_anonymous_basket_survives_signing_in_under_another_token(client: BrowserClient) -> None:
    with client.session_transaction() as visitor:
        visitor["seen"] = 1
    row = db.session.scalars(select(WebSession)).one()
    before = row.token_hash

    signed_in(client, a_user())

    kept = db.session.scalars(select(WebSession)).one()
    assert kept.id == row.id
    assert kept.token_hash != before


def test_a_new_device_is_told_of_by_mail_but_not_the_first_nor_a_known_one(
    app: Flask, client: BrowserClient
) -> None:
    user = a_user()
    signed_in(client, user)
    client.post("/keluar")
    signed_in(client, user)
    assert templates_sent() == []

    signed_in(browser_client(app), user)

    assert templates_sent() == ["new_sign_in"]


def test_over_https_the_cookies_are_locked_to_this_host(app: Flask) -> None:
    user = a_user()
    with settings_changed(app, public_url="https://pasar.contoh.id"):
        answer = browser_client(app).post(
            "/masuk",
            data={"email": user.email, "password": PASSWORD},
            base_url="https://pasar.contoh.id",
        )

    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"__Host-sesi", "__Host-perangkat"}
    for cookie in cookies:
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_what_is_over_or_empty_is_forgotten(app: Flask) -> None:
    now, user = clock.now(), a_user()

    def row(n: int, **values: object) -> WebSession:
        given = {"token_hash": bytes([n]) * 32, "data": {}, "last_seen_at": now, "expires_at": now + IDLE}
        made = WebSession(**(given | values))
        db.session.add(made)
        db.session.flush()
        return made

    long_ago = now - timedelta(days=2)
    row(1, user_id=user.id, expires_at=now - timedelta(seconds=1))
    row(2, last_seen_at=long_ago)
    with_basket = row(3, last_seen_at=long_ago)
    db.session.add(Basket(session_id=with_basket.id))
    fresh, members = row(4), row(5, user_id=user.id, last_seen_at=long_ago)
    db.session.commit()

    with transaction():
        assert sessions.forget_old() == 2

    assert set(db.session.scalars(select(WebSession.id))) == {with_basket.id, fresh.id, members.id}


def test_a_session_of_an_admin_made_at_the_desk_is_theirs_alone(as_user: AsUser) -> None:
    admin, user = an_admin(), a_user()
    member = as_user(user)

    as_user(admin).post(f"/admin/pengguna/{user.id}/akhiri-sesi")

    assert not alive(member)


def test_a_session_that_cannot_be_written_is_no_success(
    app: Flask, client: BrowserClient, database: MarketDatabase
) -> None:
    signed_in(client, a_user())

    app.config["PROPAGATE_EXCEPTIONS"] = False  # as on a real server
    try:
        with database.cluster.connect(database.name) as other, other.transaction():
            other.execute("SELECT id FROM web_sessions FOR UPDATE")
            answer = client.post("/keluar")
    finally:
        app.config["PROPAGATE_EXCEPTIONS"] = None

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert alive(client)
