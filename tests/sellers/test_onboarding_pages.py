"""The application as its pages."""

from collections.abc import Callable
from io import BytesIO

import pytest
from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Certificate, Paper, Seller, SellerApplication, User
from marketplace.models.sellers import ClaimKind, SellerStatus
from marketplace.sellers import onboarding
from marketplace.transactions import transaction
from tests.factories.applications import an_application
from tests.factories.bimtek import a_certificate, a_graduate
from tests.factories.media import image_bytes
from tests.factories.people import a_user
from tests.harness.web import BrowserClient

AsUser = Callable[[User], BrowserClient]
GROUPS = [group.key for group in onboarding.GROUPS]


def _graduate(name: str = "Holifah Rahayu") -> tuple[User, Certificate, str]:
    with transaction():
        user = a_user(name=name)
        participant = a_graduate(name=name)
        certificate = a_certificate(participant)
        assert participant.nik is not None
        nik = participant.nik.reveal()
    return user, certificate, nik


def test_a_graduate_goes_the_whole_way_to_a_waiting_application(as_user: AsUser) -> None:
    user, certificate, nik = _graduate()
    client = as_user(user)

    def answer(key: str, **values: object) -> None:
        sent = client.post(f"/mitra/pendaftaran/{key}", data=values)
        assert sent.status_code == 303, sent.text

    assert client.post("/mitra/pendaftaran").status_code == 303
    answer("klaim", number=certificate.number, nik=nik, name="Holifah Rahayu")
    answer("identitas", legal_name="Holifah Rahayu", born_on="15-8-1990", phone="0812 3456 7890")
    answer("usaha", shop_name="Omah Watu", speciality="Keripik talas", kind="person", yearly_sales="36 juta")
    region = {"province": "35", "regency": "35.09", "district": "35.09.19", "village": "35.09.19.1005"}
    answer("alamat", street="Jalan Melati 3", **region)
    answer("izin", nib="", npwp="", kbli="10794")
    answer("rekening", bank_code="114", number="0012-345-678", holder="Holifah Rahayu")
    answer("pajak", turnover="below")
    upload = {"kind": "id_card", "paper": (BytesIO(image_bytes()), "ktp.jpg")}
    assert client.post("/mitra/pendaftaran/berkas/unggah", data=upload).status_code == 303
    answer("berkas", consent="y")
    assert client.post("/mitra/pendaftaran/kirim").status_code == 303

    seller = db.session.scalars(select(Seller)).one()
    application = seller.application
    assert (seller.status, application.claim) == (SellerStatus.SUBMITTED, ClaimKind.EXACT)
    assert (seller.phone, seller.district_name, application.postcode) == (
        "+6281234567890",
        "Kaliwates",
        "68131",
    )
    assert (application.yearly_sales, application.typed) == (36_000_000, None)
    assert str(application.nik) == nik[:4] + "*" * 8 + nik[-4:]
    assert "Menunggu dinas memeriksa" in client.get("/mitra/pendaftaran").text


@pytest.mark.parametrize("key", GROUPS)
def test_what_is_typed_is_kept_while_it_is_typed_and_shown_on_another_device(
    as_user: AsUser, key: str
) -> None:
    user, _certificate, _nik = _graduate()
    phone, desk = as_user(user), as_user(user)
    phone.post("/mitra/pendaftaran")
    field, words = {
        "klaim": ("number", "012/IKMA"),
        "identitas": ("born_on", "31-31-1990"),
        "usaha": ("shop_name", "Om"),
        "alamat": ("street", "Dusun Krajan"),
        "izin": ("nib", "123"),
        "rekening": ("holder", "Holifah"),
        "pajak": ("turnover", "below"),
        "berkas": ("consent", "y"),
    }[key]

    saved = phone.post(f"/mitra/pendaftaran/{key}", data={field: words}, headers={"X-Autosave": "1"})

    assert saved.status_code == 204
    page = desk.get(f"/mitra/pendaftaran/{key}").text
    assert words in page if key != "berkas" else "checked" in page
    assert onboarding.missing(onboarding.application_of(user)).keys() >= {"klaim"}


