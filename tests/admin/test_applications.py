"""The admins' queue of applications."""

from collections.abc import Callable

from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Event, Seller, User
from marketplace.models.sellers import SellerStatus
from marketplace.transactions import transaction
from tests.factories.applications import an_application
from tests.factories.people import an_admin
from tests.harness.web import BrowserClient

AsUser = Callable[[User], BrowserClient]


def test_the_queue_shows_the_longest_waiting_first(as_user: AsUser) -> None:
    with transaction():
        admin = an_admin()
        young, old = an_application(), an_application()
        young.name, old.name = "Toko Muda", "Toko Lama"
        assert young.submitted_at is not None
        old.submitted_at = young.submitted_at.replace(year=2025)

    page = as_user(admin).get("/admin/pengajuan").text

    assert page.index("Toko Lama") < page.index("Toko Muda")


def test_an_application_shows_the_claim_beside_the_registry_with_numbers_masked(as_user: AsUser) -> None:
    with transaction():
        admin, seller = an_admin(), an_application()
        assert seller.application.nik is not None
        nik = seller.application.nik.reveal()
        assert seller.application.candidate is not None
        trained_as = seller.application.candidate.participant.name

    page = as_user(admin).get(f"/admin/pengajuan/{seller.id}").text

    assert trained_as in page
    assert nik not in page
    assert nik[:4] + "********" + nik[-4:] in page


def test_a_bank_account_used_by_another_shop_is_pointed_out(as_user: AsUser) -> None:
    with transaction():
        admin, first, second = an_admin(), an_application(), an_application()
        second.application.account_digest = first.application.account_digest

    page = as_user(admin).get(f"/admin/pengajuan/{second.id}").text

    assert f"Juga dipakai oleh: {first.name}" in page


def test_an_admin_approves_with_one_press(as_user: AsUser) -> None:
    with transaction():
        admin, seller = an_admin(), an_application()

    done = as_user(admin).post(f"/admin/pengajuan/{seller.id}/setujui")

    assert (done.status_code, done.headers["Location"]) == (303, "/admin/pengajuan")
    assert db.session.get_one(Seller, seller.id).status == SellerStatus.APPROVED


def test_the_second_admin_is_told_who_decided(as_user: AsUser) -> None:
    with transaction():
        first, second, seller = an_admin(name="Admin Satu"), an_admin(), an_application()
    as_user(first).post(f"/admin/pengajuan/{seller.id}/setujui")

    late = as_user(second).post(
        f"/admin/pengajuan/{seller.id}/tolak", data={"reason": "Sertifikat tidak cocok."}
    )

    assert late.status_code == 409
    assert "Disetujui, oleh Admin Satu" in late.text
    assert db.session.get_one(Seller, seller.id).status == SellerStatus.APPROVED


def test_a_refused_reason_keeps_what_was_typed(as_user: AsUser) -> None:
    with transaction():
        admin, seller = an_admin(), an_application()

    page = as_user(admin).post(f"/admin/pengajuan/{seller.id}/tolak", data={"reason": "jelek"})

    assert page.status_code == 422
    assert "jelek" in page.text
    assert db.session.get_one(Seller, seller.id).status == SellerStatus.SUBMITTED


def test_whole_numbers_are_shown_once_for_a_reason_that_is_recorded(as_user: AsUser) -> None:
    with transaction():
        admin, seller = an_admin(), an_application()
        assert seller.application.nik is not None
        nik = seller.application.nik.reveal()
    client = as_user(admin)

    refused = client.post(f"/admin/pengajuan/{seller.id}/lihat-data", data={"reason": "ingin"})
    assert refused.status_code == 422
    assert nik not in refused.text
    assert db.session.query(Event).filter_by(name="personal_data_seen").count() == 0

    shown = client.post(
        f"/admin/pengajuan/{seller.id}/lihat-data", data={"reason": "Membandingkan dengan kartu keluarga."}
    )
    assert nik in shown.text
    event = db.session.scalars(select(Event).where(Event.name == "personal_data_seen")).one()
    assert (event.actor_id, event.reason) == (admin.id, "Membandingkan dengan kartu keluarga.")


def test_papers_are_shown_to_admins_and_every_look_is_recorded(as_user: AsUser) -> None:
    with transaction():
        admin, seller = an_admin(), an_application()
        token = seller.papers[0].paper.token

    paper = as_user(admin).get(f"/admin/pengajuan/{seller.id}/berkas/{token}")

    assert (paper.status_code, paper.data, paper.headers["Cache-Control"]) == (200, b"a card", "no-store")
    assert db.session.query(Event).filter_by(name="paper_seen", actor_id=admin.id).count() == 1


def test_a_draft_is_nobody_elses_business(as_user: AsUser) -> None:
    with transaction():
        admin, seller = an_admin(), an_application(SellerStatus.DRAFT)

    assert as_user(admin).get(f"/admin/pengajuan/{seller.id}").status_code == 404
