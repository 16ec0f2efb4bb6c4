"""`flask bimtek import`."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Batch, Certificate, Import, Participant
from tests.bimtek.sheets import RESULT_TOP, a_person, a_table, csv_bytes, nik_of, participants_xlsx
from tests.factories.bimtek import a_batch, a_programme, an_officer


@pytest.fixture
def batch() -> Batch:
    made = a_batch(a_programme(code="WUB-SINGKONG", title="Bimtek Olahan Singkong dan Tape"), number=1)
    a_batch(a_programme(code="KOPI", title="Bimtek Diversifikasi Kopi"), number=2)
    an_officer(made.programme.organiser, email="petugas@contoh.id")
    db.session.commit()
    return made


def run(app: Flask, *words: str) -> Result:
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["bimtek", "import", *words])
    db.session.expire_all()
    return result


def a_file(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


def test_a_preview_tells_everything_and_stores_nothing(app: Flask, batch: Batch, tmp_path: Path) -> None:
    people = [a_person(1, "Nuraini"), a_person(2, "Holifah", nik=3509194405729000.0)]
    file = a_file(tmp_path, "peserta.xlsx", participants_xlsx(people))

    result = run(app, file)

    assert result.exit_code == 0, result.output
    assert "Bimtek Olahan Singkong dan Tape, angkatan 1" in result.output
    assert "baris 8    C8 SALAH" in result.output
    assert "1 baru, 0 berubah, 0 tetap, 0 dilewati, 1 ditolak" in result.output
    assert nik_of(1) not in result.output
    assert db.session.scalars(select(Participant)).all() == []
    assert db.session.scalars(select(Import)).all() == []


def test_commit_stores_people_and_then_their_results(app: Flask, batch: Batch, tmp_path: Path) -> None:
    people = a_file(tmp_path, "peserta.xlsx", participants_xlsx([a_person(1, "Nuraini")]))
    row = [1, "Nuraini", nik_of(1), "H", "H", "H", 40, 80, "LULUS", "001/IKMA"]
    results = a_file(tmp_path, "hasil-singkong-angkatan-1.xlsx", a_table(RESULT_TOP, row))

    outputs = [run(app, file, "--commit").output for file in (people, results, results)]

    assert "1 baru" in outputs[0]
    assert "1 berubah" in outputs[1]
    assert "0 berubah, 1 tetap" in outputs[2]
    assert [p.name for p in db.session.scalars(select(Participant))] == ["Nuraini"]
    assert [c.number for c in db.session.scalars(select(Certificate))] == ["001/IKMA"]


def test_the_batch_is_guessed_from_the_files_name(app: Flask, batch: Batch, tmp_path: Path) -> None:
    data = csv_bytes(["nama", "nik"], ["Nuraini", nik_of(1)])

    result = run(app, a_file(tmp_path, "lulusan-kopi-angkatan-2.csv", data))

    assert "Bimtek Diversifikasi Kopi, angkatan 2 (KOPI/2)" in result.output


def test_a_batch_that_cannot_be_guessed_has_to_be_named(app: Flask, batch: Batch, tmp_path: Path) -> None:
    file = a_file(tmp_path, "data.csv", csv_bytes(["nama", "nik"], ["Nuraini", nik_of(1)]))

    unsure, named = run(app, file), run(app, file, "--batch", "WUB-SINGKONG/1")

    assert (unsure.exit_code, "WUB-SINGKONG/1" in unsure.output) == (1, True)
    assert (named.exit_code, "1 baru" in named.output) == (0, True)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"PK\x03\x04 broken", b""])
def test_what_is_no_table_ends_with_words(app: Flask, batch: Batch, tmp_path: Path, data: bytes) -> None:
    result = run(app, a_file(tmp_path, "x.xlsx", data), "--commit")

    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert db.session.scalars(select(Import)).all() == []
