"""Certificates: issued with the organiser's number or ours, revoked, issued anew."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace import clock, events
from marketplace.bimtek import graduation
from marketplace.bimtek.numbers import CODE_LENGTH, code_key, number_key
from marketplace.crypto import new_code
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Batch, Certificate, Organiser, Participant, Programme, User
from marketplace.models.bimtek import BatchStatus, CertificateStatus, Outcome

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LONGEST_NUMBER = 80


def issue(actor: User, participant: Participant, number: str = "") -> Certificate:
    """Certify a graduate, with the organiser's own number or the next of ours.

    Raises Conflict for somebody who did not pass or has a valid one, Invalid when the number is taken.
    """
    if participant.outcome != Outcome.PASSED:
        raise Conflict(_("Hanya peserta yang lulus yang bisa diberi sertifikat."))
    if graduation.has_valid_certificate(participant):
        raise Conflict(_("Peserta ini sudah punya sertifikat yang berlaku."))
    made = _make(participant, number.strip())
    events.record("certificate_issued", participant, actor=actor, number=made.number)
    return made


def issue_all(actor: User, batch: Batch) -> int:
    """Certify every graduate of the batch who has no valid certificate; how many there were."""
    if batch.status == BatchStatus.CANCELLED:
        raise Conflict(_("Angkatan ini dibatalkan."))
    query = (
        select(Participant)
        .where(Participant.batch_id == batch.id, Participant.outcome == Outcome.PASSED)
        .options(selectinload(Participant.certificates))
        .order_by(Participant.name_key, Participant.id)
        .with_for_update(of=Participant)
        .execution_options(populate_existing=True)
    )
    waiting = [p for p in db.session.scalars(query) if not graduation.has_valid_certificate(p)]
    for participant in waiting:
        issue(actor, participant)
    if waiting:
        events.record("certificates_issued", batch, actor=actor, count=len(waiting))
    return len(waiting)


def revoke(actor: User, certificate: Certificate, reason: str) -> None:
    """Take a certificate back for a reason. Raises Invalid without one, InvalidTransition when not valid."""
    certificate.revoke(_reason(reason))
    events.record(
        "certificate_revoked",
        certificate.participant,
        actor=actor,
        reason=reason.strip(),
        number=certificate.number,
    )


def reissue(actor: User, certificate: Certificate, reason: str, number: str = "") -> Certificate:
    """Put a new certificate in the place of one that is wrong. An empty number marks the old one as replaced.

    Raises Invalid without a reason or when the number is taken, InvalidTransition when not valid.
    """
    certificate.supersede(_reason(reason))
    db.session.flush()
    made = _make(certificate.participant, number.strip() or _replacement_number(certificate))
    made.replaces_id = certificate.id
    made.issued_here = certificate.issued_here
    events.record(
        "certificate_reissued",
        certificate.participant,
        actor=actor,
        reason=reason.strip(),
        old=certificate.number,
        new=made.number,
    )
    return made


def of_batch(batch: Batch) -> list[Certificate]:
    """Every certificate of a batch, the holders loaded, by name."""
    query = (
        select(Certificate)
        .join(Certificate.participant)
        .where(Participant.batch_id == batch.id)
        .options(joinedload(Certificate.participant).joinedload(Participant.batch))
        .order_by(Participant.name_key, Certificate.id)
    )
    return list(db.session.scalars(query))


def valid(certificates: Iterable[Certificate]) -> list[Certificate]:
    return [c for c in certificates if c.status == CertificateStatus.VALID]


def by_code(code: str) -> Certificate:
    """The certificate with this public code. Raises NotFound."""
    query = (
        select(Certificate)
        .where(Certificate.code == code_key(code))
        .options(
            joinedload(Certificate.participant)
            .joinedload(Participant.batch)
            .joinedload(Batch.programme)
            .joinedload(Programme.organiser)
        )
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def successor(certificate: Certificate) -> Certificate | None:
    """The one that was issued in its place."""
    query = select(Certificate).where(Certificate.replaces_id == certificate.id)
    return db.session.scalars(query.order_by(Certificate.id.desc()).limit(1)).one_or_none()


def _make(participant: Participant, number: str) -> Certificate:
    programme = participant.batch.programme
    organiser = _locked(programme.organiser_id)
    ours = not number
    number = number or _next_number(organiser)
    if len(number) > LONGEST_NUMBER or not number_key(number):
        raise Invalid(_("Nomor sertifikat harus berisi huruf atau angka, paling panjang 80."), "number")
    if _is_taken(programme, number):
        raise Invalid(_("Nomor sertifikat ini sudah dipakai di program ini."), "number")
    made = Certificate(
        programme=programme,
        participant=participant,
        number=number,
        number_key=number_key(number),
        code=new_code(CODE_LENGTH),
        issued_on=clock.today(),
        issued_here=ours,
        signer_name=organiser.signer_name,
        signer_title=organiser.signer_title,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _locked(organiser_id: int) -> Organiser:
    """The organiser, held so that two people do not take the same serial."""
    query = select(Organiser).where(Organiser.id == organiser_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _next_number(organiser: Organiser) -> str:
    """`012/IKMA.2/BIMTEK/VII/2026`: the next serial of the organiser in this year."""
    today = clock.today()
    query = (
        select(func.count(Certificate.id))
        .join(Certificate.programme)
        .where(
            Programme.organiser_id == organiser.id,
            Certificate.issued_here,
            func.extract("year", Certificate.issued_on) == today.year,
        )
    )
    serial = db.session.scalar(query) or 0
    unit = organiser.unit_code or organiser.short_name
    while True:
        serial += 1
        number = f"{serial:03d}/{unit}/BIMTEK/{ROMAN[today.month - 1]}/{today.year}"
        taken = (
            select(Certificate.id)
            .join(Certificate.programme)
            .where(Programme.organiser_id == organiser.id, Certificate.number_key == number_key(number))
        )
        if db.session.scalar(taken.limit(1)) is None:
            return number


def _is_taken(programme: Programme, number: str) -> bool:
    query = select(Certificate.id).where(
        Certificate.programme_id == programme.id, Certificate.number_key == number_key(number)
    )
    return db.session.scalar(query) is not None


def _replacement_number(certificate: Certificate) -> str:
    """The old number with a mark that it is the first, second … replacement."""
    base = certificate.number.split("-PG")[0][: LONGEST_NUMBER - 8]
    turn = 1
    while _is_taken(certificate.programme, f"{base}-PG{turn}"):
        turn += 1
    return f"{base}-PG{turn}"


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid(_("Tulis alasannya, supaya pemilik sertifikat tahu sebabnya."), "reason")
    return reason.strip()
