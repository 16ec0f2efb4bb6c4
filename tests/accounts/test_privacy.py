"""A copy of everything, and being forgotten."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.crypto import Sealed
from marketplace.extensions import db
from marketplace.models import (
    Address,
    Event,
    Mail,
    Notice,
    OrganiserMember,
    Purchase,
    Seller,
    SellerApplication,
    User,
    WebSession,
)
from marketplace.models.orders import OrderStatus
from marketplace.models.sellers import SellerStatus
from marketplace.notifications import notify, write_mail
from tests.factories.bimtek import an_organiser
from tests.factories.orders import an_order
from tests.factories.people import PASSWORD, a_user, an_admin
from tests.factories.sellers import a_seller
from tests.harness.web import BrowserClient

AsUser = Callable[[User], BrowserClient]
GOODBYE = {"password": PASSWORD, "understood": "y"}
NIK = "3509194501900001"


def an_address(user: User) -> None:
    db.session.add(
        Address(
            user_id=user.id,
            recipient="Siti",
            phone="+6281234567890",
            street="Jl. Gajah Mada 12",
            village_code="35.09.19.1005",
            postcode="68131",
        )
    )
    db.session.flush()


def bought_by(user: User, status: OrderStatus) -> Purchase:
    order = an_order(a_seller(), status=status)
    order.purchase.user_id = user.id
    db.session.flush()
    return order.purchase


def files_of(member: BrowserClient) -> dict[str, Any]:
    answer = member.post("/akun/data/salinan")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        return {name: json.loads(packed.read(name)) for name in packed.namelist()}


def count(kind: Any, user: User) -> int:
    return len(db.session.scalars(select(kind.id).where(kind.user_id == user.id)).all())


def test_a_member_takes_a_copy_of_everything_about_them(as_user: AsUser) -> None:
    user = a_user(name="Siti", email="siti@contoh.id")
    an_address(user)
    purchase = bought_by(user, OrderStatus.COMPLETED)
    seller = a_seller(SellerStatus.DRAFT, owner=user)
    seller.application.nik = Sealed(NIK)
    bought_by(a_user(), OrderStatus.COMPLETED)

    files = files_of(as_user(user))

    assert files["profil.json"]["email"] == "siti@contoh.id"
    assert files["toko.json"]["pendaftaran"]["nik"] == NIK
    assert [row["street"] for row in files["alamat.json"]] == ["Jl. Gajah Mada 12"]
    bought = files["pembelian.json"]
    assert [row["number"] for row in bought] == [purchase.number]
    assert bought[0]["orders"][0]["lines"] != []


def test_a_copy_opens_no_door(as_user: AsUser) -> None:
    user = a_user(totp_secret=Sealed("JBSWY3DPEHPK3PXP"))
    text = json.dumps(files_of(as_user(user)))

    assert user.password_hash not in text
    assert "JBSWY3DPEHPK3PXP" not in text
    assert "token" not in text


def test_taking_a_copy_is_written_down(as_user: AsUser) -> None:
    user = a_user()
    files_of(as_user(user))

    assert db.session.scalars(select(Event.name).where(Event.subject_id == user.id)).all() == [
        "data_exported"
    ]


def test_somebody_leaves_and_the_books_stay_without_their_name(
    client: BrowserClient, as_user: AsUser
) -> None:
    user = a_user(name="Siti", email="siti@contoh.id", phone="+6281234567890")
    an_address(user)
    notify(user, "Halo", "k")
    write_mail(user.email, "already_registered", "k", user=user, name="Siti")
    purchase = bought_by(user, OrderStatus.COMPLETED)
    total, village, link = purchase.total, purchase.village_code, purchase.token_hash

    answer = as_user(user).post("/akun/data/hapus", data=GOODBYE)

    assert (answer.status_code, answer.location) == (303, "/")
    gone = db.session.get_one(User, user.id)
    assert (gone.name, gone.phone) == ("Akun dihapus", None)
    assert gone.email.endswith("@dihapus.invalid")
    assert gone.blocked_at is not None
    assert [count(kind, user) for kind in (Address, Notice, Mail, WebSession)] == [0, 0, 0, 0]
    kept = db.session.get_one(Purchase, purchase.id)
    assert (kept.email, kept.phone, kept.recipient, kept.street) == ("", "", "Akun dihapus", "")
    assert (kept.total, kept.village_code) == (total, village)
    assert kept.token_hash != link
    assert client.post("/masuk", data={"email": "siti@contoh.id", "password": PASSWORD}).status_code == 422
    assert client.post("/daftar", data={"email": "siti@contoh.id"}).status_code == 422


def test_a_draft_of_an_application_goes_with_its_owner(as_user: AsUser) -> None:
    user = a_user()
    seller = a_seller(SellerStatus.DRAFT, owner=user)
    seller.application.nik = Sealed(NIK)

    assert as_user(user).post("/akun/data/hapus", data=GOODBYE).status_code == 303

    assert db.session.scalars(select(Seller)).all() == []
    assert db.session.scalars(select(SellerApplication)).all() == []


@pytest.mark.parametrize("status", [OrderStatus.PLACED, OrderStatus.SHIPPED, OrderStatus.PROBLEM])
def test_nobody_leaves_while_an_order_is_under_way(as_user: AsUser, status: OrderStatus) -> None:
    user = a_user()
    bought_by(user, status)
    member = as_user(user)

    assert "Masih ada pesanan yang berjalan" in member.get("/akun/data").text
    assert member.post("/akun/data/hapus", data=GOODBYE).status_code == 409
    assert db.session.get_one(User, user.id).name == user.name


@pytest.mark.parametrize("status", [SellerStatus.SUBMITTED, SellerStatus.APPROVED, SellerStatus.SUSPENDED])
def test_nobody_leaves_a_shop_behind(as_user: AsUser, status: SellerStatus) -> None:
    user = a_seller(status).owner

    assert as_user(user).post("/akun/data/hapus", data=GOODBYE).status_code == 409

    assert db.session.get_one(User, user.id).is_active


def test_who_works_here_does_not_leave_by_the_back_door(as_user: AsUser) -> None:
    admin, member = an_admin(), a_user()
    db.session.add(OrganiserMember(organiser_id=an_organiser().id, user_id=member.id))
    db.session.flush()

    for user in (admin, member):
        assert as_user(user).post("/akun/data/hapus", data=GOODBYE).status_code == 409
        assert db.session.get_one(User, user.id).is_active


@pytest.mark.parametrize("changed", [{"password": "bukan ini"}, {"understood": ""}])
def test_leaving_needs_the_password_and_a_tick(as_user: AsUser, changed: dict[str, str]) -> None:
    user = a_user()

    assert as_user(user).post("/akun/data/hapus", data=GOODBYE | changed).status_code == 422

    assert db.session.get_one(User, user.id).is_active
    assert clock.now() > user.created_at
