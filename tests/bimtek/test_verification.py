"""The public check of a certificate."""

import pytest
from flask import Flask

from marketplace.models.bimtek import CertificateStatus
from tests.factories.bimtek import a_certificate, a_graduate
from tests.harness.web import BrowserClient


def test_anybody_sees_that_a_certificate_is_valid_but_not_whose(client: BrowserClient) -> None:
    certificate = a_certificate(a_graduate(name="Hj. Siti Ramadhani, S.Pd."), "012/IKMA.2/BIMTEK/VII/2026")

    page = client.get(f"/verifikasi/{certificate.code}")

    assert page.status_code == 200
    for words in (
        "Berlaku",
        "Sit* Ram******",
        "012/IKMA.2/BIMTEK/VII/2026",
        certificate.programme.title,
        "24 s.d. 26 Juli 2026",
        "Kabupaten Jember",
    ):
        assert words in page.text
    assert "Ramadhani" not in page.text
    assert "3509" not in page.text
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (CertificateStatus.REVOKED, "tidak berlaku lagi"),
        (CertificateStatus.REISSUED, "sudah diganti dengan yang baru"),
    ],
)
def test_the_page_says_what_became_of_it(
    client: BrowserClient, status: CertificateStatus, words: str
) -> None:
    certificate = a_certificate(status=status)

    page = client.get(f"/verifikasi/{certificate.code}").text

    assert words in page
    assert "masih berlaku" not in page


def test_a_replaced_one_leads_to_its_successor(client: BrowserClient) -> None:
    old = a_certificate(status=CertificateStatus.REISSUED)
    new = a_certificate(old.participant, replaces_id=old.id)

    assert f"/verifikasi/{new.code}" in client.get(f"/verifikasi/{old.code}").text


@pytest.mark.parametrize("code", ["ABCDEF", "7K3M9QXD2HFA", "x" * 300, "%00", "..%2f..", "<script>"])
def test_an_unknown_code_is_answered_with_help(client: BrowserClient, code: str) -> None:
    page = client.get(f"/verifikasi/{code}")

    assert page.status_code == 404
    assert "<script>" not in page.text.replace('<script type="module"', "")


def test_a_wrong_code_is_told_with_the_form_to_try_again(client: BrowserClient) -> None:
    page = client.get("/verifikasi/7K3M9QXD2HFA")

    assert "Cocokkan lagi huruf dan angkanya" in page.text
    assert 'name="kode" value="7K3M9QXD2HFA"' in page.text


def test_a_typed_code_is_found_in_any_spelling(client: BrowserClient) -> None:
    certificate = a_certificate(code="7K3M9QXD2H01")

    answer = client.get("/verifikasi", query_string={"kode": " 7k3m 9qxd 2hol "})

    assert (answer.status_code, answer.location) == (303, f"/verifikasi/{certificate.code}")


def test_an_empty_search_asks_for_the_code(client: BrowserClient) -> None:
    assert "Ketik kode di bawah QR" in client.get("/verifikasi?kode=").text
    assert "Tidak ditemukan" not in client.get("/verifikasi").text


def test_trying_out_codes_is_slowed_down(app: Flask, client: BrowserClient) -> None:
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = settings.using(rate_limits=True)
    try:
        answers = [client.get(f"/verifikasi/7K3M9QXD2{n:03d}").status_code for n in range(40)]
    finally:
        app.config["SETTINGS"] = settings

    assert answers[0] == 404
    assert answers[-1] == 429
