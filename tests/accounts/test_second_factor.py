"""The second factor: switched on with a code, asked at sign-in, each code good once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from marketplace import clock, crypto
from marketplace.crypto import Sealed
from marketplace.extensions import db
from marketplace.models import RecoveryCode, User
from tests.accounts.letters import link_in, templates_sent
from tests.factories.people import PASSWORD, a_user, an_admin
from tests.harness.settings import settings_changed
from tests.harness.web import BrowserClient, browser_client

AsUser = Callable[[User], BrowserClient]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def a_careful_user(**values: object) -> User:
    return a_user(totp_secret=Sealed(SECRET), totp_confirmed_at=clock.now(), **values)


def code_now(step: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(int(clock.now().timestamp()) + 30 * step)


def halfway(client: BrowserClient, user: User, target: str = "") -> BrowserClient:
    data = {"email": user.email, "password": PASSWORD, "next": target}
    answer = client.post("/masuk", data=data)
    assert (answer.status_code, answer.location) == (303, "/masuk/kode")
    return client


def alive(client: BrowserClient) -> bool:
    return client.get("/akun").status_code == 200


def secret_of(user: User) -> str:
    sealed = db.session.get_one(User, user.id).totp_secret
    assert sealed is not None
    return sealed.reveal()


def switch_on(member: BrowserClient, user: User) -> list[str]:
    member.post("/akun/dua-langkah/mulai")
    code = pyotp.TOTP(secret_of(user)).at(int(clock.now().timestamp()))
    answer = member.post("/akun/dua-langkah/konfirmasi", data={"code": code})
    assert answer.location == "/akun/dua-langkah/kode-pemulihan"
    page = member.get(answer.location).text
    return [part.split("</code>")[0] for part in page.split("<code>")[1:]]


def test_a_member_switches_it_on_and_other_sessions_end(as_user: AsUser) -> None:
    user = a_user()
    member, elsewhere = as_user(user), as_user(user)

    assert member.post("/akun/dua-langkah/mulai").status_code == 303
    page = member.get("/akun/dua-langkah").text
    picture = member.get("/akun/dua-langkah/qr.svg")
    assert secret_of(user)[:4] in page
    assert (picture.mimetype, picture.headers["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert not db.session.get_one(User, user.id).has_second_factor

    codes = switch_on(member, user)

    assert db.session.get_one(User, user.id).has_second_factor
    assert len(codes) == 10
    assert (alive(member), alive(elsewhere)) == (True, False)
    assert templates_sent() == ["second_factor_enabled"]
    assert member.get("/akun/dua-langkah/qr.svg").status_code == 409
    kept = set(db.session.scalars(select(RecoveryCode.code_hash)))
    assert all(code not in kept and code.replace("-", "") not in kept for code in codes)


def test_recovery_codes_are_shown_until_they_are_said_to_be_kept(as_user: AsUser) -> None:
    user = a_user()
    member = as_user(user)
    codes = switch_on(member, user)

    assert codes[0] in member.get("/akun/dua-langkah/kode-pemulihan").text
    assert member.post("/akun/dua-langkah/kode-pemulihan").location == "/akun/keamanan"
    assert member.get("/akun/dua-langkah/kode-pemulihan").location == "/akun/dua-langkah"


def test_a_wrong_code_does_not_switch_it_on(as_user: AsUser) -> None:
    user = a_user()
    member = as_user(user)
    member.post("/akun/dua-langkah/mulai")

    answer = member.post("/akun/dua-langkah/konfirmasi", data={"code": "000000"})

    assert answer.status_code == 422
    assert "Kode tidak cocok" in answer.text
    assert not db.session.get_one(User, user.id).has_second_factor


def test_an_unproven_address_cannot_switch_it_on(as_user: AsUser) -> None:
    user = a_user(email_confirmed_at=None)

    assert as_user(user).post("/akun/dua-langkah/mulai").status_code == 409

    assert db.session.get_one(User, user.id).totp_secret is None


def test_a_password_alone_opens_nothing(client: BrowserClient) -> None:
    halfway(client, a_careful_user())

    assert not alive(client)
    assert client.post("/masuk/kode", data={"code": "123456"}).status_code == 422
    assert not alive(client)


def test_the_code_completes_signing_in_and_leads_where_one_wanted(client: BrowserClient) -> None:
    halfway(client, a_careful_user(), "/akun/alamat")

    answer = client.post("/masuk/kode", data={"code": f"{code_now()[:3]} {code_now()[3:]}"})

    assert (answer.status_code, answer.location) == (303, "/akun/alamat")
    assert alive(client)


def test_a_code_works_once(client: BrowserClient, app: Flask) -> None:
    user = a_careful_user()
    code = code_now()
    halfway(client, user).post("/masuk/kode", data={"code": code})
    thief = halfway(browser_client(app), user)

    assert thief.post("/masuk/kode", data={"code": code}).status_code == 422

    assert not alive(thief)


@pytest.mark.parametrize(("step", "status"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_a_clock_may_be_one_step_off(client: BrowserClient, step: int, status: int) -> None:
    halfway(client, a_careful_user())

    assert client.post("/masuk/kode", data={"code": code_now(step)}).status_code == status


def test_after_a_later_code_an_earlier_one_is_void(client: BrowserClient, app: Flask) -> None:
    user = a_careful_user()
    halfway(client, user).post("/masuk/kode", data={"code": code_now(1)})

    again = halfway(browser_client(app), user)

    assert again.post("/masuk/kode", data={"code": code_now(0)}).status_code == 422


def test_a_recovery_code_works_once_in_any_spelling_and_is_told_of(app: Flask, as_user: AsUser) -> None:
    user = a_user()
    code = switch_on(as_user(user), user)[0]

    first = halfway(browser_client(app), user)
    assert first.post("/masuk/kode", data={"code": code.lower().replace("-", " ")}).status_code == 303
    second = halfway(browser_client(app), user)
    assert second.post("/masuk/kode", data={"code": code}).status_code == 422

    assert (alive(first), alive(second)) == (True, False)
    assert "recovery_code_used" in templates_sent()


def test_a_recovery_code_outlives_a_new_field_key(app: Flask, as_user: AsUser) -> None:
    user, keys = a_user(), app.config["SETTINGS"].field_keys
    code = switch_on(as_user(user), user)[0]

    crypto.configure(("a newer key that only this test knows", *keys))
    try:
        answer = halfway(browser_client(app), user).post("/masuk/kode", data={"code": code})
    finally:
        crypto.configure(keys)

    assert answer.status_code == 303


def test_new_recovery_codes_replace_the_old(app: Flask, as_user: AsUser) -> None:
    user = a_user()
    member = as_user(user)
    old = switch_on(member, user)[0]

    assert member.post("/akun/dua-langkah/kode-baru").status_code == 303

    late = halfway(browser_client(app), user)
    assert late.post("/masuk/kode", data={"code": old}).status_code == 422


def test_the_halfway_house_closes_after_ten_minutes(client: BrowserClient) -> None:
    halfway(client, a_careful_user())

    with clock.shifted(timedelta(minutes=11)):
        assert client.get("/masuk/kode").location == "/masuk"
        assert client.post("/masuk/kode", data={"code": code_now()}).location == "/masuk"
        assert not alive(client)


def test_a_password_changed_meanwhile_closes_the_halfway_house(client: BrowserClient) -> None:
    user = a_careful_user()
    halfway(client, user)
    user.password_hash = "another"
    db.session.commit()

    assert client.post("/masuk/kode", data={"code": code_now()}).location == "/masuk"


def test_codes_cannot_be_guessed_for_long(app: Flask, client: BrowserClient) -> None:
    with settings_changed(app, rate_limits=True):
        halfway(client, a_careful_user())
        answers = [client.post("/masuk/kode", data={"code": f"{n:06}"}).status_code for n in range(7)]

    assert answers == [422] * 5 + [429] * 2


def test_a_reset_password_does_not_skip_the_code(client: BrowserClient) -> None:
    user = a_careful_user()
    client.post("/lupa-sandi", data={"email": user.email})
    client.post(link_in("reset_password"), data={"password": "sungai bening di lembah"})

    answer = client.post("/masuk", data={"email": user.email, "password": "sungai bening di lembah"})

    assert answer.location == "/masuk/kode"
    assert not alive(client)


def test_switching_off_needs_password_and_code(as_user: AsUser) -> None:
    user = a_careful_user()
    member = as_user(user)

    for data in ({"password": "bukan ini", "code": code_now()}, {"password": PASSWORD, "code": "000000"}):
        assert member.post("/akun/dua-langkah/matikan", data=data).status_code == 422
        assert db.session.get_one(User, user.id).has_second_factor

    assert (
        member.post("/akun/dua-langkah/matikan", data={"password": PASSWORD, "code": code_now()}).location
        == "/akun/keamanan"
    )
    kept = db.session.get_one(User, user.id)
    assert (kept.totp_secret, kept.totp_confirmed_at, kept.totp_last_step) == (None, None, None)


def test_an_admin_in_production_sees_nothing_before_the_second_factor(app: Flask, as_user: AsUser) -> None:
    admin = an_admin()
    with settings_changed(app, env="production"):
        desk = as_user(admin)
        for path in ("/admin", "/admin/pengguna", "/akun", "/akun/keamanan"):
            assert desk.get(path).location == "/akun/dua-langkah"
        codes = switch_on(desk, admin)
        assert len(codes) == 10
        assert desk.get("/admin").status_code == 200
        assert desk.post("/keluar").status_code == 303


def test_important_deeds_ask_for_the_password_again(as_user: AsUser) -> None:
    user = a_user()
    member = as_user(user)

    with clock.shifted(timedelta(minutes=20)):
        answer = member.post("/akun/data/salinan", headers={"Referer": "http://localhost/akun/data"})
        assert (answer.status_code, answer.location) == (303, "/akun/pastikan?next=/akun/data")
        before = member.get_cookie("sesi")
        wrong = member.post("/akun/pastikan", data={"password": "bukan ini", "next": "/akun/data"})
        assert wrong.status_code == 422
        right = member.post("/akun/pastikan", data={"password": PASSWORD, "next": "/akun/data"})
        assert right.location == "/akun/data"
        assert member.get_cookie("sesi") != before
        assert member.post("/akun/data/salinan").status_code == 200


def test_proving_oneself_again_needs_the_code_too(as_user: AsUser) -> None:
    member = as_user(a_careful_user())

    with clock.shifted(timedelta(minutes=20)):
        assert member.post("/akun/pastikan", data={"password": PASSWORD}).status_code == 422
        answer = member.post("/akun/pastikan", data={"password": PASSWORD, "code": code_now()})
        assert answer.status_code == 303
