"""Admins keep organisers and their members."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Event, Notice, Organiser, OrganiserMember, User
from tests.factories.bimtek import an_officer, an_organiser
from tests.factories.people import a_user, an_admin
from tests.harness.web import BrowserClient

FORM = {
    "name": "Dinas Uji",
    "short_name": "Dinas",
    "kind": "regency",
    "region_code": "35.09",
    "unit_code": "IKM",
}


@pytest.fixture
def desk(as_user: Callable[[User], BrowserClient]) -> BrowserClient:
    return as_user(an_admin())


def test_an_organiser_is_written_down_and_gets_a_member(desk: BrowserClient) -> None:
    person = a_user(email="petugas@contoh.id")
    desk.post("/admin/penyelenggara/baru", data=FORM)
    made = db.session.scalars(select(Organiser)).one()

    answer = desk.post(f"/admin/penyelenggara/{made.ref}/petugas", data={"email": " Petugas@contoh.id "})

    assert (answer.status_code, answer.location) == (303, f"/admin/penyelenggara/{made.ref}")
    assert [m.user_id for m in db.session.scalars(select(OrganiserMember))] == [person.id]
    assert [e.name for e in db.session.scalars(select(Event).order_by(Event.id))] == [
        "organiser_added",
        "member_added",
    ]
    assert db.session.scalars(select(Notice.user_id)).all() == [person.id]
    assert "petugas@contoh.id" in desk.get(f"/admin/penyelenggara/{made.ref}").text


def test_two_organisers_of_one_name_are_refused(desk: BrowserClient) -> None:
    an_organiser(name="DINAS UJI")

    answer = desk.post("/admin/penyelenggara/baru", data=FORM)

    assert (answer.status_code, "sudah ada" in answer.text) == (422, True)
    assert len(db.session.scalars(select(Organiser)).all()) == 1


@pytest.mark.parametrize("email", ["tidak-ada@contoh.id", "", "anggota@contoh.id"])
def test_strangers_and_members_are_not_added(desk: BrowserClient, email: str) -> None:
    organiser = an_organiser()
    an_officer(organiser, email="anggota@contoh.id")

    answer = desk.post(f"/admin/penyelenggara/{organiser.ref}/petugas", data={"email": email})

    assert answer.status_code == 422
    assert len(db.session.scalars(select(OrganiserMember)).all()) == 1


def test_a_member_who_leaves_is_let_in_no_more(
    desk: BrowserClient, as_user: Callable[[User], BrowserClient]
) -> None:
    organiser = an_organiser()
    officer = an_officer(organiser, email="anggota@contoh.id")
    office = as_user(officer)
    assert office.get("/bimtek").status_code == 200

    desk.post(f"/admin/penyelenggara/{organiser.ref}/petugas/keluarkan", data={"email": "anggota@contoh.id"})

    assert office.get("/bimtek").status_code == 403


def test_organisers_do_not_keep_themselves(as_user: Callable[[User], BrowserClient]) -> None:
    organiser = an_organiser()
    office = as_user(an_officer(organiser))

    assert office.get(f"/admin/penyelenggara/{organiser.ref}").status_code == 403
    assert office.post(f"/admin/penyelenggara/{organiser.ref}/ubah", data=FORM).status_code == 403
    assert organiser.name != "Dinas Uji"
