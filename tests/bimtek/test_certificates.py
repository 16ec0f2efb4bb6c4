"""Certificates: numbers, codes, papers, what becomes of them."""

import re
import zipfile
from io import BytesIO

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.bimtek import certificates
from marketplace.bimtek.numbers import close_numbers, code_key, number_key
from marketplace.crypto import CROCKFORD
from marketplace.documents.certificates import certificate_pdf, period
from marketplace.errors import Conflict, Invalid, InvalidTransition, NotFound
from marketplace.extensions import db
from marketplace.models import Certificate, Event
from marketplace.models.bimtek import CertificateStatus, Outcome
from tests.factories.bimtek import (
    a_batch,
    a_certificate,
    a_graduate,
    a_participant,
    a_programme,
    an_officer,
    an_organiser,
)


def test_our_numbers_run_through_the_organisers_year() -> None:
    organiser = an_organiser(unit_code="IKMA.2")
    officer = an_officer(organiser)
    first, second = a_batch(a_programme(organiser)), a_batch(a_programme(organiser))
    month = certificates.ROMAN[clock.today().month - 1]

    numbers = [certificates.issue(officer, a_graduate(batch)).number for batch in (first, second, first)]

    tail = f"IKMA.2/BIMTEK/{month}/{clock.today().year}"
    assert numbers == [f"001/{tail}", f"002/{tail}", f"003/{tail}"]


def test_a_number_the_organiser_printed_is_passed_over_by_ours() -> None:
    batch = a_batch(a_programme(an_organiser(unit_code="IKMA.2")))
    month = certificates.ROMAN[clock.today().month - 1]
    a_certificate(a_graduate(batch), f"1/ikma.2/bimtek/{month}/{clock.today().year}")

    made = certificates.issue(an_officer(), a_graduate(batch))

    assert made.number.startswith("002/")


def test_a_code_is_long_random_and_readable() -> None:
    codes = {certificates.issue(an_officer(), a_graduate()).code for _time in range(5)}

    assert len(codes) == 5
    assert all(re.fullmatch(f"[{CROCKFORD}]{{12}}", code) for code in codes)


def test_the_organisers_own_number_is_kept_as_printed() -> None:
    made = certificates.issue(an_officer(), a_graduate(), " KP-002/2026 ")

    assert (made.number, made.number_key, made.issued_here) == ("KP-002/2026", "KP/2/2026", False)


def test_a_taken_number_is_refused() -> None:
    batch = a_batch()
    a_certificate(a_graduate(batch), "KP-002/2026")
    graduate = a_graduate(batch)

    with pytest.raises(Invalid, match="sudah dipakai"):
        certificates.issue(an_officer(), graduate, "kp 2 2026")

    assert db.session.scalars(select(Certificate.participant_id)).all() != [graduate.id]


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome != Outcome.PASSED])
def test_only_graduates_are_certified(outcome: Outcome) -> None:
    person = a_participant(outcome=outcome)

    with pytest.raises(Conflict, match="yang lulus"):
        certificates.issue(an_officer(), person)

    assert db.session.scalars(select(Certificate)).all() == []


def test_nobody_holds_two_valid_ones() -> None:
    graduate = a_certificate().participant
    db.session.refresh(graduate)

    with pytest.raises(Conflict, match="sudah punya"):
        certificates.issue(an_officer(), graduate)


def test_all_graduates_of_a_batch_at_once_and_only_once() -> None:
    batch = a_batch()
    for name in ("Sulaiman", "Holifah", "Nuraini"):
        a_graduate(batch, name=name)
    a_participant(batch, outcome=Outcome.FAILED)
    officer = an_officer()

    assert [certificates.issue_all(officer, batch), certificates.issue_all(officer, batch)] == [3, 0]
    assert [c.participant.name for c in certificates.of_batch(batch)] == ["Holifah", "Nuraini", "Sulaiman"]


def test_revoking_says_why() -> None:
    certificate, officer = a_certificate(), an_officer()

    certificates.revoke(officer, certificate, "Salah orang")

    assert (certificate.status, certificate.status_reason) == (CertificateStatus.REVOKED, "Salah orang")
    event = db.session.scalars(select(Event)).one()
    assert (event.name, event.actor_id, event.reason) == ("certificate_revoked", officer.id, "Salah orang")


