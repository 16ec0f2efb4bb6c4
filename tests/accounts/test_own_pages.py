"""Profile, address book, notices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from marketplace.accounts import marks
from marketplace.extensions import db
from marketplace.i18n import N_
from marketplace.models import Address, Notice, User
from marketplace.notifications import notify
from tests.factories.people import a_user
from tests.harness.queries import count_queries
from tests.harness.web import BrowserClient

AsUser = Callable[[User], BrowserClient]
HOME = {
    "recipient": "Siti  Rahayu",
    "phone": "0812 3456 7890",
    "province": "35",
    "regency": "35.09",
    "district": "35.09.19",
    "village": "35.09.19.1005",
    "street": "Jl. Gajah Mada 12\r\n RT 02 RW 05 ",
}


def the_address() -> Address:
    return db.session.scalars(select(Address)).one()


def test_a_member_changes_name_phone_and_language(as_user: AsUser) -> None:
    user = a_user()

    answer = as_user(user).post(
        "/akun/profil",
        data={"name": " Siti  R. ", "phone": "+62 812-3456-7890", "locale": "en", "is_admin": "1"},
    )

    assert answer.status_code == 303
    kept = db.session.get_one(User, user.id)
    assert (kept.name, kept.phone, kept.locale, kept.is_admin) == ("Siti R.", "+6281234567890", "en", False)


@pytest.mark.parametrize(("field", "value"), [("name", "  "), ("phone", "12"), ("locale", "xx")])
def test_a_profile_that_cannot_be_is_refused(as_user: AsUser, field: str, value: str) -> None:
    user = a_user()
    data = {"name": "Siti", "phone": "", "locale": "id"} | {field: value}

    assert as_user(user).post("/akun/profil", data=data).status_code == 422

    assert db.session.get_one(User, user.id).name == user.name


def test_the_first_address_is_the_main_one_and_its_postcode_is_filled_in(as_user: AsUser) -> None:
    user = a_user()
    member = as_user(user)

    assert member.post("/akun/alamat/baru", data=HOME).location == "/akun/alamat"

    kept = the_address()
    assert (kept.user_id, kept.recipient, kept.phone) == (user.id, "Siti Rahayu", "+6281234567890")
    assert (kept.village_code, kept.street) == ("35.09.19.1005", "Jl. Gajah Mada 12\nRT 02 RW 05")
    assert len(kept.postcode) == 5
    assert kept.is_default
    page = member.get("/akun/alamat").text
    assert "Kabupaten Jember, Jawa Timur" in page


def test_without_scripts_the_lists_fill_one_after_the_other(as_user: AsUser) -> None:
    member = as_user(a_user())

    page = member.post("/akun/alamat/baru", data={"province": "35", "muat": "1", "recipient": "Siti"})

    assert page.status_code == 200
    assert '<option value="35.09">' in page.text
    assert 'value="Siti"' in page.text
    assert "kesalahan" not in page.text
    assert db.session.scalars(select(Address)).all() == []


@pytest.mark.parametrize(
    "changed",
    [{"village": ""}, {"village": "35.09.19.9999"}, {"street": ""}, {"phone": "12"}, {"recipient": ""}],
)
def test_an_incomplete_address_is_refused_and_nothing_is_kept(
    as_user: AsUser, changed: dict[str, str]
) -> None:
    answer = as_user(a_user()).post("/akun/alamat/baru", data=HOME | changed)

    assert answer.status_code == 422
    assert db.session.scalars(select(Address)).all() == []


def test_there_is_always_one_main_address(as_user: AsUser) -> None:
    member = as_user(a_user())
    for street in ("Satu", "Dua", "Tiga"):
        member.post("/akun/alamat/baru", data=HOME | {"street": street})
    first, second, third = db.session.scalars(select(Address).order_by(Address.id))

    member.post(f"/akun/alamat/{marks.mark(third)}/utama")
    assert [a.is_default for a in (first, second, third)] == [False, False, True]
    member.post(f"/akun/alamat/{marks.mark(third)}/hapus")
    assert [(a.street, a.is_default) for a in db.session.scalars(select(Address).order_by(Address.id))] == [
        ("Satu", True),
        ("Dua", False),
    ]


def test_an_address_is_corrected_in_place(as_user: AsUser) -> None:
    member = as_user(a_user())
    member.post("/akun/alamat/baru", data=HOME)
    mark = marks.mark(the_address())

    page = member.get(f"/akun/alamat/{mark}").text
    assert '<option selected value="35.09.19.1005">' in page
    member.post(f"/akun/alamat/{mark}", data=HOME | {"street": "Jl. Kalimantan 3", "postcode": "68121"})

    assert (the_address().street, the_address().postcode) == ("Jl. Kalimantan 3", "68121")


def test_a_book_takes_twenty_addresses(as_user: AsUser) -> None:
    user = a_user()
    member = as_user(user)
    for n in range(20):
        db.session.add(
            Address(
                user_id=user.id,
                recipient="S",
                phone="+628",
                street=str(n),
                village_code="35.09.19.1005",
                postcode="68131",
            )
        )

    answer = member.post("/akun/alamat/baru", data=HOME)

    assert answer.status_code == 409
    assert "Buku alamat penuh" in answer.text


@pytest.mark.parametrize("deed", ["", "/utama", "/hapus"])
def test_anothers_address_is_not_found_and_not_touched(as_user: AsUser, deed: str) -> None:
    as_user(a_user()).post("/akun/alamat/baru", data=HOME)
    path = f"/akun/alamat/{marks.mark(the_address())}"
    thief = as_user(a_user())

    assert thief.get(path).status_code == 404
    assert thief.post(path + deed, data=HOME | {"street": "rumah pencuri"}).status_code == 404
    assert the_address().street == "Jl. Gajah Mada 12\nRT 02 RW 05"


def test_a_notice_is_opened_once_and_leads_on(as_user: AsUser) -> None:
    user = a_user()
    notify(user, N_("Pesanan %(number)s sudah dikirim."), "k", path="/pesanan/A1", number="<b>A1</b>")
    member = as_user(user)
    notice = db.session.scalars(select(Notice)).one()

    page = member.get("/akun/pemberitahuan").text
    assert "Pesanan &lt;b&gt;A1&lt;/b&gt; sudah dikirim." in page
    answer = member.post(f"/akun/pemberitahuan/{marks.mark(notice)}")

    assert (answer.status_code, answer.location) == (303, "/pesanan/A1")
    assert db.session.get_one(Notice, notice.id).read_at is not None


def test_anothers_notice_is_not_found(as_user: AsUser) -> None:
    notify(a_user(), "Halo", "k")
    notice = db.session.scalars(select(Notice)).one()

    assert as_user(a_user()).post(f"/akun/pemberitahuan/{marks.mark(notice)}").status_code == 404

    assert db.session.get_one(Notice, notice.id).read_at is None


def test_all_notices_are_marked_read_and_the_list_asks_little(as_user: AsUser) -> None:
    user, other = a_user(), a_user()
    for n in range(70):
        notify(user, "Kabar %(n)s", str(n), n=n)
    notify(other, "Kabar lain", "x")
    member = as_user(user)

    with count_queries() as queries:
        page = member.get("/akun/pemberitahuan").text
    assert len(queries) <= 8, queries
    assert page.count('class="notice-line"') == 30
    assert member.get("/akun/pemberitahuan?hal=3").text.count('class="notice-line"') == 10
    member.post("/akun/pemberitahuan/dibaca")

    unread = db.session.scalars(select(Notice.user_id).where(Notice.read_at.is_(None))).all()
    assert unread == [other.id]


@pytest.mark.parametrize(
    "path",
    [
        "/akun",
        "/akun/profil",
        "/akun/email",
        "/akun/keamanan",
        "/akun/dua-langkah",
        "/akun/pastikan",
        "/akun/alamat",
        "/akun/alamat/baru",
        "/akun/pemberitahuan",
        "/akun/data",
    ],
)
def test_own_pages_are_for_their_owner_and_never_kept(
    client: BrowserClient, as_user: AsUser, path: str
) -> None:
    stranger = client.get(path)
    assert (stranger.status_code, stranger.location) == (303, f"/masuk?next={path}")

    answer = as_user(a_user()).get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
