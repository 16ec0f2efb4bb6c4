"""From an uploaded spreadsheet to people in the registry."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from marketplace import crypto
from marketplace.bimtek import import_work, importing, jobs
from marketplace.errors import Conflict, Invalid, InvalidTransition
from marketplace.extensions import db
from marketplace.models import (
    Attendance,
    Batch,
    Certificate,
    Event,
    Import,
    ImportRow,
    Notice,
    Paper,
    Participant,
    User,
)
from marketplace.models.bimtek import BatchStatus, Outcome
from marketplace.models.imports import ImportStatus, RowAction
from marketplace.transactions import transaction
from tests.bimtek.sheets import RESULT_TOP, a_person, a_table, csv_bytes, nik_of, participants_xlsx
from tests.factories.bimtek import a_batch, a_certificate, a_participant, a_programme, an_officer
from tests.harness.queries import count_queries

BASIS = "SK panitia nomor 12"


@pytest.fixture
def batch() -> Batch:
    made = a_batch()
    db.session.commit()
    return made


@pytest.fixture
def officer(batch: Batch) -> User:
    made = an_officer(batch.programme.organiser)
    db.session.commit()
    return made


def preview(officer: User, batch: Batch, data: bytes, name: str = "peserta.xlsx") -> Import:
    with transaction():
        made = importing.upload(officer, batch, name, "", data, BASIS)
    jobs.work_on_imports()
    return again(made)


def store(officer: User, found: Import) -> Import:
    with transaction():
        importing.confirm(officer, again(found))
    jobs.work_on_imports()
    return again(found)


def run(officer: User, batch: Batch, data: bytes, name: str = "peserta.xlsx") -> Import:
    return store(officer, preview(officer, batch, data, name))


def again(found: Import) -> Import:
    db.session.expire_all()
    return db.session.get_one(Import, found.id)


def rows_of(found: Import) -> list[ImportRow]:
    query = select(ImportRow).where(ImportRow.import_id == found.id).order_by(ImportRow.row_number)
    return list(db.session.scalars(query))


def actions(found: Import) -> list[RowAction]:
    return [row.action for row in rows_of(found)]


def people(batch: Batch) -> list[Participant]:
    query = select(Participant).where(Participant.batch_id == batch.id).order_by(Participant.id)
    return list(db.session.scalars(query))


def count(table: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


TWO = participants_xlsx([a_person(1, "Nuraini"), a_person(2, "Holifah")])
RESULTS = a_table(
    RESULT_TOP,
    [1, "Nuraini", nik_of(1), "H", "H", "H", 40, 80, "LULUS", "001/IKMA.2/BIMTEK/VII/2026"],
    [2, "Holifah", nik_of(2), "H", "A", "A", 40, 90, "TIDAK LULUS", ""],
)


def test_nothing_is_stored_before_it_is_confirmed(officer: User, batch: Batch) -> None:
    found = preview(officer, batch, TWO)

    assert (found.status, actions(found)) == (ImportStatus.PREVIEW, [RowAction.CREATE, RowAction.CREATE])
    assert (people(batch), found.legal_basis) == ([], BASIS)


def test_confirmed_rows_become_participants(officer: User, batch: Batch) -> None:
    found = run(officer, batch, TWO)

    first, second = people(batch)
    assert (found.status, found.summary["create"]) == (ImportStatus.DONE, 2)
    assert [(p.name, p.nik.reveal() if p.nik else "") for p in (first, second)] == [
        ("Nuraini", nik_of(1)),
        ("Holifah", nik_of(2)),
    ]
    assert (first.phone, first.district_code, first.monthly_turnover) == (
        "+6281234000001",
        "35.09.10",
        3_000_000,
    )
    assert (first.outcome, first.licences) == (Outcome.PENDING, {"halal": "belum"})
    assert [row.participant_id for row in rows_of(found)] == [first.id, second.id]
    assert db.session.scalars(select(Notice.user_id)).all() == [officer.id]


def test_the_same_file_again_changes_nothing(officer: User, batch: Batch) -> None:
    run(officer, batch, TWO)

    found = run(officer, batch, TWO)

    assert actions(found) == [RowAction.SAME, RowAction.SAME]
    assert len(people(batch)) == 2


def test_a_changed_file_shows_what_would_change_field_by_field(officer: User, batch: Batch) -> None:
    run(officer, batch, TWO)
    changed = participants_xlsx(
        [
            a_person(1, "Nuraini", phone="0813-1111-2222", turnover="8jt"),
            a_person(2, "Holifah", district="Silo"),
        ]
    )

    found = preview(officer, batch, changed)

    assert [row.changes for row in rows_of(found)] == [
        {"Nomor HP": ["0812-3400-0001", "0813-1111-2222"], "Omzet per bulan": ["Rp3.000.000", "Rp8.000.000"]},
        {"Kecamatan": ["Balung", "Silo"]},
    ]
    assert people(batch)[0].phone == "+6281234000001"
    store(officer, found)
    db.session.expire_all()
    assert [(p.phone, p.district_code) for p in people(batch)] == [
        ("+6281311112222", "35.09.10"),
        ("+6281234000002", "35.09.30"),
    ]


def test_an_empty_cell_does_not_erase_what_is_known(officer: User, batch: Batch) -> None:
    run(officer, batch, TWO)

    found = run(
        officer, batch, participants_xlsx([a_person(1, "Nuraini", phone="", business="", turnover="-")])
    )

    assert actions(found) == [RowAction.SAME]
    assert (people(batch)[0].phone, people(batch)[0].business_name) == ("+6281234000001", "Dapur Uji")


def test_a_destroyed_nik_keeps_its_row_out_and_the_others_in(officer: User, batch: Batch) -> None:
    data = participants_xlsx([a_person(1, "Nuraini", nik=3509194405729000.0), a_person(2, "Holifah")])

    found = run(officer, batch, data)

    assert actions(found) == [RowAction.REFUSE, RowAction.CREATE]
    assert [p.name for p in people(batch)] == ["Holifah"]


def test_the_same_person_twice_counts_once_and_the_first_row_wins(officer: User, batch: Batch) -> None:
    data = participants_xlsx([a_person(1, "Nuraini"), a_person(1, "NURAINI", phone="", business="Lain")])

    found = run(officer, batch, data)

    first, second = rows_of(found)
    assert (first.action, second.action) == (RowAction.CREATE, RowAction.SKIP)
    assert (
        second.problems[0]["text"]
        == "Orang ini sudah ada di baris 7. Baris 7 yang dipakai, baris ini dilewati."
    )
    assert [p.business_name for p in people(batch)] == ["Dapur Uji"]


def test_people_without_nik_are_known_by_name_and_birth_date_or_telephone(
    officer: User, batch: Batch
) -> None:
    header = ["Nama", "Tgl Lahir", "No HP", "Nama Usaha"]
    run(
        officer,
        batch,
        a_table(header, ["Siti Nuraini", "4-5-1972", "", "Lama"], ["Holifah", "", "081234000002", "Lama"]),
    )

    found = run(
        officer,
        batch,
        a_table(header, ["Hj. St. Nuraini", "4-5-1972", "", "Baru"], ["Holifah", "", "081234000002", "Baru"]),
    )

    assert actions(found) == [RowAction.UPDATE, RowAction.UPDATE]
    assert [(p.name_key, p.business_name) for p in people(batch)] == [
        ("SITI NURAINI", "Baru"),
        ("HOLIFAH", "Baru"),
    ]


def test_a_nik_that_came_later_joins_the_person_known_by_name(officer: User, batch: Batch) -> None:
    run(officer, batch, a_table(["Nama", "Tgl Lahir", "No HP"], ["Nuraini", "4-5-1972", ""]))

    found = run(officer, batch, participants_xlsx([a_person(1, "Nuraini")]))

    (person,) = people(batch)
    assert actions(found) == [RowAction.UPDATE]
    assert person.nik is not None
    assert person.nik.reveal() == nik_of(1)
    assert rows_of(found)[0].changes["NIK"] == ["", "3509********" + nik_of(1)[-4:]]


def test_two_people_of_one_name_stay_two(officer: User, batch: Batch) -> None:
    found = run(officer, batch, participants_xlsx([a_person(1, "Joko Purnomo"), a_person(2, "Joko Purnomo")]))

    assert actions(found) == [RowAction.CREATE, RowAction.CREATE]
    assert len(people(batch)) == 2


def test_results_reach_the_people_of_the_batch(officer: User, batch: Batch) -> None:
    run(officer, batch, TWO)

    run(officer, batch, RESULTS, "hasil.xlsx")

    passed, failed = people(batch)
    assert (passed.attended_bps, passed.pre_score, passed.post_score, passed.outcome) == (
        10_000,
        40,
        80,
        "passed",
    )
    assert (failed.attended_bps, failed.post_score, failed.outcome) == (2917, 90, "failed")
    assert [c.number for c in passed.certificates] == ["001/IKMA.2/BIMTEK/VII/2026"]
    assert (failed.certificates, count(Attendance)) == ([], 6)
    assert passed.outcome_overridden_by_id is None
    assert len(passed.certificates[0].code) == 12


def test_results_again_change_nothing(officer: User, batch: Batch) -> None:
    run(officer, batch, TWO)
    run(officer, batch, RESULTS)

    found = run(officer, batch, RESULTS)

    assert actions(found) == [RowAction.SAME, RowAction.SAME]
    assert count(Certificate) == 1


def test_results_of_a_stranger_are_refused(officer: User, batch: Batch) -> None:
    run(officer, batch, participants_xlsx([a_person(1, "Nuraini")]))

    found = run(officer, batch, RESULTS)

    assert actions(found) == [RowAction.UPDATE, RowAction.REFUSE]
    assert "Impor dulu daftar peserta" in rows_of(found)[1].problems[0]["text"]
    assert len(people(batch)) == 1


def test_results_may_be_matched_by_name_alone_when_it_is_one_persons(officer: User, batch: Batch) -> None:
    a_participant(batch, name="Siti Nuraini")
    a_participant(batch, name="Joko Purnomo")
    a_participant(batch, name="Joko Purnomo")
    db.session.commit()

    found = run(officer, batch, a_table(["Nama", "Nilai"], ["Hj. St. Nuraini", 88], ["Joko Purnomo", 70]))

    assert actions(found) == [RowAction.UPDATE, RowAction.REFUSE]
    assert sorted(p.post_score or 0 for p in people(batch)) == [0, 0, 88]


def test_an_outcome_against_the_rule_becomes_an_exception_with_a_name(officer: User, batch: Batch) -> None:
    run(officer, batch, participants_xlsx([a_person(1, "Nuraini")]))
    row = [1, "Nuraini", nik_of(1), "H", "I", "H", 40, 80, "LULUS", "007/IKMA"]

    found = preview(officer, batch, a_table(RESULT_TOP, row), "hasil.xlsx")

    assert "pengecualian atas nama Anda" in rows_of(found)[0].problems[0]["text"]
    store(officer, found)
    (person,) = people(batch)
    db.session.refresh(person)
    assert (person.outcome, person.attended_bps) == (Outcome.PASSED, 6250)
    assert (person.outcome_overridden_by_id, person.outcome_reason) == (
        officer.id,
        "Sesuai berkas hasil.xlsx",
    )
    events = db.session.scalars(select(Event).where(Event.name == "outcome_overridden")).all()
    assert [(e.actor_id, e.subject_id, e.reason) for e in events] == [
        (officer.id, person.id, "Sesuai berkas hasil.xlsx")
    ]


def test_outcomes_follow_the_rule_when_the_sheet_does_not_say(officer: User, batch: Batch) -> None:
    run(officer, batch, TWO)
    header = ["Nama", "NIK", "Hari 1", "Hari 2", "Hari 3", "Post Test"]

    run(
        officer,
        batch,
        a_table(header, ["Nuraini", nik_of(1), "H", "H", "H", 60], ["Holifah", nik_of(2), "H", "H", "H", 59]),
    )

    assert [p.outcome for p in people(batch)] == [Outcome.PASSED, Outcome.FAILED]


@pytest.mark.parametrize("number", ["001/IKMA.2/BIMTEK/VII/2026", "1 / ikma.2 / bimtek / vii / 2026"])
def test_a_certificate_number_is_used_once_in_a_programme(officer: User, batch: Batch, number: str) -> None:
    run(officer, batch, TWO)
    other = a_batch(batch.programme)
    a_certificate(a_participant(other, outcome=Outcome.PASSED), "001/IKMA.2/BIMTEK/VII/2026")
    db.session.commit()
    row = [1, "Nuraini", nik_of(1), "H", "H", "H", 40, 80, "LULUS", number]

    found = run(officer, batch, a_table(RESULT_TOP, row))

    assert actions(found) == [RowAction.REFUSE]
    assert people(batch)[0].outcome == Outcome.PENDING


def test_a_certified_graduate_does_not_fail_by_import(officer: User, batch: Batch) -> None:
    run(officer, batch, TWO)
    run(officer, batch, RESULTS)
    row = [1, "Nuraini", nik_of(1), "H", "A", "A", 40, 20, "TIDAK LULUS", ""]

    found = run(officer, batch, a_table(RESULT_TOP, row))

    assert actions(found) == [RowAction.REFUSE]
    assert people(batch)[0].outcome == Outcome.PASSED


def test_another_batch_of_the_organiser_with_the_same_person_is_told(officer: User, batch: Batch) -> None:
    earlier = a_batch(batch.programme)
    a_participant(earlier, nik=nik_of(1))
    foreign = a_batch(a_programme())
    a_participant(foreign, nik=nik_of(2))
    db.session.commit()

    found = preview(officer, batch, TWO)

    first, second = rows_of(found)
    assert f"angkatan {earlier.number}" in first.problems[0]["text"]
    assert second.problems == []


def test_columns_that_were_guessed_wrong_can_be_put_right(officer: User, batch: Batch) -> None:
    data = csv_bytes(["aa", "bb", "cc"], ["Nuraini", "Rasa", "Silo"], ["Holifah", "Barokah", "Puger"])
    found = preview(officer, batch, data, "x.csv")
    assert (found.status, found.problem) == (ImportStatus.FAILED, import_work.NO_NAME)

    with transaction():
        codes = {0: "name", 1: "business_name", 2: "district", 99: "nik"}
        importing.remap(officer, again(found), "CSV", codes, creates=True, first_row=1)
    jobs.work_on_imports()
    found = again(found)

    assert found.status == ImportStatus.PREVIEW
    store(officer, found)
    assert [(p.name, p.business_name, p.district_code) for p in people(batch)] == [
        ("Nuraini", "Rasa", "35.09.30"),
        ("Holifah", "Barokah", "35.09.08"),
    ]


def test_another_sheet_of_the_same_workbook_is_read_after_the_first(officer: User, batch: Batch) -> None:
    people_table = [["Nama", "NIK", "HP"], ["Nuraini", nik_of(1), ""], ["Holifah", nik_of(2), ""]]
    results = [list(RESULT_TOP), [1, "Nuraini", nik_of(1), "H", "H", "H", 40, 80, "LULUS", "001"]]
    data = a_table(*people_table, names=["Peserta", "Hasil"], more=[results])
    done = run(officer, batch, data)
    assert (done.sheet, len(people(batch))) == ("Peserta", 2)

    with transaction():
        second = importing.another_sheet(officer, again(done), "Hasil")
    jobs.work_on_imports()
    store(officer, second)

    assert [p.outcome for p in people(batch)] == [Outcome.PASSED, Outcome.PENDING]
    assert count(Paper) == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "kosong"), (b"%PDF-1.7", "bukan berkas tabel"), (b"\xd0\xcf\x11\xe0", "xlsx")],
)
def test_what_is_no_table_leaves_nothing_behind(officer: User, batch: Batch, data: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words), transaction():
        importing.upload(officer, batch, "x.xlsx", "", data, BASIS)

    assert (count(Import), count(Paper)) == (0, 0)


def test_a_file_that_only_looks_like_a_workbook_fails_with_words(officer: User, batch: Batch) -> None:
    found = preview(officer, batch, b"PK\x03\x04 not really")

    assert found.status == ImportStatus.FAILED
    assert "rusak" in (found.problem or "")


def test_a_cancelled_batch_takes_nothing(officer: User) -> None:
    batch = a_batch(status=BatchStatus.CANCELLED)

    with pytest.raises(Conflict), transaction():
        importing.upload(officer, batch, "x.xlsx", "", TWO, BASIS)

    assert count(Import) == 0


def test_confirming_twice_is_refused(officer: User, batch: Batch) -> None:
    found = run(officer, batch, TWO)

    with pytest.raises(InvalidTransition), transaction():
        importing.confirm(officer, again(found))

    assert len(people(batch)) == 2


def test_a_worker_that_died_halfway_is_followed_by_one_that_finishes(officer: User, batch: Batch) -> None:
    rows = [[f"Nuraini {n}", nik_of(n % 1000)] for n in range(1, import_work.CHUNK + 4)]
    found = preview(officer, batch, a_table(["Nama", "NIK"], *rows))
    with transaction():
        importing.confirm(officer, again(found))
    import_work.store_some(found.id)
    assert (again(found).status, len(people(batch))) == (ImportStatus.APPLYING, import_work.CHUNK)

    jobs.work_on_imports()

    assert again(found).status == ImportStatus.DONE
    assert [p.name for p in people(batch)] == [f"Nuraini {n}" for n in range(1, import_work.CHUNK + 4)]


def test_a_file_that_kills_the_worker_is_given_up(officer: User, batch: Batch) -> None:
    with transaction():
        found = importing.upload(officer, batch, "x.xlsx", "", TWO, BASIS)
        found.become(ImportStatus.READING)
        found.summary = {"tries": import_work.MOST_TRIES}

    jobs.work_on_imports()

    assert (again(found).status, again(found).problem) == (ImportStatus.FAILED, import_work.UNREADABLE)


def test_storing_that_fails_every_time_is_given_up_and_may_be_tried_again(
    officer: User, batch: Batch
) -> None:
    found = preview(officer, batch, TWO)
    with transaction():
        importing.confirm(officer, again(found))
        db.session.get_one(Import, found.id).summary = {"stores": import_work.MOST_TRIES}

    jobs.work_on_imports()

    assert (again(found).status, again(found).problem) == (ImportStatus.PREVIEW, import_work.NOT_STORED)
    assert people(batch) == []
    assert store(officer, found).status == ImportStatus.DONE
    assert len(people(batch)) == 2


def test_signs_that_no_table_may_hold_are_left_out(officer: User, batch: Batch) -> None:
    data = csv_bytes(["nama", "usaha"], ["Nur\u200baini\x07", "Dapur\u00a0Uji"], encoding="utf-8")

    found = run(officer, batch, data)

    assert found.status == ImportStatus.DONE
    assert [(p.name, p.business_name) for p in people(batch)] == [("Nuraini", "Dapur Uji")]


def test_no_whole_nik_lies_open_in_the_database(officer: User, batch: Batch) -> None:
    found = run(officer, batch, TWO)

    row = rows_of(found)[0]
    told = f"{row.shown} {row.problems} {row.changes} {found.mapping} {found.layout} {found.summary}"
    assert nik_of(1) not in told
    assert nik_of(1).encode() not in row.understood
    assert nik_of(1) in crypto.unseal(row.understood)


def test_a_thousand_rows_are_stored_in_few_statements(officer: User, batch: Batch) -> None:
    rows = [[f"Nuraini {n}", nik_of(n % 1000), f"0812345{n:05d}"] for n in range(1, 1001)]
    data = a_table(["Nama", "NIK", "No HP"], *rows)

    with count_queries() as queries:
        found = run(officer, batch, data)

    assert (found.status, found.summary["create"]) == (ImportStatus.DONE, 1000)
    assert found.rows_done == found.rows_total == 1000
    assert len(queries) < 150, queries
