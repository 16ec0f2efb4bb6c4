"""Organisers and the public in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from marketplace.bimtek import jobs
from marketplace.extensions import db
from marketplace.models import Batch, User
from tests.bimtek.sheets import a_person, a_table, nik_of, participants_xlsx
from tests.factories.bimtek import a_batch, a_certificate, a_graduate, a_participant, an_officer
from tests.factories.people import an_admin

SignIn = Callable[[Page, User], None]
pytestmark = pytest.mark.browser


@pytest.fixture
def batch() -> Batch:
    return a_batch()


@pytest.fixture
def officer(batch: Batch) -> User:
    made = an_officer(batch.programme.organiser)
    db.session.commit()
    return made


def upload(page: Page, batch: Batch, file: Path) -> None:
    page.goto(f"/bimtek/angkatan/{batch.ref}/impor")
    page.set_input_files("#file", file)
    page.get_by_label("Saya berwenang").check()
    page.get_by_role("button", name="Unggah dan periksa").click()


def test_an_import_moves_on_by_itself(
    browser_page: Page,
    sign_in_browser: SignIn,
    officer: User,
    batch: Batch,
    tmp_path: Path,
    axe: Callable[[Page], None],
) -> None:
    file = tmp_path / "peserta.xlsx"
    file.write_bytes(
        participants_xlsx([a_person(1, "Nuraini"), a_person(2, "Holifah", nik=3509194405729000.0)])
    )
    page = browser_page
    sign_in_browser(page, officer)

    upload(page, batch, file)
    expect(page.get_by_text("Membaca baris")).to_be_visible()
    axe(page)
    jobs.work_on_imports()
    expect(page.get_by_role("button", name="Simpan 1 baris")).to_be_visible()
    expect(page.get_by_text("Salah, sel C8")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Simpan 1 baris").click()
    jobs.work_on_imports()
    expect(page.get_by_text("Selesai disimpan.")).to_be_visible()


def test_an_import_works_without_scripts(
    browser_page_without_js: Page, sign_in_browser: SignIn, officer: User, batch: Batch, tmp_path: Path
) -> None:
    file = tmp_path / "daftar.xlsx"
    file.write_bytes(a_table(["Panggilan", "KTP-el"], ["Nuraini", nik_of(1)], ["Holifah", nik_of(2)]))
    page = browser_page_without_js
    sign_in_browser(page, officer)

    upload(page, batch, file)
    jobs.work_on_imports()
    page.get_by_role("link", name="Muat ulang").click()
    page.get_by_text("Kolom yang dikenali").click()
    page.get_by_label("A", exact=True).select_option("name")
    page.get_by_label("Baris peserta pertama").fill("2")
    page.get_by_role("button", name="Baca ulang").click()
    jobs.work_on_imports()
    page.get_by_role("link", name="Muat ulang").click()
    page.get_by_role("button", name="Simpan 2 baris").click()
    jobs.work_on_imports()
    page.get_by_role("link", name="Muat ulang").click()

    expect(page.get_by_text("Selesai disimpan.")).to_be_visible()


def test_every_page_of_a_batch_is_free_of_barriers(
    browser_page: Page, sign_in_browser: SignIn, officer: User, batch: Batch, axe: Callable[[Page], None]
) -> None:
    person = a_graduate(batch, name="Hj. Siti Ramadhani, S.Pd.")
    a_certificate(person)
    a_participant(batch)
    db.session.commit()
    sign_in_browser(browser_page, officer)
    here = f"/bimtek/angkatan/{batch.ref}"
    parts = (
        "",
        "/ubah",
        "/sesi",
        "/peserta",
        "/peserta/baru",
        "/kehadiran",
        "/nilai",
        "/sertifikat",
        "/impor",
    )
    programme = f"/bimtek/program/{batch.programme.ref}"

    for path in (
        "/bimtek",
        programme,
        f"{programme}/ubah",
        f"/bimtek/peserta/{person.ref}",
        *(here + part for part in parts),
    ):
        browser_page.goto(path)
        axe(browser_page)


def test_the_public_check_and_the_desk_of_organisers_are_free_of_barriers(
    browser_page: Page, sign_in_browser: SignIn, batch: Batch, axe: Callable[[Page], None]
) -> None:
    certificate = a_certificate(a_graduate(batch))
    admin = an_admin()
    db.session.commit()

    for path in ("/verifikasi", "/verifikasi/7K3M9QXD2HFA", f"/verifikasi/{certificate.code}"):
        browser_page.goto(path)
        axe(browser_page)
    sign_in_browser(browser_page, admin)
    ref = batch.programme.organiser.ref
    for path in ("/admin/penyelenggara", "/admin/penyelenggara/baru", f"/admin/penyelenggara/{ref}"):
        browser_page.goto(path)
        axe(browser_page)
