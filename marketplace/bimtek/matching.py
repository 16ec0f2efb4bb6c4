"""Whose certificate is it? Compares a graduate's claim with the organiser's records. Changes nothing."""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from marketplace.bimtek.numbers import CODE_LENGTH, close_numbers, code_key, nik_digests, number_key
from marketplace.extensions import db
from marketplace.formats import names
from marketplace.formats.cells import digits_of
from marketplace.models import Batch, Certificate, Participant
from marketplace.models.bimtek import CertificateStatus
from marketplace.orm import Labelled

CANDIDATES = 50


class MatchKind(Labelled):
    EXACT = "exact", "Cocok dengan data penyelenggara"
    NEEDS_LOOK = "needs_look", "Perlu dicek"
    NONE = "none", "Tidak ditemukan"


class MatchReason(Labelled):
    """Why a claim is not plainly the same person's; words for the admin who looks."""

    NAME_DIFFERS = "name_differs", "Nama tidak sama dengan nama di data penyelenggara"
    NUMBER_DIFFERS = "number_differs", "Nomor sertifikat tidak sama dengan data penyelenggara"
    NIK_DIFFERS = "nik_differs", "NIK tidak sama dengan data penyelenggara"
    NIK_UNKNOWN = "nik_unknown", "Penyelenggara tidak mencatat NIK peserta ini"
    REPLACED = "replaced", "Nomor ini milik sertifikat lama yang sudah diganti"
    REVOKED = "revoked", "Sertifikat ini sudah dicabut penyelenggara"
    SEVERAL = "several", "Lebih dari satu sertifikat cocok"


@dataclass(frozen=True)
class Match:
    """What was found. `certificate` is the valid one it leads to, participant and programme loaded."""

    kind: MatchKind
    certificate: Certificate | None = None
    reasons: tuple[MatchReason, ...] = field(default=())


def claim(number: str, nik: str, name: str) -> Match:
    """Find the certificate somebody claims by its number (or scanned code), their NIK and their name.

    EXACT: number and NIK are the organiser's, and the name is close. NEEDS_LOOK: one of the three differs,
    and the others point to one person. NONE: nothing may be shown; that it was revoked is a reason.
    """
    plain_nik, wanted, name_key = digits_of(nik), number_key(number), names.key(name)
    digests = nik_digests(plain_nik) if plain_nik else []
    own = _certificates(Participant.nik_digest.in_(digests)) if digests else []
    numbered = _numbered(number, wanted)
    if found := [c for c in own if any(c.id == other.id for other in numbered)]:
        return _judge(found, name_key, reasons=())
    if found := _of_valid(own):
        return _judge(found, name_key, reasons=(MatchReason.NUMBER_DIFFERS,))
    same_name = [c for c in numbered if names.close(c.participant.name_key, name_key)]
    if same_name:
        return _judge(same_name, name_key, reasons=(_nik_reason(same_name[0]),))
    return _by_name(wanted, name_key) or Match(MatchKind.NONE)


def _judge(found: list[Certificate], name_key: str, *, reasons: tuple[MatchReason, ...]) -> Match:
    """Weigh certificates that number or NIK led to."""
    valid = _of_valid(found)
    if not valid:
        following = _of_valid(
            _certificates(Certificate.participant_id.in_([c.participant_id for c in found]))
        )
        if not following:
            return Match(MatchKind.NONE, reasons=(MatchReason.REVOKED,))
        valid, reasons = following, (*reasons, MatchReason.REPLACED)
    if len(valid) > 1 and reasons:
        reasons = (*reasons, MatchReason.SEVERAL)
    best = next((c for c in valid if c.participant.name_key == name_key), valid[0])
    if not names.close(best.participant.name_key, name_key):
        reasons = (*reasons, MatchReason.NAME_DIFFERS)
    return Match(MatchKind.NEEDS_LOOK if reasons else MatchKind.EXACT, best, reasons)


def _by_name(wanted: str, name_key: str) -> Match | None:
    """A slip in the number: the name is right and the number nearly so."""
    if not name_key or not wanted:
        return None
    named = _of_valid(_certificates(Participant.name_key == name_key))
    near = [c for c in named if close_numbers(c.number_key, wanted)]
    if not near:
        return None
    reasons = (MatchReason.NUMBER_DIFFERS, _nik_reason(near[0]))
    return Match(
        MatchKind.NEEDS_LOOK, near[0], reasons if len(near) == 1 else (*reasons, MatchReason.SEVERAL)
    )


def _numbered(number: str, wanted: str) -> list[Certificate]:
    """Certificates with this number in any programme, or with the code that was scanned."""
    code = code_key(number)
    rules: list[ColumnElement[bool]] = []
    if wanted:
        rules.append(Certificate.number_key == wanted)
    if len(code) >= CODE_LENGTH:
        rules.append(Certificate.code == code)
    return [certificate for rule in rules for certificate in _certificates(rule)]


def _certificates(rule: ColumnElement[bool]) -> list[Certificate]:
    query = (
        select(Certificate)
        .join(Certificate.participant)
        .where(rule)
        .options(
            joinedload(Certificate.participant).joinedload(Participant.batch).joinedload(Batch.programme),
            joinedload(Certificate.programme),
        )
        .order_by(Certificate.id.desc())
        .limit(CANDIDATES)
    )
    return list(db.session.scalars(query))


def _of_valid(certificates: list[Certificate]) -> list[Certificate]:
    return [c for c in certificates if c.status == CertificateStatus.VALID]


def _nik_reason(certificate: Certificate) -> MatchReason:
    known = certificate.participant.nik_digest is not None
    return MatchReason.NIK_DIFFERS if known else MatchReason.NIK_UNKNOWN