def test_a_wrong_answer_comes_back_with_what_was_typed_and_how_to_mend_it(as_user: AsUser) -> None:
    user, _certificate, _nik = _graduate()
    client = as_user(user)
    client.post("/mitra/pendaftaran")

    page = client.post(
        "/mitra/pendaftaran/klaim", data={"number": "1", "nik": "350920450890001", "name": "Siti"}
    )

    assert page.status_code == 422
    assert "NIK harus 16 angka" in page.text
    assert "350920450890001" in page.text
    assert db.session.scalars(select(SellerApplication)).one().claim == ClaimKind.NONE


def test_somebody_elses_certificate_is_refused_once_it_has_a_shop(as_user: AsUser) -> None:
    user, certificate, nik = _graduate()
    with transaction():
        owner = an_application(SellerStatus.SUBMITTED, certificate=certificate)
    client = as_user(user)
    client.post("/mitra/pendaftaran")

    page = client.post(
        "/mitra/pendaftaran/klaim", data={"number": certificate.number, "nik": nik, "name": "Holifah Rahayu"}
    )

    assert page.status_code == 422
    assert "sudah dipakai oleh toko lain" in page.text
    mine = db.session.scalars(select(SellerApplication).where(SellerApplication.seller_id != owner.id)).one()
    assert (mine.claim, mine.certificate_id) == (ClaimKind.NONE, None)


def test_an_unknown_certificate_needs_a_photo_before_it_can_be_handed_in(as_user: AsUser) -> None:
    user, _certificate, _nik = _graduate()
    client = as_user(user)
    client.post("/mitra/pendaftaran")
    claim: dict[str, object] = {"number": "tidak tahu", "nik": "3509204508900001", "name": "Orang Lain"}
    client.post("/mitra/pendaftaran/klaim", data=claim)
    assert onboarding.missing(onboarding.application_of(user))["klaim"] == ["foto sertifikat Bimtek"]

    db.session.expire_all()
    claim["photo"] = (BytesIO(image_bytes()), "sertifikat.jpg")
    assert client.post("/mitra/pendaftaran/klaim", data=claim).status_code == 303

    db.session.expire_all()
    seller = onboarding.application_of(user)
    assert seller.application.claim == ClaimKind.MANUAL
    assert "klaim" not in onboarding.missing(seller)


def test_a_file_that_is_no_photo_is_refused_and_leaves_nothing(as_user: AsUser) -> None:
    user, _certificate, _nik = _graduate()
    client = as_user(user)
    client.post("/mitra/pendaftaran")

    sent = {"kind": "id_card", "paper": (BytesIO(b"<svg onload=alert(1)>"), "ktp.jpg")}
    page = client.post("/mitra/pendaftaran/berkas/unggah", data=sent)

    assert page.status_code == 422
    assert "Berkas tidak terbaca" in page.text
    assert db.session.query(Paper).count() == 0


def test_papers_of_others_are_not_found(as_user: AsUser) -> None:
    with transaction():
        theirs = an_application(SellerStatus.DRAFT)
        token = theirs.papers[0].paper.token
    user, _certificate, _nik = _graduate()
    client = as_user(user)
    client.post("/mitra/pendaftaran")

    assert client.get(f"/mitra/pendaftaran/berkas/{token}").status_code == 404
    assert client.post(f"/mitra/pendaftaran/berkas/{token}/hapus").status_code == 404
    assert db.session.scalars(select(Paper)).one().deleted_at is None
    own = as_user(theirs.owner).get(f"/mitra/pendaftaran/berkas/{token}")
    assert (own.status_code, own.headers["Cache-Control"]) == (200, "no-store")


def test_what_is_handed_in_cannot_be_changed_by_a_late_form(as_user: AsUser) -> None:
    with transaction():
        seller = an_application(SellerStatus.SUBMITTED)

    late = as_user(seller.owner).post("/mitra/pendaftaran/usaha", data={"shop_name": "Nama Lain"})

    assert late.status_code == 409
    assert db.session.get_one(Seller, seller.id).name == f"Dapur Aminah {seller.id}"


def test_fields_smuggled_into_a_form_have_no_effect(as_user: AsUser) -> None:
    user, _certificate, _nik = _graduate()
    client = as_user(user)
    client.post("/mitra/pendaftaran")

    client.post(
        "/mitra/pendaftaran/pajak",
        data={"turnover": "below", "status": "approved", "opened_at": "2026-01-01", "is_admin": "1"},
    )

    seller = db.session.scalars(select(Seller)).one()
    assert (seller.status, seller.opened_at) == (SellerStatus.DRAFT, None)
    assert db.session.get_one(User, user.id).is_admin is False
