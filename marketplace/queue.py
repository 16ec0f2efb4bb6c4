"""Work done outside requests, on the same PostgreSQL.

What must happen is a row written with its cause; a job drains such rows. `wake` only makes that happen
sooner: when it is lost, the job's own schedule finds the row within a minute.
"""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask
from procrastinate import App, RetryStrategy, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

from marketplace.transactions import after_commit

log = logging.getLogger(__name__)

queue = App(connector=SyncPsycopgConnector())
EVERY_MINUTE = "* * * * *"


class _Host:
    """The Flask application whose context the jobs run in, and whether `wake` may reach the database."""

    app: Flask | None = None
    wakes: bool = False
    is_open: bool = False


def configure(app: Flask, conninfo: str, *, wakes: bool) -> None:
    """Bind the queue to an application and its database (a libpq address)."""
    connector = SyncPsycopgConnector(conninfo=conninfo, min_size=0, max_size=2)
    queue.connector = queue.job_manager.connector = connector
    _Host.app, _Host.wakes, _Host.is_open = app, wakes, False


def job(
    name: str, *, every: str | None = None, attempts: int = 5
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as a job that runs inside the application's context, on a cron schedule if given.

    A job may run twice and be killed halfway: it takes rows one by one, each in its own transaction.
    """

    def register(work: Callable[..., None]) -> Callable[..., None]:
        def run(timestamp: int | None = None, **arguments: Any) -> None:
            if _Host.app is None:
                raise RuntimeError("the queue has no application")
            with _Host.app.app_context():
                work(**arguments)

        task = queue.task(name=name, retry=RetryStrategy(max_attempts=attempts, exponential_wait=4))(run)
        if every:
            queue.periodic(cron=every, periodic_id=name, queueing_lock=f"{name}:periodic")(task)
        return work

    return register


def wake(name: str, **arguments: Any) -> None:
    """Ask for a job to run as soon as the open transaction has committed."""
    if _Host.wakes:
        after_commit(lambda: _defer(name, arguments))


def _defer(name: str, arguments: dict[str, Any]) -> None:
    lock = ":".join([name, *(str(value) for value in arguments.values())])
    try:
        if not _Host.is_open:
            queue.open()
            _Host.is_open = True
        queue.configure_task(name, queueing_lock=lock).defer(**arguments)
    except AlreadyEnqueued:
        pass
    except ConnectorException:
        log.warning("could not wake a job; its schedule will", extra={"fields": {"job": name}})
