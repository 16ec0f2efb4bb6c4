"""What a decision changes, and who is told."""

import threading

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace import clock
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.models import Mail, Notice, Seller, WebSession
from marketplace.models.sellers import ClaimKind, SellerStatus
from marketplace.sellers import onboarding, reviewing
from marketplace.transactions import transaction
from tests.factories.applications import an_application
from tests.factories.bimtek import a_certificate
from tests.factories.people import an_admin

REASON = "Sertifikat ini milik orang lain."


def test_an_approved_seller_with_a_nib_opens_at_once() -> None:
    with transaction():
        admin, seller = an_admin(), an_application()
    with transaction():
        reviewing.approve(admin, seller.id)

    assert seller.nib == "9120001234567"
    assert seller.opened_at is not None
    assert seller.slug == f"dapur-aminah-{seller.id}"
    assert seller.certificate_id == seller.application.certificate_id


def test_without_a_nib_the_shop_is_approved_but_stays_closed_until_an_admin_saw_one() -> None:
    with transaction():
        admin, seller = an_admin(), an_application(nib=None)
    with transaction():
        reviewing.approve(admin, seller.id)
    assert (seller.status, seller.opened_at, seller.nib) == (SellerStatus.APPROVED, None, None)

    with pytest.raises(Invalid), transaction():
        reviewing.open_shop(admin, seller.id)
    assert db.session.get_one(Seller, seller.id).opened_at is None

    with transaction():
        seller.application.nib = "9120007654321"
    with transaction():
        reviewing.open_shop(admin, seller.id)
    assert db.session.get_one(Seller, seller.id).nib == "9120007654321"


def test_two_shops_of_one_name_get_two_addresses() -> None:
    with transaction():
        admin = an_admin()
        first, second = an_application(), an_application()
        first.name = second.name = "Dapur Bedadung"
    for seller in (first, second):
        with transaction():
            reviewing.approve(admin, seller.id)

    assert first.slug == "dapur-bedadung"
    assert second.slug is not None
    assert second.slug.startswith("dapur-bedadung-")


def test_a_certificate_of_another_shop_cannot_be_approved_again() -> None:
    with transaction():
        admin = an_admin()
        certificate = a_certificate()
        first = an_application(certificate=certificate)
    with transaction():
        reviewing.approve(admin, first.id)
    with transaction():
        second = an_application()
        second.application.claim = ClaimKind.NEEDS_LOOK
        second.application.certificate_id = None
        second.application.candidate_id = certificate.id

    with pytest.raises(Invalid, match="sudah dipakai"), transaction():
        reviewing.approve(admin, second.id)

    db.session.expire_all()
    assert (second.status, second.certificate_id) == (SellerStatus.SUBMITTED, None)


def test_asking_for_changes_names_the_groups_and_tells_the_applicant_once() -> None:
    with transaction():
        admin, seller = an_admin(), an_application()
    with transaction():
        reviewing.ask_for_changes(admin, seller.id, {"berkas": "Foto KTP buram, foto lagi di tempat terang."})

    assert seller.application.requested_changes == {"berkas": "Foto KTP buram, foto lagi di tempat terang."}
    mail = db.session.scalars(select(Mail).where(Mail.recipient == seller.owner.email)).one()
    assert "Foto KTP buram, foto lagi di tempat terang." in mail.body_text
    assert db.session.query(Notice).filter_by(user_id=seller.owner_id).count() == 1


def test_a_rejected_claim_lets_go_of_the_certificate() -> None:
    with transaction():
        admin, seller = an_admin(), an_application()
    with transaction():
        reviewing.reject(admin, seller.id, REASON)

    assert seller.application.certificate_id is None
    assert seller.application.decision_reason == REASON


def test_suspension_ends_the_sessions_of_the_owner() -> None:
    with transaction() as session:
        admin, seller = an_admin(), an_application(SellerStatus.APPROVED)
        now = clock.now()
        session.add(WebSession(token_hash=b"t", user_id=seller.owner_id, last_seen_at=now, expires_at=now))
    with transaction():
        reviewing.suspend(admin, seller.id, REASON)

    assert db.session.query(WebSession).filter_by(user_id=seller.owner_id).count() == 0


def test_of_two_admins_at_once_one_decides_and_the_other_is_told(app: Flask) -> None:
    with transaction():
        first, second = an_admin(name="Admin Satu"), an_admin(name="Admin Dua")
        seller_id = an_application().id
        admin_ids = [first.id, second.id]
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def decide(admin_id: int, *, approves: bool) -> None:
        with app.app_context():
            admin = db.session.get_one(type(first), admin_id)
            start.wait()
            try:
                with transaction():
                    if approves:
                        reviewing.approve(admin, seller_id)
                    else:
                        reviewing.reject(admin, seller_id, REASON)
                outcomes.append("decided")
            except reviewing.AlreadyDecided as late:
                outcomes.append(late.by)
            finally:
                db.session.remove()

    threads = [
        threading.Thread(target=decide, args=(admin_ids[0],), kwargs={"approves": True}),
        threading.Thread(target=decide, args=(admin_ids[1],), kwargs={"approves": False}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.expire_all()
    seller = db.session.get_one(Seller, seller_id)
    winner = "Admin Satu" if seller.status == SellerStatus.APPROVED else "Admin Dua"
    assert sorted(outcomes) == sorted(["decided", winner])


def test_an_incomplete_application_is_not_handed_in_and_says_what_is_missing() -> None:
    with transaction():
        seller = an_application(SellerStatus.DRAFT)
        seller.application.account_number = None
        seller.application.consent_at = None

    with pytest.raises(onboarding.Incomplete) as refused, transaction():
        onboarding.submit(seller.owner)

    assert refused.value.missing == {"rekening": ["rekening bank"], "berkas": ["persetujuan pemakaian data"]}
    assert db.session.get_one(Seller, seller.id).status == SellerStatus.DRAFT
