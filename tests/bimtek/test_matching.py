"""Finding the certificate somebody claims."""

import pytest

from marketplace.bimtek.matching import MatchKind, MatchReason, claim
from marketplace.models.bimtek import CertificateStatus
from tests.factories.bimtek import a_batch, a_certificate, a_graduate, a_nik

NIK = a_nik(1)
OTHER_NIK = a_nik(2)
NUMBER = "012/IKMA.2/BIMTEK-WUB/VII/2026"


def test_number_and_nik_of_one_person_match_exactly() -> None:
    certificate = a_certificate(a_graduate(name="Hj. Siti Ramadhani", nik=NIK), NUMBER)

    match = claim(" 12 / ikma.2 / bimtek-wub / vii / 2026 ", NIK, "St. Ramadhani, S.Pd.")

    assert (match.kind, match.certificate, match.reasons) == (MatchKind.EXACT, certificate, ())


def test_a_scanned_code_counts_as_the_number() -> None:
    certificate = a_certificate(a_graduate(name="Siti Ramadhani", nik=NIK), NUMBER)

    match = claim(f"https://pasar.example/verifikasi/{certificate.code.lower()}", NIK, "Siti Ramadhani")

    assert (match.kind, match.certificate) == (MatchKind.EXACT, certificate)


@pytest.mark.parametrize(
    ("number", "nik", "name", "reasons"),
    [
        (NUMBER, NIK, "Bambang Sutejo", (MatchReason.NAME_DIFFERS,)),
        ("013/IKMA.2/BIMTEK-WUB/VII/2026", NIK, "Siti Ramadhani", (MatchReason.NUMBER_DIFFERS,)),
        ("", NIK, "Siti Ramadhani", (MatchReason.NUMBER_DIFFERS,)),
        (NUMBER, OTHER_NIK, "Siti Ramadhani", (MatchReason.NIK_DIFFERS,)),
        (NUMBER, OTHER_NIK, "Siti Ramadani", (MatchReason.NIK_DIFFERS,)),
        (
            "021/IKMA.2/BIMTEK-WUB/VII/2026",
            OTHER_NIK,
            "Siti Ramadhani",
            (MatchReason.NUMBER_DIFFERS, MatchReason.NIK_DIFFERS),
        ),
    ],
)
def test_one_thing_that_differs_needs_a_look(
    number: str, nik: str, name: str, reasons: tuple[MatchReason, ...]
) -> None:
    certificate = a_certificate(a_graduate(name="Siti Ramadhani", nik=NIK), NUMBER)

    match = claim(number, nik, name)

    assert (match.kind, match.certificate, match.reasons) == (MatchKind.NEEDS_LOOK, certificate, reasons)


def test_a_participant_without_nik_needs_a_look() -> None:
    certificate = a_certificate(a_graduate(name="Siti Ramadhani", nik=None), NUMBER)

    match = claim(NUMBER, NIK, "Siti Ramadhani")

    assert (match.kind, match.certificate) == (MatchKind.NEEDS_LOOK, certificate)
    assert match.reasons == (MatchReason.NIK_UNKNOWN,)


@pytest.mark.parametrize(
    ("number", "nik", "name"),
    [
        (NUMBER, OTHER_NIK, "Bambang Sutejo"),
        ("999/LAIN/2020", OTHER_NIK, "Siti Ramadhani"),
        ("", "", ""),
    ],
)
def test_a_number_alone_or_a_name_alone_finds_nobody(number: str, nik: str, name: str) -> None:
    a_certificate(a_graduate(name="Siti Ramadhani", nik=NIK), NUMBER)

    match = claim(number, nik, name)

    assert (match.kind, match.certificate, match.reasons) == (MatchKind.NONE, None, ())


def test_a_revoked_certificate_is_not_given_and_says_why() -> None:
    a_certificate(a_graduate(name="Siti Ramadhani", nik=NIK), NUMBER, status=CertificateStatus.REVOKED)

    match = claim(NUMBER, NIK, "Siti Ramadhani")

    assert (match.kind, match.certificate, match.reasons) == (MatchKind.NONE, None, (MatchReason.REVOKED,))


def test_the_number_of_a_replaced_certificate_leads_to_the_new_one() -> None:
    graduate = a_graduate(name="Siti Ramadhani", nik=NIK)
    a_certificate(graduate, NUMBER, status=CertificateStatus.REISSUED)
    newer = a_certificate(graduate, "112/IKMA.2/BIMTEK-WUB/IX/2026")

    match = claim(NUMBER, NIK, "Siti Ramadhani")

    assert (match.kind, match.certificate) == (MatchKind.NEEDS_LOOK, newer)
    assert match.reasons == (MatchReason.REPLACED,)


def test_two_programmes_may_give_the_same_number() -> None:
    batch = a_batch()
    a_certificate(a_graduate(name="Joko Purnomo", nik=OTHER_NIK), NUMBER)
    certificate = a_certificate(a_graduate(batch, name="Siti Ramadhani", nik=NIK), NUMBER)

    match = claim(NUMBER, NIK, "Siti Ramadhani")

    assert (match.kind, match.certificate) == (MatchKind.EXACT, certificate)
