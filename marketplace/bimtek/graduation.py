"""Who graduates: a batch's rule on attendance and post-test score, and the named exception to it."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace import events
from marketplace.errors import Conflict, Invalid
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Batch, Participant, TrainingSession, User
from marketplace.models.bimtek import CertificateStatus, Outcome, Presence, SessionKind

THEORY_FROM_BPS, THEORY_TO_BPS = 2_500, 3_500
WHOLE_BPS = 10_000


def judge(batch: Batch, attended_bps: int | None, post_score: int | None) -> Outcome:
    """What the batch's rule says; PENDING while attendance or score is unknown."""
    if attended_bps is None or post_score is None:
        return Outcome.PENDING
    passed = attended_bps >= batch.min_attendance_bps and post_score >= batch.pass_score
    return Outcome.PASSED if passed else Outcome.FAILED


def share_attended(sessions: Iterable[TrainingSession], presence: Mapping[int, Presence]) -> int | None:
    """Lesson hours present over all lesson hours, in basis points; by session id. None without any entry."""
    held = list(sessions)
    total = sum(session.lesson_hours for session in held)
    if not total or not presence:
        return None
    there = sum(s.lesson_hours for s in held if presence.get(s.id) == Presence.PRESENT)
    return round_half_up(there * WHOLE_BPS, total)


def theory_share(sessions: Iterable[TrainingSession]) -> int | None:
    """Theory's part of all lesson hours in basis points; None while no session is planned."""
    held = list(sessions)
    total = sum(session.lesson_hours for session in held)
    if not total:
        return None
    theory = sum(session.lesson_hours for session in held if session.kind == SessionKind.THEORY)
    return round_half_up(theory * WHOLE_BPS, total)


def is_balanced(theory_bps: int) -> bool:
    """Whether theory lies within 25 to 35 percent, as training for producers wants it."""
    return THEORY_FROM_BPS <= theory_bps <= THEORY_TO_BPS


def round_half_up(part: int, whole: int) -> int:
    return (2 * part + whole) // (2 * whole)


def recompute(participant: Participant, sessions: Iterable[TrainingSession]) -> None:
    """Bring attendance share and outcome of one participant in step with what was entered.

    An overridden outcome stays; so does that of somebody who withdrew or holds a valid certificate.
    """
    entered = {row.session_id: row.presence for row in participant.attendances}
    share = share_attended(sessions, entered)
    if share is not None:
        participant.attended_bps = share
    fixed = participant.outcome_overridden_by_id is not None or participant.outcome == Outcome.WITHDRAWN
    if not fixed and not has_valid_certificate(participant):
        verdict = judge(participant.batch, participant.attended_bps, participant.post_score)
        if verdict != Outcome.PENDING:
            participant.outcome = verdict


def recompute_batch(batch: Batch) -> None:
    """Apply the rule to everybody in the batch, after it or the sessions changed."""
    query = (
        select(Participant)
        .where(Participant.batch_id == batch.id)
        .options(selectinload(Participant.attendances), selectinload(Participant.certificates))
    )
    for participant in db.session.scalars(query):
        recompute(participant, batch.sessions)


def has_valid_certificate(participant: Participant) -> bool:
    return any(c.status == CertificateStatus.VALID for c in participant.certificates)


def override(actor: User, participant: Participant, outcome: Outcome, reason: str) -> None:
    """Set an outcome against the rule, under the actor's name and with a reason.

    Raises Invalid without a reason, Conflict when a valid certificate says otherwise.
    """
    if not reason.strip():
        raise Invalid(_("Tulis alasannya, supaya orang lain tahu dasar keputusan ini."), "reason")
    if outcome != Outcome.PASSED and has_valid_certificate(participant):
        raise Conflict(_("Peserta ini sudah bersertifikat. Cabut dulu sertifikatnya."))
    before = participant.outcome
    participant.outcome = outcome
    participant.outcome_reason = reason.strip()
    participant.outcome_overridden_by_id = actor.id
    events.record(
        "outcome_overridden", participant, actor=actor, reason=reason.strip(), before=before, after=outcome
    )


def follow_rule(actor: User, participant: Participant) -> None:
    """Take an exception back: the outcome is the rule's again. Raises Conflict as `override` does."""
    verdict = judge(participant.batch, participant.attended_bps, participant.post_score)
    if verdict != Outcome.PASSED and has_valid_certificate(participant):
        raise Conflict(_("Peserta ini sudah bersertifikat. Cabut dulu sertifikatnya."))
    before = participant.outcome
    participant.outcome, participant.outcome_reason = verdict, ""
    participant.outcome_overridden_by_id = None
    events.record("outcome_follows_rule", participant, actor=actor, before=before, after=verdict)
