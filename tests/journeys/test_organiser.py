"""An organiser's job on a phone: from a programme and a spreadsheet to certificates anybody can check."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select

from marketplace.bimtek import jobs
from marketplace.extensions import db
from marketplace.models import Certificate, Participant, User
from marketplace.models.bimtek import Outcome
from tests.bimtek.sheets import a_person, participants_xlsx
from tests.factories.bimtek import an_officer

pytestmark = pytest.mark.browser
GOOD, LATE, WRONG = "Siti Aminah", "Budi Santoso", "Yulianti Dewi"
SHEET: FilePayload = {
    "name": "peserta.xlsx",
    "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "buffer": participants_xlsx([a_person(1, GOOD), a_person(2, LATE), a_person(3, WRONG, nik="12345")]),
}


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_training_goes_from_a_sheet_to_a_certificate_that_a_stranger_checks(
    page_maker: Callable[..., Page], sign_in_browser: Callable[[Page, User], None], script: bool
) -> None:
    officer = an_officer()
    page, stranger = page_maker(script=script), page_maker(script=script)
    sign_in_browser(page, officer)

    plan(page)
    import_people(page, script=script)
    fill_in_results(page)
    tab(page, "Sertifikat")
    page.get_by_role("button", name="Terbitkan 1 sertifikat").click()
    expect(page.get_by_role("link", name=GOOD)).to_be_visible()
    with page.expect_download() as loading:
        page.get_by_role("link", name="Unduh", exact=False).last.click()
    assert loading.value.path().read_bytes().startswith(b"%PDF")

    certificate = db.session.scalars(select(Certificate)).one()
    stranger.goto("/verifikasi")
    stranger.get_by_label("Kode sertifikat").fill(certificate.code.lower())
    stranger.get_by_role("button", name="Periksa").click()
    expect(stranger.get_by_text("Sertifikat ini tercatat dan masih berlaku.")).to_be_visible()
    expect(stranger.get_by_text(certificate.number)).to_be_visible()
    assert outcomes() == {GOOD: Outcome.PASSED, LATE: Outcome.FAILED}


def plan(page: Page) -> None:
    """A programme, its batch of two days, and what is taught on them."""
    page.goto("/bimtek")
    page.get_by_role("link", name="Tulis program pertama").click()
    page.get_by_label("Nama program").fill("Bimtek Olahan Singkong")
    page.get_by_label("Kode program").fill("WUB-SINGKONG")
    page.get_by_role("button", name="Simpan program").click()
    page.get_by_role("link", name="Tambah angkatan").click()
    page.get_by_label("Hari pertama").fill("2026-07-24")
    page.get_by_label("Hari terakhir").fill("2026-07-25")
    page.get_by_role("button", name="Simpan angkatan").click()
    page.get_by_role("button", name="Mulai angkatan").click()
    tab(page, "Sesi")
    for topic, kind, hours in (("Mutu bahan", "Teori", "3"), ("Menggoreng", "Praktik", "7")):
        page.get_by_label("Materi").fill(topic)
        page.get_by_label("Jenis").select_option(label=kind)
        page.get_by_label("Jam pelajaran").fill(hours)
        page.get_by_role("button", name="Simpan sesi").click()
        expect(page.get_by_role("link", name=f"Ubah {topic}")).to_be_visible()


def import_people(page: Page, *, script: bool) -> None:
    """The sheet is read by a job; nothing is kept before the officer has seen it."""
    tab(page, "Impor")
    page.get_by_label("Berkas Excel atau CSV").set_input_files(SHEET)
    page.get_by_label("Saya berwenang").check()
    page.get_by_role("button", name="Unggah dan periksa").click()
    work(page, script=script)
    expect(page.get_by_text(WRONG, exact=True)).to_be_visible()
    assert outcomes() == {}
    page.get_by_role("button", name="Simpan 2 baris").click()
    work(page, script=script)
    expect(page.get_by_text("Selesai disimpan.")).to_be_visible()
    page.get_by_role("link", name="Lihat peserta").click()


def work(page: Page, *, script: bool) -> None:
    """The worker does its part; with scripts the page notices by itself."""
    expect(page.get_by_text("Halaman ini boleh ditinggal")).to_be_visible()
    jobs.work_on_imports()
    if not script:
        page.get_by_role("link", name="Muat ulang").click()


def fill_in_results(page: Page) -> None:
    """Both were there; one did not reach the score."""
    tab(page, "Kehadiran")
    for name in (GOOD, LATE):
        for topic in ("Mutu bahan", "Menggoreng"):
            page.get_by_label(f"{name}, {topic}").select_option(label="Hadir")
    page.get_by_role("button", name="Simpan kehadiran").click()
    tab(page, "Nilai")
    for name, score in ((GOOD, "85"), (LATE, "40")):
        page.get_by_label(f"Nilai post-test, {name}").fill(score)
    page.get_by_role("button", name="Simpan nilai").click()
    expect(page.get_by_role("row", name=GOOD)).to_contain_text("Lulus")


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Bagian angkatan").get_by_role("link", name=name).click()
    expect(page.get_by_role("link", name=name, exact=True).first).to_have_attribute("aria-current", "page")


def outcomes() -> dict[str, Outcome]:
    db.session.expire_all()
    return {person.name: person.outcome for person in db.session.scalars(select(Participant))}
