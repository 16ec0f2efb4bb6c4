"""People of a batch: found, written down by hand, their attendance and marks, their NIK shown on purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import selectinload

from marketplace import events
from marketplace.bimtek import graduation
from marketplace.bimtek.numbers import nik_digest, nik_digests
from marketplace.crypto import Sealed
from marketplace.errors import Conflict, Invalid
from marketplace.extensions import db
from marketplace.formats import names, nik
from marketplace.formats.cells import digits_of
from marketplace.i18n import _
from marketplace.models import Attendance, Batch, Participant, User
from marketplace.models.bimtek import BatchStatus, Gender, Outcome, Presence

PAGE_SIZE = 50
SHORTEST_REASON = 10


@dataclass(frozen=True)
class PersonDraft:
    """What an officer types about a participant. `nik` empty: leave it as it is."""

    name: str
    nik: str
    phone: str | None
    gender: Gender | None
    birth_place: str
    born_on: date | None
    address: str
    district_code: str | None
    business_name: str
    product: str
    nib: str | None
    workers: int | None
    monthly_turnover: int | None


@dataclass(frozen=True)
class Page:
    """One page of participants and how many there are in all."""

    people: list[Participant]
    total: int
    number: int

    @property
    def has_next(self) -> bool:
        return self.number * PAGE_SIZE < self.total


def search(batch: Batch, text: str = "", outcome: Outcome | None = None, page: int = 1) -> Page:
    """Participants whose name, business or whole NIK matches, by name, a page at a time."""
    query = select(Participant).where(Participant.batch_id == batch.id)
    if outcome is not None:
        query = query.where(Participant.outcome == outcome)
    if text.strip():
        query = _matching(query, text.strip())
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    query = query.options(selectinload(Participant.certificates), selectinload(Participant.attendances))
    query = query.order_by(Participant.name_key, Participant.id)
    people = db.session.scalars(query.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    return Page(list(people), total, page)


def _matching(query: Select[Participant], text: str) -> Select[Participant]:
    digits = digits_of(text)
    if len(digits) == nik.LENGTH:
        return query.where(Participant.nik_digest.in_(nik_digests(digits)))
    pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return query.where(
        Participant.name.ilike(pattern)
        | Participant.business_name.ilike(pattern)
        | Participant.name_key.contains(names.key(text) or text.upper(), autoescape=True)
    )


def outcomes(batch: Batch) -> dict[Outcome, int]:
    """How many participants have which outcome."""
    query = (
        select(Participant.outcome, func.count())
        .where(Participant.batch_id == batch.id)
        .group_by(Participant.outcome)
    )
    counts = dict(db.session.execute(query).all())
    return {outcome: counts.get(outcome, 0) for outcome in Outcome}


def add(actor: User, batch: Batch, draft: PersonDraft) -> Participant:
    """Write down one participant. Raises Invalid when the NIK is none, or already stands in the batch."""
    if batch.status == BatchStatus.CANCELLED:
        raise Conflict(_("Angkatan ini dibatalkan, jadi tidak bisa diisi lagi."))
    participant = Participant(batch=batch, licences={}, outcome=Outcome.PENDING)
    _write(participant, draft)
    db.session.add(participant)
    events.record("participant_added", participant, actor=actor)
    return participant


def change(actor: User, participant: Participant, draft: PersonDraft) -> None:
    """Change what is known of a participant. Raises Invalid as `add` does."""
    _write(participant, draft)
    events.record("participant_changed", participant, actor=actor, nik_changed=bool(draft.nik))


def _write(participant: Participant, draft: PersonDraft) -> None:
    if not names.key(draft.name):
        raise Invalid(_("Isi nama peserta sesuai KTP."), "name")
    if draft.nik:
        try:
            digits = nik.parse(draft.nik).digits
        except nik.BadNik as fault:
            raise Invalid(str(fault), "nik") from fault
        _free_nik(participant, digits)
        participant.nik, participant.nik_digest = Sealed(digits), nik_digest(digits)
    participant.name, participant.name_key = names.tidy(draft.name), names.key(draft.name)
    for field in PersonDraft.__dataclass_fields__:
        if field not in {"name", "nik"}:
            setattr(participant, field, getattr(draft, field))


def _free_nik(participant: Participant, digits: str) -> None:
    with db.session.no_autoflush:
        query = select(Participant.id).where(
            Participant.batch_id == participant.batch.id, Participant.nik_digest.in_(nik_digests(digits))
        )
        taken = db.session.scalar(query)
    if taken is not None and taken != participant.id:
        raise Invalid(_("NIK ini sudah ada di angkatan ini."), "nik")


def reveal_nik(actor: User, participant: Participant, reason: str) -> str:
    """The whole NIK, once; who looked and why is kept. Raises Invalid without a proper reason."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Invalid(
            _("Tulis alasannya dengan jelas, paling sedikit %(n)s huruf.", n=SHORTEST_REASON), "reason"
        )
    if participant.nik is None:
        raise Conflict(_("NIK peserta ini belum dicatat."))
    events.record("nik_revealed", participant, actor=actor, reason=reason.strip())
    return participant.nik.reveal()


def enter_attendance(actor: User, batch: Batch, entries: Mapping[tuple[str, str], Presence]) -> int:
    """Write down presence by (participant ref, session ref); how many participants were touched.

    References that are not of this batch are left alone.
    """
    sessions = {session.ref: session for session in batch.sessions}
    people = {p.ref: p for p in _people(batch, {person for person, _session in entries})}
    rows = [
        {"participant_id": people[person].id, "session_id": sessions[session].id, "presence": presence}
        for (person, session), presence in entries.items()
        if person in people and session in sessions
    ]
    if not rows:
        return 0
    query = upsert(Attendance)
    db.session.execute(
        query.on_conflict_do_update(
            index_elements=[Attendance.participant_id, Attendance.session_id],
            set_={"presence": query.excluded.presence},
        ),
        rows,
    )
    for participant in people.values():
        db.session.refresh(participant, ["attendances"])
        graduation.recompute(participant, batch.sessions)
    events.record("attendance_entered", batch, actor=actor, participants=len(people))
    return len(people)


def enter_scores(actor: User, batch: Batch, scores: Mapping[str, tuple[int | None, int | None]]) -> int:
    """Write down pre- and post-test marks by participant ref; how many participants changed."""
    changed = 0
    for participant in _people(batch, set(scores)):
        pre, post = scores[participant.ref]
        for mark in (pre, post):
            if mark is not None and not 0 <= mark <= 100:
                raise Invalid(_("Nilai harus angka 0 sampai 100."))
        if (participant.pre_score, participant.post_score) == (pre, post):
            continue
        participant.pre_score, participant.post_score = pre, post
        graduation.recompute(participant, batch.sessions)
        changed += 1
    if changed:
        events.record("scores_entered", batch, actor=actor, participants=changed)
    return changed


def _people(batch: Batch, refs: set[str]) -> list[Participant]:
    query = (
        select(Participant)
        .where(Participant.batch_id == batch.id, Participant.ref.in_(refs))
        .options(selectinload(Participant.attendances), selectinload(Participant.certificates))
        .order_by(Participant.id)
        .with_for_update(of=Participant)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))
