"""One throw-away server for all test processes, a migrated template, and a clone for each process.

The server is the embedded one, without durability, under `instance/test-postgres`; `TEST_DATABASE_URL`
(a superuser's address) puts another in its place. The template is made by `flask db upgrade` and kept
for as long as the migrations do not change. Rows that migrations wrote survive `reset()`: triggers note
which of those tables a test touched, and only these are laid out anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from marketplace import postgres

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "instance" / "test-postgres"
SCHEMA_SOURCES = ("migrations", "requirements.lock", "tests/harness/database.py", "tests/harness/reset.sql")
TEMPLATES_KEPT = 4


@dataclass(frozen=True)
class Cluster:
    """A server with a superuser's way in, and the role the market uses."""

    superuser: URL
    role: str

    def connect(self, database: str) -> psycopg.Connection:
        address = self.superuser.set(drivername="postgresql", database=database)
        return psycopg.connect(address.render_as_string(hide_password=False), autocommit=True)

    def url(self, database: str) -> str:
        username = self.role
        return self.superuser.set(database=database, username=username).render_as_string(hide_password=False)


@dataclass(frozen=True)
class MarketDatabase:
    """This test process's own database."""

    cluster: Cluster
    name: str
    connection: psycopg.Connection

    @property
    def url(self) -> str:
        return self.cluster.url(self.name)

    def reset(self) -> None:
        """Bring back the state right after the migrations."""
        self.connection.execute("SELECT harness.reset()")


@contextmanager
def market_database() -> Iterator[MarketDatabase]:
    """A database of this process's own, gone when the block ends."""
    cluster = _cluster()
    name = f"test_{os.getpid()}"
    with cluster.connect("postgres") as admin:
        with _one_at_a_time():
            _drop_orphans(admin)
            template = _ensure_template(cluster, admin)
            _drop(admin, name)
            _create(admin, name, template=template, owner=cluster.role)
        with cluster.connect(name) as connection:
            yield MarketDatabase(cluster, name, connection)
        _drop(admin, name)


@contextmanager
def empty_database() -> Iterator[str]:
    """The address of a fresh database without a table, gone when the block ends."""
    cluster = _cluster()
    name = f"test_{os.getpid()}_empty"
    with cluster.connect("postgres") as admin:
        _drop(admin, name)
        _create(admin, name, template="template0", owner=cluster.role)
        yield cluster.url(name)
        _drop(admin, name)


def flask(*words: str, database_url: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the market against a database, away from every setting of this shell."""
    with tempfile.TemporaryDirectory(prefix="pasar-ikm-") as instance:
        environment = {"PATH": os.environ["PATH"], "FLASK_APP": "wsgi.py", "PYTHONDONTWRITEBYTECODE": "1"}
        environment |= {"DATABASE_URL": database_url, "INSTANCE_PATH": instance}
        return subprocess.run(
            [sys.executable, "-m", "flask", *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )


def _cluster() -> Cluster:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        url = make_url(given).set(drivername="postgresql+psycopg")
        return Cluster(url, url.username or "postgres")
    server = postgres.boot(FOLDER, durable=False)
    cluster = Cluster(make_url(server.url("postgres", postgres.SUPERUSER)), postgres.NAME)
    with _one_at_a_time(), cluster.connect("postgres") as admin:
        known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (cluster.role,)).fetchone()
        if known is None:
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(cluster.role)))
    return cluster


def _ensure_template(cluster: Cluster, admin: psycopg.Connection) -> str:
    name = f"template_{_schema_hash()}"
    if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None:
        return name
    half_made = f"{name}_making"
    _drop(admin, half_made)
    _create(admin, half_made, template="template0", owner=cluster.role)
    done = flask("db", "upgrade", database_url=cluster.url(half_made))
    if done.returncode != 0:
        raise RuntimeError(f"flask db upgrade failed:\n{done.stdout}\n{done.stderr}")
    with cluster.connect(half_made) as connection:
        connection.execute((Path(__file__).parent / "reset.sql").read_bytes())
        connection.execute("SELECT harness.prepare()")
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    admin.execute(rename.format(sql.Identifier(half_made), sql.Identifier(name)))
    _drop_old_templates(admin)
    return name


def _schema_hash() -> str:
    digest = hashlib.sha256()
    for source in SCHEMA_SOURCES:
        path = ROOT / source
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(ROOT)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _create(admin: psycopg.Connection, name: str, *, template: str, owner: str) -> None:
    command = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
    admin.execute(command.format(sql.Identifier(name), sql.Identifier(owner), sql.Identifier(template)))


def _drop(admin: psycopg.Connection, name: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _drop_orphans(admin: psycopg.Connection) -> None:
    """Databases of test processes that were killed."""
    for (name,) in admin.execute(r"SELECT datname FROM pg_database WHERE datname ~ '^test_\d+'").fetchall():
        if not _is_alive(int(name.split("_")[1])):
            _drop(admin, name)


def _drop_old_templates(admin: psycopg.Connection) -> None:
    query = (
        "SELECT datname FROM pg_database WHERE datname ~ '^template_[0-9a-f]{16}' ORDER BY oid DESC OFFSET %s"
    )
    for (name,) in admin.execute(query, (TEMPLATES_KEPT,)).fetchall():
        _drop(admin, name)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """One test process at a time makes roles, templates and clones."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "making").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