def test_reissuing_links_the_new_one_to_the_old() -> None:
    old = a_certificate(number="012/IKMA/2026")

    new = certificates.reissue(an_officer(), old, "Nama salah tulis")
    newer = certificates.reissue(an_officer(), new, "Nama salah lagi", "099/IKMA/2026")

    assert (old.status, new.status, newer.status) == ("reissued", "reissued", "valid")
    assert (new.number, newer.number) == ("012/IKMA/2026-PG1", "099/IKMA/2026")
    assert (new.replaces_id, certificates.successor(new)) == (old.id, newer)
    assert len({old.code, new.code, newer.code}) == 3


@pytest.mark.parametrize("deed", [certificates.revoke, certificates.reissue])
def test_a_reason_is_compulsory(deed: object) -> None:
    certificate = a_certificate()

    with pytest.raises(Invalid, match="alasan"):
        deed(an_officer(), certificate, "  ")  # type: ignore[operator]

    assert certificate.status == CertificateStatus.VALID


@pytest.mark.parametrize("status", [each for each in CertificateStatus if each != CertificateStatus.VALID])
@pytest.mark.parametrize("deed", [certificates.revoke, certificates.reissue])
def test_only_a_valid_one_is_revoked_or_replaced(deed: object, status: CertificateStatus) -> None:
    certificate = a_certificate(status=status)

    with pytest.raises(InvalidTransition):
        deed(an_officer(), certificate, "Salah")  # type: ignore[operator]

    assert certificate.status == status


def test_the_paper_is_a_tagged_pdf() -> None:
    data = certificate_pdf(a_certificate(), "https://pasar.example")

    assert data.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in data


def test_a_name_full_of_marks_stays_a_name() -> None:
    graduate = a_graduate(name='#set page(fill: red) *Siti* $x$ "Nur" \\ <b> #import "x.typ"')

    assert certificate_pdf(a_certificate(graduate), "https://pasar.example").startswith(b"%PDF-")


def test_the_days_of_a_batch_are_said_shortly() -> None:
    batch = a_batch()
    assert period(batch) == "24 s.d. 26 Juli 2026"
    batch.ends_on = batch.ends_on.replace(month=8, day=1)
    assert period(batch) == "24 Juli 2026 s.d. 1 Agustus 2026"
    batch.ends_on = batch.starts_on
    assert period(batch) == "24 Juli 2026"


@pytest.mark.parametrize(
    ("one", "other"),
    [("012/IKMA.2/BIMTEK/VII/2026", "12 / ikma 2 / bimtek / vii / 2026"), ("KP-002/2026", "kp.2-2026")],
)
def test_spellings_of_one_number_have_one_key(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


def test_numbers_are_close_when_one_part_slipped() -> None:
    assert close_numbers(number_key("012/IKMA.2/BIMTEK/VII/2026"), number_key("021/IKMA.2/BIMTEK/VII/2026"))
    assert close_numbers(number_key("KP-002/2026"), number_key("KP-002"))
    assert not close_numbers(number_key("KP-002/2026"), number_key("SK-117/2019"))


def test_a_code_is_known_however_it_is_written() -> None:
    certificate = a_certificate(code="7K3M9QXD2H01")

    for written in ("7k3m 9qxd 2ho1", "https://x.example/verifikasi/7K3M9QXD2H01?a=b", "7K3M-9QXD-2HOI"):
        assert certificates.by_code(written) == certificate
    assert code_key("https://x.example/verifikasi/7k3m9qxd2h01") == "7K3M9QXD2H01"
    with pytest.raises(NotFound):
        certificates.by_code("7K3M9QXD2H02")


def test_a_zip_holds_a_paper_for_every_valid_one(as_user) -> None:  # type: ignore[no-untyped-def]
    batch = a_batch()
    officer = an_officer(batch.programme.organiser)
    for name in ("Nuraini", "Holifah"):
        a_certificate(a_graduate(batch, name=name))
    a_certificate(a_graduate(batch, name="Misnati"), status=CertificateStatus.REVOKED)

    answer = as_user(officer).get(f"/bimtek/angkatan/{batch.ref}/sertifikat.zip")

    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        names = sorted(archive.namelist())
        assert [name.rsplit("-", 1)[0] for name in names] == ["sertifikat-holifah", "sertifikat-nuraini"]
        assert all(archive.read(name).startswith(b"%PDF-") for name in names)
