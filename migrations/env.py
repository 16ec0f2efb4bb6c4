"""Alembic's environment: the models' metadata against the database of the running application."""

from logging import getLogger

from alembic import context
from flask import current_app
from sqlalchemy.engine import Connection

import marketplace.models  # noqa: F401  every table must be known
from marketplace.orm import Base

log = getLogger("alembic.env")
LOCK_TIMEOUT_MS = 3000


def include_name(name: str | None, kind: str, parent_names: object) -> bool:
    """The job queue's own tables are not ours to compare."""
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


def run(connection: Connection) -> None:
    connection.exec_driver_sql(f"SET lock_timeout = {LOCK_TIMEOUT_MS}")
    connection.exec_driver_sql("SET statement_timeout = 0")
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=include_name,  # type: ignore[arg-type]
        compare_server_default=False,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


with current_app.extensions["migrate"].db.engine.connect() as connection:
    run(connection)
