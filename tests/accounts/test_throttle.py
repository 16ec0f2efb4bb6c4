"""Guessing gets slow; owners still get in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace import clock
from marketplace.accounts import throttle
from marketplace.accounts.throttle import Pace, Subject
from marketplace.errors import TooMany
from marketplace.extensions import db
from marketplace.models import Attempt
from marketplace.transactions import transaction
from tests.factories.people import PASSWORD, a_user
from tests.harness.settings import settings_changed
from tests.harness.web import BrowserClient, browser_client

PACE = Pace(free=3, first_wait=10, longest_wait=60, window=timedelta(hours=1))
SUBJECT = Subject("test", "somebody", PACE)


@pytest.fixture
def limited(app: Flask) -> Iterator[Flask]:
    with settings_changed(app, rate_limits=True):
        yield app


def attempts() -> int:
    return db.session.scalar(select(func.count(Attempt.id))) or 0


def admit(*subjects: Subject) -> throttle.Ticket:
    with transaction():
        return throttle.admit(*subjects)


def wrong(client: BrowserClient, email: str, address: str = "203.0.113.9") -> int:
    data = {"email": email, "password": "bukan ini sandinya"}
    return client.post("/masuk", data=data, environ_overrides={"REMOTE_ADDR": address}).status_code


def test_waits_double_and_stop_growing() -> None:
    assert [PACE.wait(tries) for tries in range(9)] == [0, 0, 0, 10, 20, 40, 60, 60, 60]


def test_a_refused_try_is_not_counted_and_waiting_helps(app: Flask) -> None:
    for _n in range(3):
        admit(SUBJECT)

    with pytest.raises(TooMany) as refusal:
        admit(SUBJECT)
    assert 9 <= refusal.value.retry_after <= 11
    assert attempts() == 3

    with clock.shifted(timedelta(seconds=11)):
        admit(SUBJECT)
    assert attempts() == 4


def test_a_subject_that_waits_lets_nothing_be_counted_against_the_others(app: Flask) -> None:
    for _n in range(3):
        admit(SUBJECT)

    with pytest.raises(TooMany):
        admit(SUBJECT, Subject("test", "somebody else", PACE))

    assert attempts() == 3


def test_many_tries_at_once_do_not_slip_through(app: Flask) -> None:
    admitted: list[bool] = []

    def guess() -> None:
        with app.app_context():
            try:
                admit(SUBJECT)
                admitted.append(True)
            except TooMany:
                admitted.append(False)

    threads = [threading.Thread(target=guess) for _n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert admitted.count(True) == 3


def test_tries_are_forgotten_after_their_window(app: Flask) -> None:
    for _n in range(3):
        admit(SUBJECT)

    with clock.shifted(timedelta(hours=2)):
        admit(SUBJECT)
    with clock.shifted(throttle.KEPT + timedelta(hours=3)), transaction():
        assert throttle.forget_old() == 4


def test_twenty_wrong_passwords_slow_an_account_from_every_address(
    limited: Flask, client: BrowserClient
) -> None:
    user = a_user()

    answers = [wrong(client, user.email, f"203.0.113.{n}") for n in range(20)]

    assert answers == [422] * 10 + [429] * 10
    answer = client.post("/masuk", data={"email": user.email, "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert "Terlalu banyak percobaan" in answer.text
    assert user.email in answer.text


def test_the_owner_gets_in_by_waiting_and_the_count_is_gone(limited: Flask, client: BrowserClient) -> None:
    user = a_user()
    for _n in range(11):
        wrong(client, user.email)

    with clock.shifted(timedelta(minutes=1)):
        answer = client.post("/masuk", data={"email": user.email, "password": PASSWORD})

    assert answer.status_code == 303
    kinds = db.session.execute(select(Attempt.kind, func.count()).group_by(Attempt.kind)).all()
    assert {(kind, count) for kind, count in kinds} == {("sign_in:address", 10), ("sign_in:all", 10)}


def test_a_browser_the_account_knows_is_not_kept_out_by_strangers(
    limited: Flask, client: BrowserClient, app: Flask
) -> None:
    user = a_user()
    client.post("/masuk", data={"email": user.email, "password": PASSWORD})
    client.post("/keluar")
    stranger = browser_client(app)
    for n in range(20):
        wrong(stranger, user.email, f"203.0.113.{n}")

    assert client.post("/masuk", data={"email": user.email, "password": PASSWORD}).status_code == 303


def test_a_known_browser_is_slowed_by_its_own_wrong_tries(limited: Flask, client: BrowserClient) -> None:
    user = a_user()
    client.post("/masuk", data={"email": user.email, "password": PASSWORD})
    client.post("/keluar")

    assert [wrong(client, user.email) for _n in range(12)] == [422] * 10 + [429] * 2


def test_one_try_on_each_of_many_accounts_from_one_address_is_slowed(
    limited: Flask, client: BrowserClient
) -> None:
    answers = [wrong(client, f"korban{n}@contoh.id") for n in range(62)]

    assert answers == [422] * 60 + [429] * 2
    assert wrong(client, "korban@contoh.id", "198.51.100.7") == 422


def test_a_forged_device_cookie_counts_as_no_device(limited: Flask, client: BrowserClient) -> None:
    user = a_user()
    client.set_cookie("perangkat", "eyJkZXZpY2UiOiJ4In0.AAAAAAAAAAAAAAAAAAAAAAAAAAA")

    assert [wrong(client, user.email, f"203.0.113.{n}") for n in range(11)][-1] == 429


def test_asking_for_reset_links_is_slowed_in_the_same_way_for_everybody(
    limited: Flask, client: BrowserClient
) -> None:
    known = a_user().email
    for email in (known, "tidak-ada@contoh.id"):
        answers = [client.post("/lupa-sandi", data={"email": email}).status_code for _n in range(4)]
        assert answers == [303, 303, 303, 429]
