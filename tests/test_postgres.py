"""The market's own server, started by real processes as root or not."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from marketplace import postgres
from marketplace.postgres_home import ELSEWHERE
from tests.harness.database import ROOT

# Takes the one module and not the whole market, which would be slower to import than a server is to start.
USER_OF_IT = """
import sys, pathlib, psycopg, types
sys.modules["marketplace"] = types.ModuleType("marketplace")
sys.modules["marketplace"].__path__ = ["marketplace"]
from marketplace import postgres
url = postgres.start(pathlib.Path(sys.argv[1])).replace("+psycopg", "")
with psycopg.connect(url) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS visits (id int)")
    connection.execute("INSERT INTO visits VALUES (1)")
    count = connection.execute("SELECT count(*) FROM visits").fetchone()[0]
print(count, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that another system user can reach, as the checkout's own."""
    (ROOT / "instance").mkdir(exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=ROOT / "instance", prefix="test-"))
    made.chmod(0o755)
    yield made
    postgres.stop(made / "postgres")
    shutil.rmtree(made)


class Visitor:
    """A process that uses the server until told to leave."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER_OF_IT, str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.count = int(self.process.stdout.readline())

    def leave(self) -> None:
        self.process.communicate()
        assert self.process.returncode == 0

    def die(self) -> None:
        self.process.kill()
        self.process.communicate()


def server_pid(data: Path) -> int | None:
    pid_file = data / "postmaster.pid"
    return int(pid_file.read_text().split("\n")[0]) if pid_file.exists() else None


def test_the_last_user_stops_the_server_and_the_next_one_finds_the_data(folder: Path) -> None:
    home = folder / "postgres"
    first = Visitor(home)
    second = Visitor(home)
    assert (first.count, second.count) == (1, 2)

    first.leave()
    assert server_pid(home / "data") is not None
    second.leave()
    assert server_pid(home / "data") is None

    third = Visitor(home)
    assert third.count == 3
    third.leave()


def test_a_server_that_was_killed_starts_again(folder: Path) -> None:
    home = folder / "postgres"
    first = Visitor(home)
    pid = server_pid(home / "data")
    assert pid is not None

    os.kill(pid, signal.SIGKILL)
    first.die()
    second = Visitor(home)

    assert second.count == 2
    second.leave()


def test_a_user_that_was_killed_leaves_a_server_that_others_join_and_stop(folder: Path) -> None:
    home = folder / "postgres"
    first = Visitor(home)
    pid = server_pid(home / "data")
    first.die()
    assert server_pid(home / "data") == pid

    second = Visitor(home)
    assert server_pid(home / "data") == pid
    second.leave()

    assert server_pid(home / "data") is None


def test_a_pid_file_that_names_a_stranger_is_no_obstacle(folder: Path) -> None:
    home = folder / "postgres"
    Visitor(home).leave()
    stranger = subprocess.Popen(["sleep", "60"], user=(home / "data").stat().st_uid)
    pid_file = home / "data" / "postmaster.pid"
    pid_file.write_text(
        f"{stranger.pid}\n{home / 'data'}\n{int(time.time())}\n5432\n{home / 'data'}\n\n1 1\nready\n"
    )
    shutil.chown(pid_file, (home / "data").stat().st_uid)

    visitor = Visitor(home)

    assert visitor.count == 2
    assert stranger.poll() is None
    visitor.leave()
    stranger.kill()
    stranger.wait()


def test_a_path_too_long_for_a_socket_gets_a_short_one(folder: Path) -> None:
    home = folder / ("x" * 100) / "postgres"

    url = postgres.start(home)

    assert "pasar-ikm-" in url
    assert len(url) < 120
    assert postgres.stop(home)


def test_only_its_owner_may_open_the_socket(folder: Path) -> None:
    home = folder / "postgres"

    server = postgres.boot(home)

    socket = server.socket_dir / ".s.PGSQL.5432"
    assert socket.is_socket()
    assert socket.stat().st_mode & 0o777 == 0o700
    assert postgres.stop(home)


def test_below_a_closed_folder_root_keeps_the_data_elsewhere_and_remembers(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    home = closed / "postgres"

    postgres.start(home)

    if os.geteuid() != 0:
        assert (home / "data" / "PG_VERSION").exists()
        return
    data = Path((home / "location").read_text().strip())
    assert data.is_relative_to(ELSEWHERE)
    assert (data / "PG_VERSION").exists()
    assert postgres.stop(home)
    shutil.rmtree(data.parent)


def test_stopping_where_nothing_runs_says_so(folder: Path) -> None:
    assert postgres.stop(folder / "nowhere") is False
