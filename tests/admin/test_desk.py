"""The admins' home, mails, members and rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace import clock, rules
from marketplace.admin import rulebook
from marketplace.extensions import db
from marketplace.models import Event, Mail, Rule, User
from marketplace.models.messages import MailStatus
from marketplace.models.sellers import SellerStatus
from marketplace.notifications import write_mail
from tests.factories.people import a_user, an_admin
from tests.factories.sellers import a_seller
from tests.harness.queries import count_queries
from tests.harness.settings import settings_changed
from tests.harness.web import BrowserClient

AsUser = Callable[[User], BrowserClient]
REASON = "Menipu dua pembeli bulan ini."
TOKEN = "B" * 43


@pytest.fixture
def desk(as_user: AsUser) -> BrowserClient:
    return as_user(an_admin(email="admin@contoh.id"))


def a_mail(**values: object) -> Mail:
    write_mail("siti@contoh.id", "reset_password", "k", name="<b>Siti</b>", path=f"/sandi-baru/{TOKEN}")
    mail = db.session.scalars(select(Mail)).one()
    for name, value in values.items():
        setattr(mail, name, value)
    db.session.commit()
    return mail


def events_of(user: User) -> list[tuple[str, str]]:
    rows = db.session.execute(
        select(Event.name, Event.reason).where(Event.subject_id == user.id).order_by(Event.id)
    )
    return [(name, reason) for name, reason in rows]


def test_home_shows_each_queue_with_its_count_and_the_age_of_the_oldest(desk: BrowserClient) -> None:
    a_seller(SellerStatus.SUBMITTED, submitted_at=clock.now() - timedelta(days=3))
    a_seller(SellerStatus.SUBMITTED, submitted_at=clock.now() - timedelta(hours=2))

    with count_queries() as queries:
        page = desk.get("/admin").text

    assert "Terlama: 3 hari lalu." in page
    for path in (
        "pengajuan",
        "produk",
        "pembayaran",
        "pengembalian",
        "masalah",
        "surat",
        "pengguna",
        "aturan",
    ):
        assert f'href="/admin/{path}"' in page
    assert len(queries) <= 6, queries


def test_a_business_number_that_came_later_is_work(desk: BrowserClient) -> None:
    seller = a_seller(open=False, nib=None, approved_at=clock.now() - timedelta(days=2))
    seller.application.nib = "1234567890123"

    assert "Terlama: 2 hari lalu." in desk.get("/admin").text


def test_a_mail_is_work_only_when_it_is_late_or_given_up(desk: BrowserClient) -> None:
    mail = a_mail()
    assert "Semua antrean kosong" in desk.get("/admin").text

    with clock.shifted(timedelta(minutes=11)):
        assert "Semua antrean kosong" not in desk.get("/admin").text
    mail.status = MailStatus.FAILED
    assert "Semua antrean kosong" not in desk.get("/admin").text


def test_an_empty_desk_says_so(desk: BrowserClient) -> None:
    assert "Semua antrean kosong" in desk.get("/admin").text


def test_the_demo_reads_a_mail_and_follows_its_link(desk: BrowserClient) -> None:
    mail = a_mail()

    assert "Buat kata sandi baru" in desk.get("/admin/surat?q=siti").text
    page = desk.get(f"/admin/surat/{mail.id}").text
    assert f"/sandi-baru/{TOKEN}</a>" in page
    seen = desk.get(f"/admin/surat/{mail.id}/tampilan")
    assert "&lt;b&gt;Siti&lt;/b&gt;" in seen.text
    policy = seen.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert seen.headers["Cache-Control"] == "no-store"


def test_outside_the_demo_nobody_reads_another_persons_link(app: Flask, as_user: AsUser) -> None:
    admin = an_admin(totp_confirmed_at=clock.now())
    mail = a_mail()
    with settings_changed(app, env="production"):
        desk = as_user(admin)
        for path in (f"/admin/surat/{mail.id}", f"/admin/surat/{mail.id}/tampilan"):
            answer = desk.get(path)
            assert answer.status_code == 200
            assert TOKEN not in answer.text


@pytest.mark.parametrize(
    ("query", "found"), [("q=siti", True), ("q=budi", False), ("q=%25", False), ("status=sent", False)]
)
def test_mails_are_searched(desk: BrowserClient, query: str, found: bool) -> None:
    mail = a_mail()

    assert (f'href="/admin/surat/{mail.id}"' in desk.get(f"/admin/surat?{query}").text) == found


def test_a_mail_given_up_is_put_back_and_a_sent_one_is_not(desk: BrowserClient) -> None:
    mail = a_mail(status=MailStatus.FAILED, next_try_at=clock.now() + timedelta(days=1))

    assert desk.post(f"/admin/surat/{mail.id}/kirim-lagi").status_code == 303
    kept = db.session.get_one(Mail, mail.id)
    assert kept.status == MailStatus.WAITING
    assert kept.next_try_at <= clock.now()

    kept.status = MailStatus.SENT
    assert desk.post(f"/admin/surat/{mail.id}/kirim-lagi").status_code == 409
    assert db.session.get_one(Mail, mail.id).status == MailStatus.SENT


@pytest.mark.parametrize("text", ["Rahayu", "siti@", "0812-3456-7890", "+62 812 3456 7890"])
def test_members_are_found_by_name_address_and_phone(desk: BrowserClient, text: str) -> None:
    user = a_user(name="Siti Rahayu", email="siti@contoh.id", phone="+6281234567890")
    other = a_user(name="Budi")

    page = desk.get("/admin/pengguna", query_string={"q": text}).text

    assert f'href="/admin/pengguna/{user.id}"' in page
    assert f'href="/admin/pengguna/{other.id}"' not in page


def test_a_blocked_member_is_out_at_once_told_why_and_let_in_again(
    desk: BrowserClient, as_user: AsUser
) -> None:
    user = a_user()
    member = as_user(user)

    assert desk.post(f"/admin/pengguna/{user.id}/blokir", data={"reason": REASON}).status_code == 303
    assert member.get("/akun").status_code == 303
    mail = db.session.scalars(select(Mail)).one()
    assert (mail.template, REASON in mail.body_text) == ("account_blocked", True)

    assert desk.post(f"/admin/pengguna/{user.id}/blokir", data={"reason": REASON}).status_code == 409
    answer = desk.post(f"/admin/pengguna/{user.id}/buka-blokir", data={"reason": "Sudah diselesaikan."})
    assert answer.status_code == 303
    assert db.session.get_one(User, user.id).is_active
    assert events_of(user) == [("member_blocked", REASON), ("member_unblocked", "Sudah diselesaikan.")]
    assert REASON in desk.get(f"/admin/pengguna/{user.id}").text


def test_blocking_needs_a_reason(desk: BrowserClient) -> None:
    user = a_user()

    answer = desk.post(f"/admin/pengguna/{user.id}/blokir", data={"reason": "jahat"})

    assert answer.status_code == 422
    assert "Tulis alasannya" in answer.text
    assert db.session.get_one(User, user.id).is_active


def test_the_admins_role_is_shared_and_taken_back_and_sessions_end(
    desk: BrowserClient, as_user: AsUser
) -> None:
    user = a_user()
    member = as_user(user)

    assert desk.post(f"/admin/pengguna/{user.id}/jadikan-admin").status_code == 303
    assert db.session.get_one(User, user.id).is_admin
    assert member.get("/akun").status_code == 303
    assert desk.post(f"/admin/pengguna/{user.id}/jadikan-admin").status_code == 409
    assert desk.post(f"/admin/pengguna/{user.id}/cabut-admin").status_code == 303
    assert not db.session.get_one(User, user.id).is_admin


def test_an_unproven_account_does_not_become_admin(desk: BrowserClient) -> None:
    user = a_user(email_confirmed_at=None)

    assert desk.post(f"/admin/pengguna/{user.id}/jadikan-admin").status_code == 409

    assert not db.session.get_one(User, user.id).is_admin


def test_sharing_the_role_asks_for_the_password_again(desk: BrowserClient) -> None:
    user = a_user()

    with clock.shifted(timedelta(minutes=30)):
        answer = desk.post(f"/admin/pengguna/{user.id}/jadikan-admin")

    assert answer.location.startswith("/akun/pastikan")
    assert not db.session.get_one(User, user.id).is_admin


@pytest.mark.parametrize("deed", ["blokir", "jadikan-admin", "cabut-admin"])
def test_no_admin_does_it_to_themselves(as_user: AsUser, deed: str) -> None:
    admin = an_admin()

    answer = as_user(admin).post(f"/admin/pengguna/{admin.id}/{deed}", data={"reason": REASON})

    assert answer.status_code == 409
    kept = db.session.get_one(User, admin.id)
    assert (kept.is_admin, kept.is_active) == (True, True)


@pytest.mark.parametrize("path", ["/admin", "/admin/surat", "/admin/pengguna", "/admin/aturan"])
def test_the_desk_is_for_admins(client: BrowserClient, as_user: AsUser, path: str) -> None:
    assert client.get(path).location == f"/masuk?next={path}"
    assert as_user(a_user()).get(path).status_code == 403


def tomorrow() -> str:
    return (clock.today() + timedelta(days=1)).isoformat()


def rows(code: str) -> list[Rule]:
    return list(db.session.scalars(select(Rule).where(Rule.code == code).order_by(Rule.valid_from)))


def test_a_rule_changes_from_a_coming_day_and_the_past_stays(desk: BrowserClient) -> None:
    before = rules.number("clock.pay_hours")
    assert "Batas bayar (jam)" in desk.get("/admin/aturan").text

    answer = desk.post(
        "/admin/aturan/clock.pay_hours", data={"value": "36", "from": tomorrow(), "basis": "Rapat November"}
    )

    assert answer.status_code == 303
    db.session().info.pop("rules", None)
    assert rules.number("clock.pay_hours") == before
    assert rules.number("clock.pay_hours", clock.today() + timedelta(days=1)) == 36
    assert [rule.value for rule in rows("clock.pay_hours")] == [before, 36]
    assert "Rapat November" in desk.get("/admin/aturan/clock.pay_hours").text


@pytest.mark.parametrize(
    "changed",
    [
        {"value": "lama"},
        {"value": "0"},
        {"value": "-1"},
        {"value": ""},
        {"from": "2026-01-01"},
        {"from": "besok"},
        {"basis": " "},
    ],
)
def test_a_rule_that_cannot_be_is_refused(desk: BrowserClient, changed: dict[str, str]) -> None:
    data = {"value": "36", "from": tomorrow(), "basis": "Rapat"} | changed

    assert desk.post("/admin/aturan/clock.pay_hours", data=data).status_code == 422

    assert len(rows("clock.pay_hours")) == 1


def test_what_the_law_demands_is_not_undercut(desk: BrowserClient) -> None:
    data = {"value": "1", "from": tomorrow(), "basis": "Rapat"}

    assert desk.post("/admin/aturan/clock.complete_working_days", data=data).status_code == 422


def test_a_day_takes_one_value(desk: BrowserClient) -> None:
    data = {"value": "36", "from": tomorrow(), "basis": "Rapat"}
    desk.post("/admin/aturan/clock.pay_hours", data=data)

    assert desk.post("/admin/aturan/clock.pay_hours", data=data | {"value": "48"}).status_code == 409

    assert [rule.value for rule in rows("clock.pay_hours")][1:] == [36]


def test_the_bank_account_is_changed_part_by_part(desk: BrowserClient) -> None:
    data = {"from": tomorrow(), "basis": "Rapat", "value.bank": "Bank Jatim", "value.number": "001-22"}

    assert desk.post("/admin/aturan/pay.bank_account", data=data).status_code == 422
    assert (
        desk.post("/admin/aturan/pay.bank_account", data=data | {"value.holder": "Dinas"}).status_code == 303
    )

    assert rows("pay.bank_account")[-1].value == {"bank": "Bank Jatim", "number": "001-22", "holder": "Dinas"}


def test_every_rule_of_the_migrations_has_its_words(app: Flask) -> None:
    assert {code for code in rulebook.book() if code not in rulebook.WORDS} == set()


def test_an_unknown_rule_is_not_found(desk: BrowserClient) -> None:
    assert desk.get("/admin/aturan/clock.nothing").status_code == 404
