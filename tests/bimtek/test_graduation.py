"""Who graduates, and who says otherwise."""

import pytest
from sqlalchemy import select

from marketplace.bimtek import graduation, participants, registry
from marketplace.bimtek.registry import BatchDraft, SessionDraft
from marketplace.errors import Conflict, Invalid
from marketplace.extensions import db
from marketplace.models import Attendance, Batch, Event, Participant
from marketplace.models.bimtek import Outcome, Presence, SessionKind
from tests.factories.bimtek import a_batch, a_certificate, a_graduate, a_participant, a_session, an_officer


@pytest.mark.parametrize(
    ("attended", "score", "outcome"),
    [
        (8_000, 60, Outcome.PASSED),
        (7_999, 60, Outcome.FAILED),
        (8_000, 59, Outcome.FAILED),
        (None, 100, Outcome.PENDING),
        (10_000, None, Outcome.PENDING),
    ],
)
def test_the_rule_asks_for_attendance_and_score(
    attended: int | None, score: int | None, outcome: Outcome
) -> None:
    assert graduation.judge(a_batch(), attended, score) == outcome


@pytest.mark.parametrize(
    ("theory", "practice", "share", "is_balanced"),
    [
        (7, 17, 2_917, True),
        (25, 75, 2_500, True),
        (35, 65, 3_500, True),
        (24, 76, 2_400, False),
        (36, 64, 3_600, False),
    ],
)
def test_theory_outside_25_to_35_percent_is_out_of_balance(
    theory: int, practice: int, share: int, is_balanced: bool
) -> None:
    batch = a_batch(sessions=False)
    a_session(batch, kind=SessionKind.THEORY, lesson_hours=theory)
    a_session(batch, kind=SessionKind.PRACTICE, lesson_hours=practice)

    assert graduation.theory_share(batch.sessions) == share
    assert graduation.is_balanced(share) is is_balanced


def test_a_batch_without_sessions_has_no_share_of_theory() -> None:
    assert graduation.theory_share([]) is None


def attend(batch: Batch, person: Participant, *days: Presence) -> None:
    entries = {
        (person.ref, session.ref): presence for session, presence in zip(batch.sessions, days, strict=True)
    }
    participants.enter_attendance(an_officer(batch.programme.organiser), batch, entries)


def test_attendance_counts_lesson_hours_and_decides() -> None:
    batch = a_batch()
    person = a_participant(batch, post_score=80)

    attend(batch, person, Presence.PRESENT, Presence.PRESENT, Presence.SICK)

    assert (person.attended_bps, person.outcome) == (6_667, Outcome.FAILED)
    attend(batch, person, Presence.PRESENT, Presence.PRESENT, Presence.PRESENT)
    assert (person.attended_bps, person.outcome) == (10_000, Outcome.PASSED)


def test_people_and_sessions_of_another_batch_are_left_alone() -> None:
    batch, other = a_batch(), a_batch()
    stranger = a_participant(other)
    session = other.sessions[0]
    entries = {
        (stranger.ref, batch.sessions[0].ref): Presence.PRESENT,
        (a_participant(batch).ref, session.ref): Presence.PRESENT,
    }

    participants.enter_attendance(an_officer(), batch, entries)

    assert db.session.scalars(select(Attendance)).all() == []


def test_scores_decide_too() -> None:
    batch = a_batch()
    person = a_participant(batch, attended_bps=9_000)

    changed = participants.enter_scores(an_officer(), batch, {person.ref: (30, 60)})

    assert (changed, person.pre_score, person.post_score, person.outcome) == (1, 30, 60, Outcome.PASSED)


def test_scores_beyond_100_are_refused() -> None:
    batch = a_batch()
    person = a_participant(batch)

    with pytest.raises(Invalid, match="0 sampai 100"):
        participants.enter_scores(an_officer(), batch, {person.ref: (30, 101)})

    assert person.post_score is None


def test_an_exception_carries_a_name_and_a_reason_and_stays() -> None:
    batch = a_batch()
    officer = an_officer(batch.programme.organiser)
    person = a_participant(batch, attended_bps=9_000, post_score=50, outcome=Outcome.FAILED)

    graduation.override(officer, person, Outcome.PASSED, " Ujian susulan 27 Juli ")
    participants.enter_scores(officer, batch, {person.ref: (30, 40)})

    assert (person.outcome, person.outcome_reason) == (Outcome.PASSED, "Ujian susulan 27 Juli")
    event = db.session.scalars(select(Event).where(Event.name == "outcome_overridden")).one()
    assert (event.actor_id, event.reason, event.data) == (
        officer.id,
        "Ujian susulan 27 Juli",
        {"before": "failed", "after": "passed"},
    )


def test_an_exception_without_a_reason_is_refused() -> None:
    person = a_participant(outcome=Outcome.FAILED)

    with pytest.raises(Invalid, match="alasan"):
        graduation.override(an_officer(), person, Outcome.PASSED, "  ")

    assert (person.outcome, person.outcome_overridden_by_id) == (Outcome.FAILED, None)


def test_taking_an_exception_back_lets_the_rule_speak() -> None:
    officer = an_officer()
    person = a_participant(attended_bps=9_000, post_score=50, outcome=Outcome.FAILED)
    graduation.override(officer, person, Outcome.PASSED, "Ujian susulan")

    graduation.follow_rule(officer, person)

    assert (person.outcome, person.outcome_reason, person.outcome_overridden_by_id) == (
        Outcome.FAILED,
        "",
        None,
    )


def test_a_certified_graduate_cannot_be_failed() -> None:
    person = a_certificate(a_graduate()).participant
    db.session.refresh(person)

    with pytest.raises(Conflict, match="Cabut dulu"):
        graduation.override(an_officer(), person, Outcome.FAILED, "Salah catat")

    assert person.outcome == Outcome.PASSED


def test_a_stricter_rule_is_applied_to_those_without_certificate() -> None:
    batch = a_batch()
    free, certified = a_graduate(batch, post_score=65), a_graduate(batch, post_score=65)
    a_certificate(certified)
    draft = BatchDraft(batch.number, "35.09", "", batch.starts_on, batch.ends_on, None, 8_000, 70)

    registry.change_batch(an_officer(), batch, draft)

    assert (free.outcome, certified.outcome) == (Outcome.FAILED, Outcome.PASSED)


def test_a_session_outside_the_days_of_its_batch_is_refused() -> None:
    batch = a_batch(sessions=False)
    draft = SessionDraft(batch.ends_on.replace(day=30), "Mutu", SessionKind.THEORY, 4, "")

    with pytest.raises(Invalid, match="di antara hari pertama"):
        registry.add_session(an_officer(), batch, draft)

    assert batch.sessions == []


def test_a_session_with_attendance_is_kept() -> None:
    batch = a_batch()
    attend(batch, a_participant(batch), Presence.PRESENT, Presence.PRESENT, Presence.PRESENT)

    with pytest.raises(Conflict, match="sudah diisi"):
        registry.remove_session(an_officer(), batch.sessions[0])

    assert len(batch.sessions) == 3
