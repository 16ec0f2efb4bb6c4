"""The organisers' pages over HTTP: their own things work, other organisers' things are not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from marketplace.bimtek import jobs
from marketplace.extensions import db
from marketplace.models import (
    Batch,
    Certificate,
    Event,
    Import,
    Participant,
    Programme,
    TrainingSession,
    User,
)
from marketplace.models.bimtek import BatchStatus, CertificateStatus, Outcome
from marketplace.models.imports import ImportStatus
from tests.bimtek.sheets import a_person, nik_of, participants_xlsx
from tests.factories.bimtek import (
    a_batch,
    a_certificate,
    a_graduate,
    a_nik,
    a_participant,
    a_programme,
    an_officer,
)
from tests.factories.people import a_user, an_admin
from tests.harness.queries import count_queries
from tests.harness.web import BrowserClient

SignIn = Callable[[User], BrowserClient]


@pytest.fixture
def batch() -> Batch:
    return a_batch()


@pytest.fixture
def officer(batch: Batch) -> User:
    return an_officer(batch.programme.organiser, name="Retno Petugas")


@pytest.fixture
def office(as_user: SignIn, officer: User) -> BrowserClient:
    return as_user(officer)


def uploaded(office: BrowserClient, batch: Batch, data: bytes, name: str = "peserta.xlsx") -> Import:
    form = {"file": (BytesIO(data), name), "legal_basis": "task", "legal_note": "SK 12", "is_sure": "y"}
    answer = office.post(f"/bimtek/angkatan/{batch.ref}/impor", data=form)
    assert answer.status_code == 303, answer.text
    jobs.work_on_imports()
    return db.session.scalars(select(Import).order_by(Import.id.desc())).first()  # type: ignore[return-value]


def test_a_programme_and_its_batch_are_written_down(office: BrowserClient, batch: Batch) -> None:
    programme = {
        "organiser": batch.programme.organiser.ref,
        "code": "KOPI-26",
        "title": "Bimtek Kopi",
        "fiscal_year": "2026",
    }
    programme |= {"funding": "apbd", "commodity": "Kopi", "partners": ""}
    answer = office.post("/bimtek/program/baru", data=programme)
    made = db.session.scalars(select(Programme).where(Programme.code == "KOPI-26")).one()
    assert (answer.status_code, answer.location) == (303, f"/bimtek/program/{made.ref}")

    form = {
        "number": "2",
        "region_code": "35.09",
        "venue": "Silo",
        "starts_on": "2026-08-01",
        "ends_on": "2026-08-03",
    }
    form |= {"capacity": "25", "min_attendance": "75", "pass_score": "65"}
    answer = office.post(f"/bimtek/program/{made.ref}/angkatan/baru", data=form)

    planned = db.session.scalars(select(Batch).where(Batch.programme_id == made.id)).one()
    assert (answer.status_code, answer.location) == (303, f"/bimtek/angkatan/{planned.ref}")
    assert (planned.number, planned.min_attendance_bps, planned.pass_score, planned.capacity) == (
        2,
        7_500,
        65,
        25,
    )
    assert (planned.starts_on, planned.status) == (date(2026, 8, 1), BatchStatus.DRAFT)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ends_on": "2026-07-01"}, "sesudah tanggal mulai"),
        ({"min_attendance": "120"}, "0 sampai 100"),
        ({"region_code": "99.99"}, "Pilih kabupaten atau kota"),
        ({"number": "x"}, "angkatan"),
    ],
)
def test_a_batch_that_cannot_be_comes_back_with_its_answers(
    office: BrowserClient, batch: Batch, change: dict[str, str], words: str
) -> None:
    form = {
        "number": "9",
        "region_code": "35.09",
        "venue": "Silo Indah",
        "starts_on": "2026-08-01",
        "ends_on": "2026-08-03",
    }
    form |= {"min_attendance": "75", "pass_score": "65"} | change

    answer = office.post(f"/bimtek/program/{batch.programme.ref}/angkatan/baru", data=form)

    assert answer.status_code == 422
    assert words in answer.text
    assert "Silo Indah" in answer.text
    assert len(db.session.scalars(select(Batch)).all()) == 1


def test_a_batch_outside_the_balance_is_flagged(office: BrowserClient) -> None:
    lopsided = a_batch(db.session.scalars(select(Programme)).first(), sessions=False)
    path = f"/bimtek/angkatan/{lopsided.ref}"
    form = {"held_on": "2026-07-24", "topic": "Mutu", "kind": "theory", "lesson_hours": "8", "instructor": ""}
    assert office.post(f"{path}/sesi", data=form).status_code == 303
    assert (
        office.post(f"{path}/sesi", data=form | {"kind": "practice", "lesson_hours": "2"}).status_code == 303
    )

    page = office.get(path).text

    assert "Teori dan praktik belum seimbang" in page
    assert "Porsi teori 80 %" in page


def test_a_balanced_batch_is_not_flagged(office: BrowserClient, batch: Batch) -> None:
    page = office.get(f"/bimtek/angkatan/{batch.ref}").text

    assert "29,17 %" in page
    assert "belum seimbang" not in page


def test_a_batch_moves_along_its_table_only(office: BrowserClient, batch: Batch) -> None:
    path = f"/bimtek/angkatan/{batch.ref}/keadaan"

    assert office.post(path, data={"status": "certified"}).status_code == 409
    assert office.post(path, data={"status": "nonsense"}).status_code == 404
    assert batch.status == BatchStatus.RUNNING
    assert office.post(path, data={"status": "closed"}).status_code == 303
    assert batch.status == BatchStatus.CLOSED


def test_a_sheet_goes_from_upload_to_people(office: BrowserClient, officer: User, batch: Batch) -> None:
    people = [
        a_person(1, "Nuraini"),
        a_person(2, "Holifah", nik=3509194405729000.0),
        a_person(3, "Misnati", phone="0812"),
    ]

    found = uploaded(office, batch, participants_xlsx(people))

    path = f"/bimtek/impor/{found.code}"
    page = office.get(path).text
    assert "sel C8" in page
    assert "format kolom NIK menjadi Teks" in page
    assert "Simpan 2 baris" in page
    assert nik_of(1) not in page
    assert "3509********" + nik_of(1)[-4:] in page
    only_new = office.get(f"{path}?tampil=baru").text
    assert ("<strong>Nuraini" in only_new, "<strong>Holifah" in only_new) == (True, False)
    only_bad = office.get(f"{path}?tampil=bermasalah").text
    assert [name in only_bad for name in ("<strong>Nuraini", "<strong>Holifah", "<strong>Misnati")] == [
        False,
        True,
        True,
    ]

    assert office.post(f"{path}/simpan").status_code == 303
    jobs.work_on_imports()

    names = db.session.scalars(select(Participant.name).order_by(Participant.id)).all()
    assert (names, found.status) == (["Nuraini", "Misnati"], ImportStatus.DONE)
    assert found.legal_basis == "Pelaksanaan tugas penyelenggara (surat tugas atau SK panitia): SK 12"


def test_while_a_sheet_is_read_the_page_shows_how_far_it_is(office: BrowserClient, batch: Batch) -> None:
    found = uploaded(office, batch, participants_xlsx([a_person(1, "Nuraini")]))
    found.status, found.rows_done, found.rows_total = ImportStatus.READING, 500, 1000

    page = office.get(f"/bimtek/impor/{found.code}").text

    assert 'data-live="2"' in page
    assert '<progress value="500" max="1000"' in page
    assert "Muat ulang" in page


def test_columns_are_corrected_on_the_page(office: BrowserClient, batch: Batch) -> None:
    data = b"Sebutan;Julukan\nNuraini;Rasa\nHolifah;Barokah\n"
    found = uploaded(office, batch, data, "daftar.csv")
    assert found.status == ImportStatus.FAILED
    assert "Pilih kolomnya" in office.get(f"/bimtek/impor/{found.code}").text
    form = {"sheet": "CSV", "kolom-0": "name", "kolom-1": "business_name", "first_row": "2", "creates": "ya"}

    answer = office.post(f"/bimtek/impor/{found.code}/kolom", data=form)
    jobs.work_on_imports()

    assert answer.status_code == 303
    assert (found.status, found.summary["create"]) == (ImportStatus.PREVIEW, 2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_sure": ""}, "Beri centang bila Anda berwenang"),
        ({"file": (BytesIO(b"%PDF-1.7 x"), "surat.pdf")}, "Ini bukan berkas tabel"),
        ({"file": (BytesIO(b""), "kosong.csv")}, "kosong"),
        ({"legal_basis": "because"}, ""),
    ],
)
def test_an_upload_that_cannot_be_used_says_why(
    office: BrowserClient, batch: Batch, change: dict[str, object], words: str
) -> None:
    form = {"file": (BytesIO(b"nama\nNuraini"), "x.csv"), "legal_basis": "task", "is_sure": "y"} | change

    answer = office.post(f"/bimtek/angkatan/{batch.ref}/impor", data=form)

    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.scalars(select(Import)).all() == []


def test_people_are_found_by_name_business_and_whole_nik(office: BrowserClient, batch: Batch) -> None:
    nik = a_nik()
    a_participant(batch, name="Siti Nuraini", business_name="Dapur Mawar", nik=nik)
    a_participant(batch, name="Joko Purnomo", business_name="Kopi Silo")
    path = f"/bimtek/angkatan/{batch.ref}/peserta"

    found = {
        text: [
            name
            for name in ("Siti Nuraini", "Joko Purnomo")
            if name in office.get(path, query_string={"q": text}).text
        ]
        for text in ("nurai", "kopi", nik, "St. Nuraini", "100%", "zzz")
    }

    assert found == {
        "nurai": ["Siti Nuraini"],
        "kopi": ["Joko Purnomo"],
        nik: ["Siti Nuraini"],
        "St. Nuraini": ["Siti Nuraini"],
        "100%": [],
        "zzz": [],
    }


def test_people_are_paged_and_filtered_in_few_statements(office: BrowserClient, batch: Batch) -> None:
    for n in range(51):
        a_participant(batch, outcome=Outcome.PASSED if n % 2 else Outcome.FAILED)
    path = f"/bimtek/angkatan/{batch.ref}/peserta"

    with count_queries() as queries:
        page = office.get(path)

    assert (page.status_code, len(queries) <= 12) == (200, True), queries
    assert page.text.count("/bimtek/peserta/") == 50
    assert office.get(f"{path}?hal=2").text.count("/bimtek/peserta/") == 1
    assert office.get(f"{path}?hasil=passed").text.count("/bimtek/peserta/") == 25


def test_a_person_is_added_and_changed_by_hand(office: BrowserClient, batch: Batch) -> None:
    nik = a_nik()
    form = {
        "name": "NURAINI",
        "nik": f"{nik[:6]} {nik[6:]}",
        "phone": "0812 3400 0001",
        "gender": "female",
        "born_on": "",
    }
    form |= {"district_code": "35.09.30", "monthly_turnover": "5jt", "workers": "2"}

    answer = office.post(f"/bimtek/angkatan/{batch.ref}/peserta/baru", data=form)

    person = db.session.scalars(select(Participant)).one()
    assert (answer.status_code, answer.location) == (303, f"/bimtek/peserta/{person.ref}")
    assert (person.name, person.phone, person.monthly_turnover) == ("Nuraini", "+6281234000001", 5_000_000)
    edit = office.get(f"/bimtek/peserta/{person.ref}/ubah").text
    assert nik not in edit
    assert "3509********" in edit
    office.post(f"/bimtek/peserta/{person.ref}/ubah", data=form | {"nik": "", "name": "Nuraini Baru"})
    assert (person.name, person.nik.reveal() if person.nik else "") == ("Nuraini Baru", nik)


def test_a_nik_stands_once_in_a_batch(office: BrowserClient, batch: Batch) -> None:
    nik = a_nik()
    a_participant(batch, nik=nik)

    answer = office.post(
        f"/bimtek/angkatan/{batch.ref}/peserta/baru",
        data={"name": "Lain", "nik": nik, "gender": "", "district_code": ""},
    )

    assert (answer.status_code, "NIK ini sudah ada" in answer.text) == (422, True)
    assert len(db.session.scalars(select(Participant)).all()) == 1


def test_the_whole_nik_is_shown_once_for_a_reason_and_recorded(
    office: BrowserClient, officer: User, batch: Batch
) -> None:
    nik = a_nik()
    person = a_participant(batch, nik=nik)
    path = f"/bimtek/peserta/{person.ref}"

    answer = office.post(f"{path}/nik", data={"reason": "Cocokkan dengan KTP di loket"})

    assert nik in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    event = db.session.scalars(select(Event).where(Event.name == "nik_revealed")).one()
    assert (event.actor_id, event.subject_id, event.reason) == (
        officer.id,
        person.id,
        "Cocokkan dengan KTP di loket",
    )
    page = office.get(path).text
    assert nik not in page
    assert "NIK dilihat lengkap" in page


@pytest.mark.parametrize("reason", ["", "   ", "mau lihat"])
def test_the_whole_nik_is_not_shown_without_a_proper_reason(
    office: BrowserClient, batch: Batch, reason: str
) -> None:
    nik = a_nik()
    person = a_participant(batch, nik=nik)

    answer = office.post(f"/bimtek/peserta/{person.ref}/nik", data={"reason": reason})

    assert (answer.status_code, nik in answer.text) == (422, False)
    assert db.session.scalars(select(Event)).all() == []


def test_the_list_for_download_has_no_nik_and_no_formula(office: BrowserClient, batch: Batch) -> None:
    nik = a_nik()
    a_certificate(a_graduate(batch, name="Nuraini", nik=nik, business_name='=HYPERLINK("http://x")'), "KP-1")

    answer = office.post(f"/bimtek/angkatan/{batch.ref}/peserta.xlsx")

    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0)
    heading, row = sheet.to_python()
    assert (row[1], row[6], row[-1]) == ("Nuraini", '\'=HYPERLINK("http://x")', "KP-1")
    assert "NIK" not in heading
    assert nik not in str(row)
    assert db.session.scalars(select(Event.name)).all() == ["participants_exported"]


def test_attendance_and_scores_are_filled_in(office: BrowserClient, batch: Batch) -> None:
    person = a_participant(batch)
    path = f"/bimtek/angkatan/{batch.ref}"

    days = {f"{person.ref}.{session.ref}": "present" for session in batch.sessions}
    assert office.post(f"{path}/kehadiran", data=days | {"hal": "1"}).status_code == 303
    marks = {f"{person.ref}.pre": "40", f"{person.ref}.post": "77,5"}
    assert office.post(f"{path}/nilai", data=marks).status_code == 303

    assert (person.attended_bps, person.pre_score, person.post_score) == (10_000, 40, 78)
    assert person.outcome == Outcome.PASSED
    page = office.get(f"{path}/kehadiran").text
    assert page.count('<option value="present" selected>') == 3


def test_a_score_that_is_none_comes_back_as_typed(office: BrowserClient, batch: Batch) -> None:
    person = a_participant(batch, post_score=50)

    answer = office.post(
        f"/bimtek/angkatan/{batch.ref}/nilai", data={f"{person.ref}.post": "lima", f"{person.ref}.pre": ""}
    )

    assert answer.status_code == 422
    assert 'value="lima"' in answer.text
    assert "Nilai harus angka 0 sampai 100." in answer.text
    assert person.post_score == 50


def test_an_exception_is_made_on_the_page(office: BrowserClient, officer: User, batch: Batch) -> None:
    person = a_participant(batch, attended_bps=9_000, post_score=50, outcome=Outcome.FAILED)
    path = f"/bimtek/peserta/{person.ref}"

    refused = office.post(f"{path}/hasil", data={"outcome": "passed", "reason": ""})
    assert (refused.status_code, person.outcome) == (422, Outcome.FAILED)
    office.post(f"{path}/hasil", data={"outcome": "passed", "reason": "Ujian susulan 27 Juli"})

    page = office.get(path).text
    assert person.outcome == Outcome.PASSED
    assert "Ditetapkan di luar aturan oleh Retno Petugas" in page
    assert "Ujian susulan 27 Juli" in page


def test_certificates_are_issued_revoked_and_replaced_on_the_page(
    office: BrowserClient, batch: Batch
) -> None:
    person = a_graduate(batch)
    assert office.post(f"/bimtek/angkatan/{batch.ref}/sertifikat").status_code == 303
    first = db.session.scalars(select(Certificate)).one()
    paper = office.get(f"/bimtek/sertifikat/{first.code}.pdf")
    assert (paper.status_code, paper.data[:5]) == (200, b"%PDF-")

    refused = office.post(f"/bimtek/sertifikat/{first.code}/cabut", data={"reason": ""})
    assert (refused.status_code, first.status) == (422, CertificateStatus.VALID)
    office.post(
        f"/bimtek/sertifikat/{first.code}/terbitkan-ulang", data={"reason": "Salah nama", "number": ""}
    )
    second = db.session.scalars(select(Certificate).where(Certificate.status == "valid")).one()
    office.post(f"/bimtek/sertifikat/{second.code}/cabut", data={"reason": "Salah orang"})

    assert (first.status, second.status) == (CertificateStatus.REISSUED, CertificateStatus.REVOKED)
    assert (second.replaces_id, person.outcome) == (first.id, Outcome.PASSED)


def test_certificates_are_listed_a_hundred_a_page(office: BrowserClient, batch: Batch) -> None:
    for _n in range(101):
        a_certificate(a_graduate(batch))
    path = f"/bimtek/angkatan/{batch.ref}/sertifikat"

    with count_queries() as queries:
        page = office.get(path)

    assert len(queries) <= 12, queries
    assert "101 sertifikat berlaku" in page.text
    assert page.text.count("/verifikasi/") == 100
    assert office.get(f"{path}?hal=2").text.count(".pdf") == 1


def everything(batch: Batch) -> list[tuple[str, str]]:
    """Every address under /bimtek that leads to something of this batch."""
    person = a_graduate(batch)
    code = a_certificate(person).code
    session = db.session.scalars(select(TrainingSession).where(TrainingSession.batch_id == batch.id)).first()
    assert session is not None
    here, programme = f"/bimtek/angkatan/{batch.ref}", f"/bimtek/program/{batch.programme.ref}"
    gets = [
        "",
        "/ubah",
        "/sesi",
        "/peserta",
        "/peserta/baru",
        "/kehadiran",
        "/nilai",
        "/sertifikat",
        "/impor",
        "/sertifikat.zip",
    ]
    posts = [
        "/ubah",
        "/keadaan",
        "/sesi",
        "/peserta/baru",
        "/peserta.xlsx",
        "/kehadiran",
        "/nilai",
        "/sertifikat",
        "/impor",
    ]
    both = [
        f"/bimtek/sesi/{session.ref}",
        f"/bimtek/peserta/{person.ref}/ubah",
        f"{programme}/ubah",
        f"{programme}/angkatan/baru",
    ]
    return (
        [("GET", here + part) for part in gets]
        + [("POST", here + part) for part in posts]
        + [(method, path) for path in both for method in ("GET", "POST")]
        + [
            ("GET", programme),
            ("GET", f"/bimtek/peserta/{person.ref}"),
            ("GET", f"/bimtek/sertifikat/{code}.pdf"),
        ]
        + [
            ("POST", f"/bimtek/peserta/{person.ref}/{deed}")
            for deed in ("nik", "hasil", "hasil/aturan", "sertifikat")
        ]
        + [("POST", f"/bimtek/sertifikat/{code}/{deed}") for deed in ("cabut", "terbitkan-ulang")]
        + [("POST", f"/bimtek/sesi/{session.ref}/hapus")]
    )


def test_what_is_another_organisers_is_not_there(as_user: SignIn, batch: Batch) -> None:
    stranger = as_user(an_officer())

    answers = {
        f"{method} {path}": stranger.open(
            path,
            method=method,
            data={"status": "closed", "reason": "Ingin tahu isinya", "outcome": "failed"}
            if method == "POST"
            else None,
        ).status_code
        for method, path in everything(batch)
    }

    assert set(answers.values()) == {404}, answers
    assert batch.status == BatchStatus.RUNNING
    assert db.session.scalars(select(Event)).all() == []


def test_another_organisers_import_is_not_there(as_user: SignIn, office: BrowserClient, batch: Batch) -> None:
    found = uploaded(office, batch, participants_xlsx([a_person(1, "Nuraini")]))
    stranger = as_user(an_officer())

    answers = [stranger.get(f"/bimtek/impor/{found.code}").status_code] + [
        stranger.post(f"/bimtek/impor/{found.code}/{deed}").status_code
        for deed in ("kolom", "simpan", "lembar")
    ]

    assert (answers, found.status) == ([404] * 4, ImportStatus.PREVIEW)


def test_a_programme_is_not_written_into_another_organiser(office: BrowserClient) -> None:
    foreign = a_programme()
    form = {
        "organiser": foreign.organiser.ref,
        "code": "X",
        "title": "X",
        "fiscal_year": "2026",
        "funding": "apbn",
    }

    assert office.post("/bimtek/program/baru", data=form).status_code == 422
    assert db.session.scalars(select(Programme).where(Programme.code == "X")).all() == []


def test_only_organisers_and_admins_come_in(client: BrowserClient, as_user: SignIn, batch: Batch) -> None:
    path = f"/bimtek/angkatan/{batch.ref}"

    assert client.get(path).status_code == 303
    assert as_user(a_user()).get(path).status_code == 403
    assert as_user(an_admin()).get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/peserta?q=%00", "/peserta?hal=99999999999999999999", "/peserta?hasil=x", "/nilai?hal=-1"]
)
def test_nonsense_in_an_address_is_no_fault(office: BrowserClient, batch: Batch, path: str) -> None:
    assert office.get(f"/bimtek/angkatan/{batch.ref}{path}").status_code in {200, 400, 404}


@pytest.mark.parametrize("ref", ["%00", "x" * 500, "' OR 1=1", "../admin"])
def test_an_address_of_nothing_is_not_there(office: BrowserClient, ref: str) -> None:
    for kind in ("program", "angkatan", "peserta", "sesi", "impor"):
        assert office.get(f"/bimtek/{kind}/{ref}").status_code in {400, 404}
