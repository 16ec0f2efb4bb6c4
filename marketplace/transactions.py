"""One transaction around one use case, opened by a view, a command, a job or a webhook."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from marketplace.extensions import db

DATABASE_LOSS = (OperationalError, InterfaceError, PoolTimeout)
"""What SQLAlchemy raises when the database is away or does not answer in time."""

_open: ContextVar[list[Callable[[], None]] | None] = ContextVar("open_transaction", default=None)


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit everything the block did, or nothing of it. Does not nest.

    Work registered with `after_commit` runs once the data is safe.
    """
    if _open.get() is not None:
        raise RuntimeError("transactions do not nest: one use case, one transaction")
    afterwards: list[Callable[[], None]] = []
    token = _open.set(afterwards)
    try:
        yield db.session()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _open.reset(token)
    for act in afterwards:
        act()


def after_commit(act: Callable[[], None]) -> None:
    """Run `act` after the open transaction has committed; never when it is rolled back."""
    afterwards = _open.get()
    if afterwards is None:
        raise RuntimeError("no transaction is open")
    afterwards.append(act)


def pause_database() -> None:
    """Give the connection back before something slow is computed here (a password hash).

    Refuses inside a transaction. Objects loaded before stay usable and are read anew when next looked at.
    """
    if _open.get() is not None:
        raise RuntimeError("nothing slow is computed inside a transaction")
    db.session.rollback()


def leave_database() -> None:
    """Called by everything that talks to the network, before it does.

    Refuses inside a transaction and gives the connection back, so that a slow outside never holds a
    row lock or a place in the pool. Objects loaded before are detached and keep what they hold.
    """
    if _open.get() is not None:
        raise RuntimeError("nothing talks to the network inside a transaction")
    db.session.remove()


def abandon() -> None:
    """Drop whatever the session holds and give the connection back, also when the connection is broken."""
    try:
        db.session.rollback()
    except DATABASE_LOSS:
        db.session().invalidate()
