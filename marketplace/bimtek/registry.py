"""Writing down programmes, batches and their sessions."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from marketplace import events
from marketplace.bimtek import graduation
from marketplace.errors import Conflict, Invalid
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Attendance, Batch, Organiser, Participant, Programme, TrainingSession, User
from marketplace.models.bimtek import BatchStatus, Funding, SessionKind


@dataclass(frozen=True)
class ProgrammeDraft:
    """What a programme says about itself."""

    code: str
    title: str
    fiscal_year: int
    funding: Funding
    commodity: str
    partners: str


@dataclass(frozen=True)
class BatchDraft:
    """What a batch says about itself; attendance in basis points, score from 0 to 100."""

    number: int
    region_code: str
    venue: str
    starts_on: date
    ends_on: date
    capacity: int | None
    min_attendance_bps: int
    pass_score: int


@dataclass(frozen=True)
class SessionDraft:
    """One block of lessons; lesson hours (JP) of 45 minutes."""

    held_on: date
    topic: str
    kind: SessionKind
    lesson_hours: int
    instructor: str


def programmes(organisers: list[Organiser]) -> list[Programme]:
    """Programmes of these organisers with their batches, the latest year first."""
    query = (
        select(Programme)
        .where(Programme.organiser_id.in_([organiser.id for organiser in organisers]))
        .options(selectinload(Programme.batches), selectinload(Programme.organiser))
        .order_by(Programme.fiscal_year.desc(), Programme.id.desc())
    )
    return list(db.session.scalars(query))


def add_programme(actor: User, organiser: Organiser, draft: ProgrammeDraft) -> Programme:
    """Write down a new programme. Raises Invalid when the organiser already uses the code."""
    _free_code(organiser, draft.code)
    programme = Programme(organiser=organiser, **asdict(draft))
    db.session.add(programme)
    events.record("programme_added", programme, actor=actor)
    return programme


def change_programme(actor: User, programme: Programme, draft: ProgrammeDraft) -> None:
    """Change what a programme says. Raises Invalid when the organiser already uses the code."""
    _free_code(programme.organiser, draft.code, programme)
    changed = _assign(programme, asdict(draft))
    events.record("programme_changed", programme, actor=actor, changed=changed)


def add_batch(actor: User, programme: Programme, draft: BatchDraft) -> Batch:
    """Plan a batch. Raises Invalid when the number is taken or the days are the wrong way round."""
    _check_batch(programme, draft)
    batch = Batch(programme=programme, **asdict(draft))
    db.session.add(batch)
    events.record("batch_added", batch, actor=actor)
    return batch


def change_batch(actor: User, batch: Batch, draft: BatchDraft) -> None:
    """Change a batch; outcomes follow the rule when it moved. Raises Invalid as `add_batch` does."""
    _check_batch(batch.programme, draft, batch)
    changed = _assign(batch, asdict(draft))
    events.record("batch_changed", batch, actor=actor, changed=changed)
    if {"min_attendance_bps", "pass_score"} & set(changed):
        graduation.recompute_batch(batch)


def move_batch(actor: User, batch: Batch, status: BatchStatus) -> None:
    """Take a batch one step on. Raises InvalidTransition, or Conflict when graduates lack certificates."""
    before = batch.status
    steps = {
        BatchStatus.RUNNING: batch.start,
        BatchStatus.CLOSED: batch.close,
        BatchStatus.CERTIFIED: batch.certify,
        BatchStatus.CANCELLED: batch.cancel,
    }
    if status not in steps:
        raise Conflict
    steps[status]()
    events.record("batch_moved", batch, actor=actor, before=before, after=status)


def add_session(actor: User, batch: Batch, draft: SessionDraft) -> TrainingSession:
    """Plan a block of lessons. Raises Invalid when it lies outside the batch's days."""
    _check_session(batch, draft)
    session = TrainingSession(batch=batch, **asdict(draft))
    db.session.add(session)
    events.record("session_added", batch, actor=actor, topic=draft.topic, lesson_hours=draft.lesson_hours)
    graduation.recompute_batch(batch)
    return session


def change_session(actor: User, session: TrainingSession, draft: SessionDraft) -> None:
    """Change a block of lessons; attendance shares follow. Raises Invalid as `add_session` does."""
    _check_session(session.batch, draft)
    changed = _assign(session, asdict(draft))
    events.record("session_changed", session.batch, actor=actor, topic=draft.topic, changed=changed)
    graduation.recompute_batch(session.batch)


def remove_session(actor: User, session: TrainingSession) -> None:
    """Take a block of lessons away. Raises Conflict when attendance was written down for it."""
    query = select(Attendance.id).where(Attendance.session_id == session.id).limit(1)
    if db.session.scalar(query) is not None:
        raise Conflict(_("Kehadiran sesi ini sudah diisi, jadi sesinya tidak bisa dihapus."))
    events.record("session_removed", session.batch, actor=actor, topic=session.topic)
    db.session.delete(session)


def count_people(batches: list[Batch]) -> dict[int, int]:
    """How many participants each batch has, by its id."""
    query = (
        select(Participant.batch_id, func.count())
        .where(Participant.batch_id.in_([batch.id for batch in batches]))
        .group_by(Participant.batch_id)
    )
    return dict(db.session.execute(query).all())


def _free_code(organiser: Organiser, code: str, own: Programme | None = None) -> None:
    query = select(Programme.id).where(Programme.organiser_id == organiser.id, Programme.code == code)
    taken = db.session.scalar(query)
    if taken is not None and (own is None or own.id != taken):
        raise Invalid(_("Kode program ini sudah dipakai. Pakai kode lain."), "code")


def _check_batch(programme: Programme, draft: BatchDraft, own: Batch | None = None) -> None:
    if draft.ends_on < draft.starts_on:
        raise Invalid(_("Tanggal selesai harus sama dengan atau sesudah tanggal mulai."), "ends_on")
    query = select(Batch.id).where(Batch.programme_id == programme.id, Batch.number == draft.number)
    taken = db.session.scalar(query)
    if taken is not None and (own is None or own.id != taken):
        raise Invalid(_("Angkatan dengan nomor ini sudah ada di program ini."), "number")


def _check_session(batch: Batch, draft: SessionDraft) -> None:
    if not batch.starts_on <= draft.held_on <= batch.ends_on:
        raise Invalid(_("Tanggal sesi harus di antara hari pertama dan hari terakhir angkatan."), "held_on")


def _assign(row: Any, values: dict[str, Any]) -> list[str]:
    """Set the values; the names of those that changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed
