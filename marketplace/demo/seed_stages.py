"""The steps of the demo seed: each is done whole or not at all, and never twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from datetime import time as clock_time

from sqlalchemy import func, select

from marketplace import clock, events
from marketplace.extensions import db
from marketplace.models import Event, User
from marketplace.transactions import transaction

STAGE = "demo_stage"
SEED_LOCK = 20_261_124
"""Advisory lock held through a stage: two seeds at once take turns."""
ADMIN = "admin@contoh.id"


def once(stage: str, work: Callable[[], None]) -> bool:
    """Do a stage in one transaction and write down that it is done. False when it was done before."""
    with transaction():
        db.session.execute(select(func.pg_advisory_xact_lock(SEED_LOCK)))
        if is_done(stage):
            return False
        work()
        events.record(STAGE, user(ADMIN), stage=stage)
    return True


def is_done(stage: str) -> bool:
    """Whether a stage was written down as done."""
    query = select(Event.id).where(Event.name == STAGE, Event.data["stage"].astext == stage)
    return db.session.scalar(query.limit(1)) is not None


def user(email: str) -> User:
    """The demo account with this address."""
    return db.session.scalars(select(User).where(User.email == email)).one()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Live at another moment inside the block, so that everything written there is of that time.

    What was changed is flushed there: rows get their times when they go to the database.
    """
    with clock.shifted(moment - clock.now()):
        yield
        db.session.flush()


def days_ago(days: int, hour: int = 10, minute: int = 0) -> datetime:
    """A time of day in western Indonesia, so many days before today."""
    day = clock.today() - timedelta(days=days)
    return datetime.combine(day, clock_time(hour, minute), clock.WIB)


def hours_ago(hours: float) -> datetime:
    return clock.now() - timedelta(hours=hours)
