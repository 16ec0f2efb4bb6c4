"""Organisers, programmes, batches and their people, written down as officers do it."""

from datetime import date, datetime, time, timedelta

from marketplace import clock
from marketplace.bimtek import certificates, graduation, organisers, participants, registry
from marketplace.demo.people_data import (
    ORGANISERS,
    BatchRow,
    OrganiserRow,
    PersonRow,
    ProgrammeRow,
    people_of,
)
from marketplace.demo.seed_accounts import OFFICER
from marketplace.demo.seed_stages import ADMIN, at, user
from marketplace.extensions import db
from marketplace.formats import phones
from marketplace.models import Batch, Organiser, Participant, Programme, TrainingSession, User
from marketplace.models.bimtek import (
    BatchStatus,
    Funding,
    Gender,
    OrganiserKind,
    Outcome,
    Presence,
    SessionKind,
)

REGENCY = "35.09"
OFFICERS_ORGANISER = "dinas"
"""Whom the demo's officer works for; the other organiser's data is not theirs to see."""
PLANNED_BEFORE = timedelta(days=21)
CERTIFIED_AFTER = timedelta(days=2)


def write_programme(row: ProgrammeRow) -> None:
    """A programme with everything below it, and its organiser when that is new."""
    first = min(batch.starts_on for batch in row.batches)
    with at(_noon(first) - PLANNED_BEFORE):
        programme = _programme(row, _organiser(row.organiser))
    for batch in row.batches:
        _write_batch(programme, batch)


def _organiser(key: str) -> Organiser:
    row: OrganiserRow = next(row for row in ORGANISERS if row.key == key)
    admin = user(ADMIN)
    known = next((found for found, *_counts in organisers.everyone() if found.name == row.name), None)
    if known is not None:
        return known
    draft = organisers.OrganiserDraft(
        name=row.name,
        short_name=row.short_name,
        kind=OrganiserKind(row.kind),
        region_code=row.region_code,
        unit_code=row.unit_code,
        signer_name=row.signer_name,
        signer_title=row.signer_title,
    )
    made = organisers.add(admin, draft)
    if key == OFFICERS_ORGANISER:
        organisers.add_member(admin, made, OFFICER)
    return made


def _actor(programme: Programme) -> User:
    """Who writes down this organiser's data: its officer, else the admin."""
    is_officers = programme.organiser.name == next(o.name for o in ORGANISERS if o.key == OFFICERS_ORGANISER)
    return user(OFFICER if is_officers else ADMIN)


def _programme(row: ProgrammeRow, organiser: Organiser) -> Programme:
    draft = registry.ProgrammeDraft(
        code=row.code,
        title=row.title,
        fiscal_year=row.year,
        funding=Funding(row.funding),
        commodity=row.commodity,
        partners=row.partners,
    )
    return registry.add_programme(user(ADMIN), organiser, draft)


def _write_batch(programme: Programme, row: BatchRow) -> None:
    actor = _actor(programme)
    last = row.starts_on + timedelta(days=row.days - 1)
    with at(_noon(row.starts_on) - PLANNED_BEFORE / 2):
        batch = registry.add_batch(actor, programme, _batch_draft(row))
        sessions = _sessions(actor, batch, row)
        people = [(person, _participant(actor, batch, person)) for person in people_of(row.key)]
    with at(_noon(row.starts_on)):
        registry.move_batch(actor, batch, BatchStatus.RUNNING)
    if BatchStatus(row.status) == BatchStatus.RUNNING:
        return
    with at(_noon(last) + timedelta(hours=5)):
        _results(actor, batch, sessions, people)
        registry.move_batch(actor, batch, BatchStatus.CLOSED)
    with at(_noon(last) + CERTIFIED_AFTER):
        for person, participant in people:
            if person.certificate:
                certificates.issue(actor, participant, person.certificate)
        registry.move_batch(actor, batch, BatchStatus.CERTIFIED)


def _batch_draft(row: BatchRow) -> registry.BatchDraft:
    return registry.BatchDraft(
        number=row.number,
        region_code=REGENCY,
        venue=row.venue,
        starts_on=row.starts_on,
        ends_on=row.starts_on + timedelta(days=row.days - 1),
        capacity=row.people,
        min_attendance_bps=8000,
        pass_score=60,
    )


def _sessions(actor: User, batch: Batch, row: BatchRow) -> list[TrainingSession]:
    return [
        registry.add_session(
            actor,
            batch,
            registry.SessionDraft(
                held_on=row.starts_on + timedelta(days=session.day - 1),
                topic=session.topic,
                kind=SessionKind(session.kind),
                lesson_hours=session.hours,
                instructor=session.instructor,
            ),
        )
        for session in row.sessions
    ]


def _participant(actor: User, batch: Batch, person: PersonRow) -> Participant:
    draft = participants.PersonDraft(
        name=person.name,
        nik=person.nik,
        phone=phones.parse(person.phone),
        gender=Gender(person.gender),
        birth_place=person.birth_place,
        born_on=person.born_on,
        address=person.address,
        district_code=person.district,
        business_name=person.business,
        product=person.product,
        nib=person.nib,
        workers=person.workers,
        monthly_turnover=person.monthly_turnover,
    )
    made = participants.add(actor, batch, draft)
    made.licences = dict(person.licences)
    return made


def _results(
    actor: User, batch: Batch, sessions: list[TrainingSession], people: list[tuple[PersonRow, Participant]]
) -> None:
    db.session.flush()
    presence = {
        (participant.ref, session.ref): Presence(state)
        for person, participant in people
        for session, state in zip(sessions, person.presence, strict=True)
    }
    scores = {participant.ref: (person.pre_score, person.post_score) for person, participant in people}
    participants.enter_attendance(actor, batch, presence)
    participants.enter_scores(actor, batch, scores)
    for person, participant in people:
        if reason := person.override_reason or person.outcome_reason:
            graduation.override(actor, participant, Outcome(person.outcome), reason)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), clock.WIB)
