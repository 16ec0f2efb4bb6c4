"""A graduate scans the QR of the certificate and goes on from there, before there is an account."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Seller
from marketplace.models.sellers import ClaimKind
from tests.factories.bimtek import a_certificate, a_graduate

pytestmark = pytest.mark.browser
NAME, SECRET = "Holifah Rahayu", "sungai bening di lembah"


def test_a_scanned_certificate_is_claimed_by_a_newcomer(browser_page_without_js: Page) -> None:
    page = browser_page_without_js
    certificate = a_certificate(a_graduate(name=NAME))
    db.session.commit()
    nik = certificate.participant.nik
    assert nik is not None

    page.goto(f"/verifikasi/{certificate.code}")
    page.get_by_role("link", name="Ini sertifikat saya").click()
    page.get_by_role("main").get_by_role("link", name="Daftar").click()
    page.get_by_label("Nama").fill(NAME)
    page.get_by_label("Email").fill("holifah@contoh.id")
    page.get_by_label("Kata sandi", exact=True).fill(SECRET)
    page.get_by_label("Saya setuju").check()
    page.get_by_role("button", name="Buat akun").click()
    page.get_by_label("Kata sandi", exact=True).fill(SECRET)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_label("Nomor sertifikat")).to_have_value(certificate.code)
    page.get_by_label("NIK").fill(nik.reveal())
    page.get_by_label("Nama sesuai KTP").fill(NAME)
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("heading", name="Data diri", level=1)).to_be_visible()

    application = db.session.scalars(select(Seller)).one().application
    assert (application.claim, application.candidate) == (ClaimKind.EXACT, certificate)
