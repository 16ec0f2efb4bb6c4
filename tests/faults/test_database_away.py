"""The database goes away under load and comes back: 503 with words meanwhile, then by itself."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from marketplace import postgres
from tests.harness.database import ROOT, flask

READERS = 4
BACK_WITHIN_SECONDS = 15


@pytest.fixture
def folder() -> Iterator[Path]:
    """A server of this test's own, which it may stop."""
    made = Path(tempfile.mkdtemp(prefix="pasar-ikm-away-"))
    yield made
    postgres.stop(made)
    shutil.rmtree(made, ignore_errors=True)


@contextmanager
def web(database_url: str, folder: Path) -> Iterator[int]:
    """The real server with one worker; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "8", "wsgi:app"]
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database_url,
        "INSTANCE_PATH": str(folder / "i"),
    }
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while status(port, "/healthz") != 200:
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def answer(port: int, path: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and text; status 0 when nobody answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return (
            response.status,
            {name.lower(): value for name, value in response.getheaders()},
            response.read().decode(),
        )
    except (OSError, http.client.HTTPException):
        return 0, {}, ""
    finally:
        connection.close()


def status(port: int, path: str) -> int:
    return answer(port, path)[0]


def test_without_its_database_the_market_says_so_and_comes_back_by_itself(folder: Path) -> None:
    url = postgres.start(folder)
    migrated = flask("db", "upgrade", database_url=url)
    assert migrated.returncode == 0, migrated.stderr
    seen: Counter[int] = Counter()
    done = threading.Event()
    with web(url, folder) as port:
        assert (status(port, "/produk"), status(port, "/readyz")) == (200, 200)

        def read() -> None:
            while not done.is_set():
                seen[status(port, "/produk")] += 1
                time.sleep(0.05)

        readers = [threading.Thread(target=read) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            postgres.stop(folder)
            code, headers, text = answer(port, "/produk")
            assert (code, headers.get("retry-after")) == (503, "10")
            assert "sedang sibuk" in text
            assert headers["x-request-id"] in text
            assert (status(port, "/healthz"), status(port, "/readyz")) == (200, 503)
            assert status(port, "/static/css/tokens.css") == 200

            postgres.boot(folder)
            deadline = time.monotonic() + BACK_WITHIN_SECONDS
            while status(port, "/readyz") != 200:
                assert time.monotonic() < deadline, "the pool did not recover"
                time.sleep(0.2)
            assert status(port, "/produk") == 200
        finally:
            done.set()
            for reader in readers:
                reader.join()

    assert set(seen) <= {200, 503}, (folder / "log").read_text()
    assert seen[200] > 0
    assert seen[503] > 0
