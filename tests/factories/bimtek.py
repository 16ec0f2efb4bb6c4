"""The registry of training: organisers, programmes, batches, participants, certificates."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from marketplace.bimtek.numbers import CODE_LENGTH, nik_digest, number_key
from marketplace.crypto import Sealed, new_code
from marketplace.extensions import db
from marketplace.formats import names
from marketplace.models import (
    Batch,
    Certificate,
    Organiser,
    OrganiserMember,
    Participant,
    Programme,
    TrainingSession,
    User,
)
from marketplace.models.bimtek import BatchStatus, Gender, OrganiserKind, Outcome, SessionKind
from tests.factories.people import a_user

_numbers = count(1)


def an_organiser(**values: Any) -> Organiser:
    """A dinas in Jember with a signer."""
    n = next(_numbers)
    given = {
        "name": f"Dinas Perindustrian Uji {n}",
        "short_name": f"Disperin {n}",
        "kind": OrganiserKind.REGENCY,
        "region_code": "35.09",
        "unit_code": f"IKM.{n}",
        "signer_name": "Retno Wulandari",
        "signer_title": "Kepala Dinas",
    }
    organiser = Organiser(**(given | values))
    db.session.add(organiser)
    db.session.flush()
    return organiser


def an_officer(organiser: Organiser | None = None, **values: Any) -> User:
    """Somebody who works for an organiser."""
    user = a_user(**values)
    user.organiser_memberships.append(OrganiserMember(organiser=organiser or an_organiser()))
    db.session.flush()
    return user


def a_programme(organiser: Organiser | None = None, **values: Any) -> Programme:
    n = next(_numbers)
    given = {"code": f"WUB-{n}", "title": f"Bimtek Wirausaha Baru IKM Pangan {n}", "fiscal_year": 2026}
    programme = Programme(organiser=organiser or an_organiser(), **(given | values))
    db.session.add(programme)
    db.session.flush()
    return programme


def a_batch(
    programme: Programme | None = None,
    *,
    status: BatchStatus = BatchStatus.RUNNING,
    sessions: bool = True,
    **values: Any,
) -> Batch:
    """Three days in Jember in July 2026: 7 JP of theory, 17 of practice (unless `sessions=False`)."""
    programme = programme or a_programme()
    given: dict[str, Any] = {
        "number": next(_numbers),
        "region_code": "35.09",
        "venue": "Aula Balai Desa Ajung",
        "starts_on": date(2026, 7, 24),
        "ends_on": date(2026, 7, 26),
        "capacity": 30,
    }
    batch = Batch(programme=programme, status=status, **(given | values))
    db.session.add(batch)
    db.session.flush()
    if sessions:
        for day, kind, hours in (
            (0, SessionKind.THEORY, 7),
            (1, SessionKind.PRACTICE, 9),
            (2, SessionKind.PRACTICE, 8),
        ):
            a_session(batch, held_on=batch.starts_on + timedelta(days=day), kind=kind, lesson_hours=hours)
    return batch


def a_session(batch: Batch, **values: Any) -> TrainingSession:
    given = {"held_on": batch.starts_on, "topic": "Mutu bahan", "kind": SessionKind.THEORY, "lesson_hours": 4}
    session = TrainingSession(batch=batch, **(given | values))
    db.session.add(session)
    db.session.flush()
    return session


def a_nik(n: int | None = None, *, born_on: date = date(1990, 8, 15), female: bool = False) -> str:
    """A well-formed NIK of Jember that belongs to nobody."""
    day = born_on.day + (40 if female else 0)
    return f"350919{day:02d}{born_on:%m%y}{9_000 + (next(_numbers) if n is None else n) % 1_000:04d}"


def a_participant(batch: Batch | None = None, **values: Any) -> Participant:
    """Somebody in a batch, with a NIK (`nik=None` for without)."""
    n = next(_numbers)
    nik = values.pop("nik", a_nik())
    name = values.pop("name", f"Sulaiman Uji {_letters(n)}")
    given = {
        "name_key": names.key(name),
        "phone": f"+62812{n:08d}",
        "gender": Gender.MALE,
        "born_on": date(1990, 8, 15),
        "district_code": "35.09.19",
        "business_name": f"Usaha {n}",
        "product": "Keripik singkong",
    }
    participant = Participant(
        batch=batch or a_batch(),
        name=name,
        nik=Sealed(nik) if nik else None,
        nik_digest=nik_digest(nik) if nik else None,
        **(given | values),
    )
    db.session.add(participant)
    db.session.flush()
    return participant


def a_graduate(batch: Batch | None = None, **values: Any) -> Participant:
    """Somebody who passed, without a certificate yet."""
    given = {"attended_bps": 10_000, "pre_score": 40, "post_score": 80, "outcome": Outcome.PASSED}
    return a_participant(batch, **(given | values))


def a_certificate(participant: Participant | None = None, number: str = "", **values: Any) -> Certificate:
    """A valid certificate, with the number as the organiser printed it."""
    n = next(_numbers)
    participant = participant or a_graduate()
    number = number or f"{n:03d}/IKM.1/BIMTEK/VII/2026"
    given = {"code": new_code(CODE_LENGTH), "issued_on": participant.batch.ends_on}
    certificate = Certificate(
        participant=participant,
        programme=participant.batch.programme,
        number=number,
        number_key=number_key(number),
        **(given | values),
    )
    db.session.add(certificate)
    db.session.flush()
    return certificate


def _letters(n: int) -> str:
    """A number as letters, for names."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(n)).capitalize()
