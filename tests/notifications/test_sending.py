"""The outbox and a real mail server on a socket."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace import clock
from marketplace.extensions import db
from marketplace.i18n import _, in_language
from marketplace.models import Mail
from marketplace.models.messages import MailStatus
from marketplace.notifications import sending, write_mail
from marketplace.transactions import transaction
from tests.factories.people import a_user
from tests.harness.smtp import MailServer, mail_server

SENDER = "Pasar IKM <halo@pasar.contoh.id>"
TOKEN = "A" * 43


@pytest.fixture
def post() -> Iterator[MailServer]:
    with mail_server() as server:
        sending.configure(server.url, SENDER)
        yield server
    sending.configure("", SENDER)


def a_mail(key: str = "satu", recipient: str = "siti@contoh.id") -> None:
    with transaction():
        write_mail(recipient, "reset_password", key, name="Siti <b>", path=f"/sandi-baru/{TOKEN}")


def the_mail() -> Mail:
    db.session.expire_all()
    return db.session.scalars(select(Mail)).one()


def test_a_mail_goes_out_once_with_text_and_html(post: MailServer) -> None:
    a_mail()
    a_mail()

    assert sending.drain() == 1
    assert sending.drain() == 0

    [taken] = post.taken
    assert (taken["To"], taken["From"]) == ("siti@contoh.id", SENDER)
    assert taken["Subject"] == "Buat kata sandi baru untuk Pasar IKM"
    assert taken["Message-ID"].endswith("@pasar.contoh.id>")
    text, html = (part.get_content() for part in taken.iter_parts())
    assert f"/sandi-baru/{TOKEN}" in text
    assert f"/sandi-baru/{TOKEN}" in html
    assert "Siti &lt;b&gt;" in html


def test_what_was_sent_keeps_no_usable_link(post: MailServer) -> None:
    a_mail()
    sending.drain()

    mail = the_mail()
    assert mail.status == MailStatus.SENT
    assert mail.sent_at is not None
    assert TOKEN not in mail.body_text + mail.body_html


def test_while_the_server_is_away_a_mail_waits_and_is_sent_once_later(post: MailServer) -> None:
    a_mail()
    sending.configure("smtp://127.0.0.1:9", SENDER)

    assert sending.drain() == 0
    mail = the_mail()
    assert (mail.status, mail.attempts) == (MailStatus.WAITING, 1)
    assert "ConnectionRefusedError" in (mail.last_error or "")
    assert mail.next_try_at > clock.now()
    assert TOKEN in mail.body_text

    sending.configure(post.url, SENDER)
    assert sending.drain() == 0
    with clock.shifted(timedelta(minutes=2)):
        assert sending.drain() == 1
        assert sending.drain() == 0
    assert len(post.taken) == 1
    assert the_mail().last_error is None


def test_a_server_that_is_busy_is_asked_again_ever_later(post: MailServer) -> None:
    a_mail()
    post.refusal = "450 nanti saja"
    waits = []
    for _turn in range(4):
        sending.drain()
        mail = the_mail()
        waits.append(round((mail.next_try_at - clock.now()).total_seconds() / 60))
        mail.next_try_at = clock.now()
        db.session.commit()

    assert waits == [1, 2, 4, 8]
    assert the_mail().last_error == "450 nanti saja"
    assert the_mail().status == MailStatus.WAITING


def test_an_address_that_does_not_exist_is_given_up_and_others_still_go(post: MailServer) -> None:
    a_mail()
    post.refusal = "550 tidak dikenal"
    sending.drain()
    assert (the_mail().status, the_mail().last_error) == (MailStatus.FAILED, "550 tidak dikenal")

    post.refusal = ""
    a_mail("dua", "budi@contoh.id")
    assert sending.drain() == 1


def test_a_mail_nobody_takes_for_days_is_given_up(post: MailServer) -> None:
    a_mail()
    post.refusal = "450 nanti saja"
    with clock.shifted(timedelta(days=4)):
        sending.drain()

    assert the_mail().status == MailStatus.FAILED


def test_a_mail_whose_worker_died_goes_out_after_its_lease(post: MailServer) -> None:
    a_mail()
    mail = the_mail()
    mail.attempts, mail.next_try_at = 1, clock.now() + sending.LEASE
    db.session.commit()

    assert sending.drain() == 0
    with clock.shifted(sending.LEASE):
        assert sending.drain() == 1
    assert len(post.taken) == 1


def test_two_workers_never_send_the_same_mail(app: Flask, post: MailServer) -> None:
    for n in range(20):
        a_mail(str(n), f"orang{n}@contoh.id")
    sent: list[int] = []

    def work() -> None:
        with app.app_context():
            sent.append(sending.drain())

    workers = [threading.Thread(target=work) for _n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(sent) == 20
    assert sorted(mail["To"] for mail in post.taken) == sorted(f"orang{n}@contoh.id" for n in range(20))


def test_the_demo_sends_to_nobody_and_keeps_the_links(app: Flask) -> None:
    sending.configure("", SENDER)
    a_mail()

    assert sending.drain() == 1
    assert the_mail().status == MailStatus.SENT
    assert TOKEN in the_mail().body_text


def test_a_server_without_encryption_elsewhere_is_not_spoken_to(post: MailServer) -> None:
    a_mail()
    sending.configure(post.url.replace("127.0.0.1", "127.1.2.3"), SENDER)

    assert sending.drain() == 0
    assert post.taken == []
    assert the_mail().status == MailStatus.WAITING


def test_a_line_break_in_an_address_is_refused(app: Flask) -> None:
    with pytest.raises(ValueError, match="not one e-mail address"), transaction():
        write_mail("siti@contoh.id\r\nBcc: x@y.id", "reset_password", "k", name="S", path="/")

    assert db.session.scalars(select(Mail)).all() == []


def test_a_mail_speaks_its_readers_language(app: Flask) -> None:
    reader = a_user(locale="en")
    with in_language("en"):
        english = _("Buat kata sandi baru untuk Pasar IKM")

    write_mail(reader.email, "reset_password", "k", user=reader, name=reader.name, path="/sandi-baru/x")

    assert the_mail().subject == english


@pytest.mark.parametrize("recipient", ["sití@contoh.id", "siti @contoh .id", "siti@contoh.id\t<x@y.id>"])
def test_a_mail_that_cannot_be_sent_does_not_hold_up_the_others(post: MailServer, recipient: str) -> None:
    a_mail("satu", recipient)
    a_mail("dua", "budi@contoh.id")

    sending.drain()

    assert "budi@contoh.id" in [mail["To"] for mail in post.taken]
