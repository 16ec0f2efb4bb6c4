"""Carrying out what rows were planned to do, many at a time."""

from typing import Any

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as upsert

from marketplace import events
from marketplace.bimtek.numbers import CODE_LENGTH, nik_digest, number_key
from marketplace.bimtek.planning import PLAIN, SCORES, Plan
from marketplace.crypto import Sealed, new_code
from marketplace.extensions import db
from marketplace.formats import names
from marketplace.models import Attendance, Batch, Certificate, Participant, User
from marketplace.models.bimtek import Outcome
from marketplace.models.imports import RowAction

EMPTY: dict[str, Any] = {
    "birth_place": "",
    "address": "",
    "business_name": "",
    "product": "",
    "outcome": Outcome.PENDING,
}
OPTIONAL = (*PLAIN, *SCORES, "attended_bps", "outcome")


def carry_out(batch: Batch, plans: list[Plan], actor: User, reason: str) -> dict[int, int]:
    """Create and change participants as planned; participant ids by row number.

    `actor` answers for outcomes against the rule, for which `reason` is kept. The caller holds the batch.
    """
    new = [plan for plan in plans if plan.action == RowAction.CREATE]
    changed = [plan for plan in plans if plan.action == RowAction.UPDATE and plan.participant]
    done = {plan.understood.row_number: plan.participant.id for plan in plans if plan.participant}
    done |= _create(batch, new, actor, reason)
    for plan in changed:
        _change(plan, actor, reason)
    db.session.flush()
    _attend(plans, done)
    _certify(batch, [*new, *changed], done)
    _record_exceptions([*new, *changed], done, actor, reason)
    return done


def _create(batch: Batch, plans: list[Plan], actor: User, reason: str) -> dict[int, int]:
    if not plans:
        return {}
    rows = [_row(batch, plan, actor, reason) for plan in plans]
    query = insert(Participant).returning(Participant.id, sort_by_parameter_order=True)
    ids = list(db.session.scalars(query, rows))
    return {plan.understood.row_number: made for plan, made in zip(plans, ids, strict=True)}


def _row(batch: Batch, plan: Plan, actor: User, reason: str) -> dict[str, Any]:
    fields, nik = plan.fields, plan.fields.get("nik")
    return {
        "batch_id": batch.id,
        "name_key": names.key(fields["name"]),
        "nik": Sealed(nik) if nik else None,
        "nik_digest": nik_digest(nik) if nik else None,
        "licences": fields.get("licences", {}),
        "outcome_reason": reason if plan.against_rule else "",
        "outcome_overridden_by_id": actor.id if plan.against_rule else None,
        **{name: fields.get(name, EMPTY.get(name)) for name in OPTIONAL},
    }


def _change(plan: Plan, actor: User, reason: str) -> None:
    participant = plan.participant
    assert participant is not None
    for name, value in plan.fields.items():
        if name == "nik":
            participant.nik, participant.nik_digest = Sealed(value), nik_digest(value)
        else:
            setattr(participant, name, value)
    if "name" in plan.fields:
        participant.name_key = names.key(plan.fields["name"])
    if plan.against_rule:
        participant.outcome_reason, participant.outcome_overridden_by_id = reason, actor.id


def _attend(plans: list[Plan], done: dict[int, int]) -> None:
    rows = [
        {"participant_id": done[plan.understood.row_number], "session_id": session_id, "presence": presence}
        for plan in plans
        if plan.understood.row_number in done
        for session_id, presence in plan.presence.items()
    ]
    if not rows:
        return
    query = upsert(Attendance)
    query = query.on_conflict_do_update(
        index_elements=[Attendance.participant_id, Attendance.session_id],
        set_={"presence": query.excluded.presence},
    )
    db.session.execute(query, rows)


def _certify(batch: Batch, plans: list[Plan], done: dict[int, int]) -> None:
    organiser = batch.programme.organiser
    rows = [
        {
            "programme_id": batch.programme_id,
            "participant_id": done[plan.understood.row_number],
            "number": plan.certificate,
            "number_key": number_key(plan.certificate),
            "code": new_code(CODE_LENGTH),
            "issued_on": batch.ends_on,
            "issued_here": False,
            "signer_name": organiser.signer_name,
            "signer_title": organiser.signer_title,
        }
        for plan in plans
        if plan.certificate
    ]
    if rows:
        db.session.execute(insert(Certificate), rows)


def _record_exceptions(plans: list[Plan], done: dict[int, int], actor: User, reason: str) -> None:
    for plan in plans:
        if not plan.against_rule:
            continue
        participant = db.session.get_one(Participant, done[plan.understood.row_number])
        after = plan.fields.get("outcome", participant.outcome)
        events.record("outcome_overridden", participant, actor=actor, reason=reason, after=after)
