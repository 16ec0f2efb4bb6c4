"""Slowing down guesses: every try is counted before it is judged, and waits grow but never last for ever."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, select, text

from marketplace import clock
from marketplace.crypto import digest
from marketplace.errors import TooMany
from marketplace.extensions import db
from marketplace.models import Attempt

KEPT = timedelta(days=2)


@dataclass(frozen=True)
class Pace:
    """So many tries in a window are free; after that each waits twice as long as the one before (seconds)."""

    free: int
    first_wait: int
    longest_wait: int
    window: timedelta

    def wait(self, tries: int) -> int:
        """How long after the last of so many tries the next may come."""
        if tries < self.free:
            return 0
        return int(min(self.first_wait * 2 ** min(tries - self.free, 30), self.longest_wait))


@dataclass(frozen=True)
class Subject:
    """Who or what is slowed down: an account, an address, everybody."""

    kind: str
    name: str
    pace: Pace


@dataclass(frozen=True)
class Ticket:
    """The tries that were counted, to be taken back when they turn out to be honest."""

    attempts: tuple[int, ...]
    forgiven: tuple[Subject, ...] = ()

    def take_back(self) -> None:
        """The try succeeded: forget it, and everything counted against the subjects it proves innocent."""
        if self.attempts:
            db.session.execute(delete(Attempt).where(Attempt.id.in_(self.attempts)))
        for subject in self.forgiven:
            db.session.execute(delete(Attempt).where(*_of(subject)))


def admit(*subjects: Subject, forgive: tuple[Subject, ...] = ()) -> Ticket:
    """Count one try against every subject. Raises TooMany, counting nothing, while one of them has to wait.

    Tries on one subject are counted one after the other, so that many at once cannot slip through.
    """
    now = clock.now()
    for subject in sorted(subjects, key=lambda subject: (subject.kind, subject.name)):
        db.session.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"),
            {"key": f"attempt:{subject.kind}:{subject.name}"},
        )
        tries, last = db.session.execute(
            select(func.count(), func.max(Attempt.created_at)).where(
                *_of(subject), Attempt.created_at > now - subject.pace.window
            )
        ).one()
        left = (last - now).total_seconds() + subject.pace.wait(tries) if tries else 0
        if left > 0:
            raise TooMany(int(left) + 1)
    attempts = [Attempt(kind=s.kind, subject=digest(s.name, "attempt"), created_at=now) for s in subjects]
    db.session.add_all(attempts)
    db.session.flush()
    return Ticket(tuple(attempt.id for attempt in attempts), forgive)


def forget_old() -> int:
    """Delete tries too old to count. Returns how many."""
    gone = db.session.execute(delete(Attempt).where(Attempt.created_at < clock.now() - KEPT))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _of(subject: Subject) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Attempt.kind == subject.kind, Attempt.subject == digest(subject.name, "attempt")
