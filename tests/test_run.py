"""`python -m marketplace.run`: everything up, everything down, in order."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.database import ROOT, empty_database

WITHIN_SECONDS = 120


class Run:
    """A supervisor with its children. In production's dress, which needs no demo data."""

    def __init__(self, database_url: str, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port: int = probe.getsockname()[1]
        self.folder = folder
        self.log = folder / "log"
        environment = {
            "APP_ENV": "production",
            "DATABASE_URL": database_url,
            "FIELD_KEYS": "a key that only this test knows and uses",
            "INSTANCE_PATH": str(folder),
            "MEDIA_URL": str(folder / "media"),
            "PATH": os.environ["PATH"],
            "PORT": str(self.port),
            "PUBLIC_URL": "https://pasar.example",
            "SECRET_KEY": "a secret that only this test knows and uses",
            "SMTP_URL": "smtp://127.0.0.1:9",
            "WEB_WORKERS": "1",
        }
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "marketplace.run"], cwd=ROOT, env=environment, stdout=log, stderr=log
            )

    def wait_until_open(self) -> None:
        deadline = time.monotonic() + WITHIN_SECONDS
        while "is open" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def children(self) -> dict[str, int]:
        _supervisor, web, worker = json.loads((self.folder / "run.json").read_text())
        return {"web": web, "worker": worker}

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except ConnectionRefusedError:
            return False
        finally:
            connection.close()

    def code(self) -> int:
        return self.process.wait(WITHIN_SECONDS)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    with empty_database() as url:
        started = Run(url, tmp_path)
        yield started
        started.process.terminate()
        started.code()


def is_gone(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_run_serves_until_it_is_told_to_stop_and_then_leaves_nothing(run: Run) -> None:
    run.wait_until_open()
    children = run.children()
    assert run.answers()

    run.process.send_signal(signal.SIGINT)

    assert run.code() == 0
    assert not run.answers()
    assert all(is_gone(pid) for pid in children.values())
    assert not (run.folder / "run.json").exists()


def test_a_run_told_to_stop_while_its_web_processes_still_load_stops_at_once(run: Run) -> None:
    while not (run.folder / "run.json").exists():
        assert run.process.poll() is None, run.log.read_text()
        time.sleep(0.05)
    time.sleep(0.5)
    told_at = time.monotonic()

    run.process.send_signal(signal.SIGTERM)

    assert run.code() == 0
    assert time.monotonic() - told_at < 20
    assert "refused to gracefully stop" not in run.log.read_text()


@pytest.mark.parametrize("part", ["web", "worker"])
def test_a_part_that_dies_takes_the_rest_down_and_the_run_fails(run: Run, part: str) -> None:
    run.wait_until_open()
    children = run.children()

    os.kill(children[part], signal.SIGKILL)

    assert run.code() == 1
    assert f"{part} ended by itself" in run.log.read_text()
    assert not run.answers()
    assert all(is_gone(pid) for pid in children.values())


def test_a_taken_port_is_said_at_once_and_nothing_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "marketplace.run"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PORT": str(port), "INSTANCE_PATH": str(tmp_path / "instance")},
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert f"port {port} of 127.0.0.1 is taken" in done.stdout
    assert not (tmp_path / "instance").exists()
