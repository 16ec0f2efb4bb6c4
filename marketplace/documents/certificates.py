"""The certificate of a Bimtek as a sheet of A4."""

from marketplace import regions
from marketplace.documents.typesetting import qr_picture, typeset
from marketplace.models import Batch, Certificate
from marketplace.models.bimtek import SessionKind
from marketplace.notifications import dates
from marketplace.paths import verification

PAPER_LANGUAGE = "id"
UNTIL = {"id": " s.d. ", "en": " to "}


def certificate_pdf(certificate: Certificate, public_url: str) -> bytes:
    """The paper of one certificate, with a QR code that leads to its public check."""
    batch = certificate.participant.batch
    programme = batch.programme
    place = regions.name_of(batch.region_code)
    address = public_url + verification(certificate.code)
    return typeset(
        "certificate",
        number=certificate.number,
        name=certificate.participant.name,
        programme=programme.title,
        organiser=programme.organiser.name,
        batch=f"Angkatan {batch.number}",
        place=place,
        town=place.removeprefix("Kabupaten ").removeprefix("Kota "),
        venue=batch.venue,
        days=period(batch),
        hours=_hours(batch),
        issued_on=dates.day(certificate.issued_on, PAPER_LANGUAGE),
        signer_name=certificate.signer_name,
        signer_title=certificate.signer_title,
        status=certificate.status.value,
        code=spaced(certificate.code),
        address=address.removeprefix("https://").removeprefix("http://"),
        qr=qr_picture(address),
    )


def period(batch: Batch, language: str = PAPER_LANGUAGE) -> str:
    """`24 s.d. 26 Juli 2026`; `24 to 26 July 2026` for a page in English."""
    start, end = batch.starts_on, batch.ends_on
    if start == end:
        return dates.day(start, language)
    within_a_month = (start.year, start.month) == (end.year, end.month)
    first = str(start.day) if within_a_month else dates.day(start, language)
    return f"{first}{UNTIL[language]}{dates.day(end, language)}"


def spaced(code: str) -> str:
    """A code in groups of four, to read aloud."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def _hours(batch: Batch) -> str:
    """`24 JP (7 teori, 17 praktik)`; empty when no session is written down."""
    theory = sum(s.lesson_hours for s in batch.sessions if s.kind == SessionKind.THEORY)
    practice = sum(s.lesson_hours for s in batch.sessions if s.kind == SessionKind.PRACTICE)
    return f"{theory + practice} JP ({theory} teori, {practice} praktik)" if theory + practice else ""
