"""What somebody of an organiser may see: their own organisers' programmes and what hangs on them."""

from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.models import (
    Batch,
    Certificate,
    Import,
    Organiser,
    OrganiserMember,
    Participant,
    Programme,
    TrainingSession,
    User,
)

Row = TypeVar("Row")


def organisers(user: User) -> list[Organiser]:
    """The organisers somebody works for; all of them for an admin."""
    query = select(Organiser).order_by(Organiser.name)
    return list(db.session.scalars(_only_mine(query, user)))


def programme(user: User, ref: str, *, lock: bool = False) -> Programme:
    """One programme of mine. Raises NotFound."""
    query = select(Programme).join(Programme.organiser).where(Programme.ref == ref)
    query = query.options(joinedload(Programme.organiser), selectinload(Programme.batches))
    return _one(query, user, Programme if lock else None)


def batch(user: User, ref: str, *, lock: bool = False) -> Batch:
    """One batch of mine, with programme, organiser and sessions. Raises NotFound."""
    query = select(Batch).join(Batch.programme).join(Programme.organiser).where(Batch.ref == ref)
    query = query.options(
        joinedload(Batch.programme).joinedload(Programme.organiser), selectinload(Batch.sessions)
    )
    return _one(query, user, Batch if lock else None)


def session(user: User, ref: str) -> TrainingSession:
    """One session of a batch of mine. Raises NotFound."""
    query = (
        select(TrainingSession)
        .join(TrainingSession.batch)
        .join(Batch.programme)
        .join(Programme.organiser)
        .where(TrainingSession.ref == ref)
    )
    return _one(query, user, TrainingSession)


def participant(user: User, ref: str, *, lock: bool = False) -> Participant:
    """One participant of a batch of mine, with what is known of them. Raises NotFound."""
    query = (
        select(Participant)
        .join(Participant.batch)
        .join(Batch.programme)
        .join(Programme.organiser)
        .where(Participant.ref == ref)
        .options(
            joinedload(Participant.batch).options(
                joinedload(Batch.programme).joinedload(Programme.organiser), selectinload(Batch.sessions)
            ),
            selectinload(Participant.certificates),
            selectinload(Participant.attendances),
            joinedload(Participant.outcome_overridden_by),
        )
    )
    return _one(query, user, Participant if lock else None)


def certificate(user: User, code: str, *, lock: bool = False) -> Certificate:
    """One certificate of a programme of mine. Raises NotFound."""
    query = (
        select(Certificate)
        .join(Certificate.programme)
        .join(Programme.organiser)
        .where(Certificate.code == code)
        .options(
            joinedload(Certificate.participant)
            .joinedload(Participant.batch)
            .joinedload(Batch.programme)
            .joinedload(Programme.organiser)
        )
    )
    return _one(query, user, Certificate if lock else None)


def spreadsheet(user: User, code: str, *, lock: bool = False) -> Import:
    """One import into a batch of mine. Raises NotFound."""
    query = (
        select(Import)
        .join(Import.batch)
        .join(Batch.programme)
        .join(Programme.organiser)
        .where(Import.code == code)
        .options(
            joinedload(Import.batch).joinedload(Batch.programme).joinedload(Programme.organiser),
            joinedload(Import.paper),
            joinedload(Import.uploaded_by),
        )
    )
    return _one(query, user, Import if lock else None)


def _only_mine(query: Select[Row], user: User) -> Select[Row]:
    if user.is_admin:
        return query
    mine = select(OrganiserMember.organiser_id).where(OrganiserMember.user_id == user.id)
    return query.where(Organiser.id.in_(mine))


def _one(query: Select[Row], user: User, locked: type[Row] | None) -> Row:
    query = _only_mine(query, user)
    if locked is not None:
        query = query.with_for_update(of=locked).execution_options(populate_existing=True)
    found = db.session.scalars(query).unique().one_or_none()
    if found is None:
        raise NotFound
    return found
