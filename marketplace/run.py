"""`make run`: database, migrations, demo data, web and worker under one roof.

    python -m marketplace.run          everything, until Ctrl-C or SIGTERM
    python -m marketplace.run stop     end what an earlier run left, its database included

Stopping goes in order: the web server finishes what it is answering, the worker finishes its job, the
database goes last. When one of them dies by itself the others are stopped and the exit code is 1.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import FrameType

from marketplace import postgres

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = Path(os.environ.get("INSTANCE_PATH", ROOT / "instance"))
DATABASE_FOLDER = INSTANCE / "postgres"
RUN_FILE = INSTANCE / "run.json"

GRACE_SECONDS = 30
WEB_THREADS = max(4, min(12, 2 * (os.cpu_count() or 1)))
"""Requests answered at once in a web process; not more than its pool of connections."""

READY_WITHIN_SECONDS = 60
LOOK_EVERY_SECONDS = 0.2

DEMO_PASSWORD = "contoh-ikm-2026"  # noqa: S105 - published on purpose, and refused in production
DEMO_ACCOUNTS = (
    ("admin@contoh.id", "admin"),
    ("dinas@contoh.id", "training organiser and reviewer"),
    ("penjual1@contoh.id", "approved seller (penjual1 to penjual12)"),
    ("calon@contoh.id", "graduate whose application waits for review"),
    ("alumni@contoh.id", "graduate who has not applied yet"),
    ("pembeli@contoh.id", "buyer"),
)


@dataclass
class Child:
    """One of the long-running programs."""

    name: str
    process: subprocess.Popen[bytes]

    def end(self) -> None:
        """Ask it to stop, wait, and insist when it does not; then whatever it left of its own processes."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                say(f"{self.name} did not stop within {GRACE_SECONDS} s and is killed")
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def main(arguments: list[str]) -> int:
    if arguments == ["stop"]:
        return stop()
    if arguments:
        print(__doc__)
        return 2
    try:
        return serve(os.environ)
    except postgres.PostgresError as error:
        say(str(error))
        return 1


def serve(environ: Mapping[str, str]) -> int:
    """Bring everything up and stay until told to stop or until a part dies."""
    try:
        port = int(environ.get("PORT") or 8000)
    except ValueError:
        say("PORT must be a number.")
        return 1
    if not _port_is_free(port):
        say(f"port {port} of 127.0.0.1 is taken. Already running: make stop. Else: make run PORT={port + 1}")
        return 1
    stopping = _stop_on_signals()
    settings = {"APP_ENV": "demo", **environ, "PORT": str(port), "FLASK_APP": str(ROOT / "wsgi.py")}
    INSTANCE.mkdir(parents=True, exist_ok=True)
    if not settings.get("DATABASE_URL"):
        say("starting the database")
        settings["DATABASE_URL"] = postgres.start(DATABASE_FOLDER)
    for words in _preparations(settings):
        if stopping.is_set():
            return 0
        if subprocess.run(
            [sys.executable, "-m", "flask", *words], cwd=ROOT, env=settings, check=False
        ).returncode:
            say(f"flask {' '.join(words)} failed")
            return 1
    children: list[Child] = []
    try:
        children.append(_start("web", _web_command(port, settings), settings))
        children.append(_start("worker", [sys.executable, "-m", "flask", "worker"], settings))
        _write_run_file(children)
        return _watch(children, stopping, port, demo=settings["APP_ENV"] == "demo")
    finally:
        say("stopping")
        for child in children:
            child.end()
        RUN_FILE.unlink(missing_ok=True)


def stop() -> int:
    """End an earlier run: its supervisor, or what outlived it, then the database."""
    pids: list[int] = json.loads(RUN_FILE.read_text()) if RUN_FILE.exists() else []
    ours = [pid for pid in pids if _is_ours(pid)]
    for pid in ours:
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + 2 * GRACE_SECONDS + 5
    while any(_is_ours(pid) for pid in ours) and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_SECONDS)
    RUN_FILE.unlink(missing_ok=True)
    had_database = postgres.stop(DATABASE_FOLDER)
    say("stopped" if ours or had_database else "nothing was running")
    return 0


def say(message: str) -> None:
    print(f"pasar-ikm: {message}", flush=True)


def _preparations(settings: Mapping[str, str]) -> list[list[str]]:
    """The commands that make the database ready, in order."""
    commands = [["db", "upgrade"]]
    if settings["APP_ENV"] == "demo":
        commands.append(["demo", "seed"])
    return commands


def _web_command(port: int, settings: Mapping[str, str]) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", settings.get("WEB_WORKERS") or "2"),
        *("--blocking-threads", str(WEB_THREADS), "--respawn-failed-workers"),
        *("--workers-kill-timeout", str(GRACE_SECONDS - 5), "--log-level", "warning"),
        "wsgi:app",
    ]


def _start(name: str, command: list[str], settings: Mapping[str, str]) -> Child:
    """Start a child in a process group of its own, so that Ctrl-C reaches only us and we keep the order."""
    return Child(name, subprocess.Popen(command, cwd=ROOT, env=settings, process_group=0))


def _watch(children: list[Child], stopping: threading.Event, port: int, *, demo: bool) -> int:
    announced = False
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while not stopping.wait(LOOK_EVERY_SECONDS):
        for child in children:
            if child.process.poll() is not None:
                say(f"{child.name} ended by itself with code {child.process.returncode}")
                return 1
        if not announced and _answers(port):
            announced = True
            _announce(port, demo=demo)
        if not announced and time.monotonic() > deadline:
            say(f"the web server did not answer within {READY_WITHIN_SECONDS} s")
            return 1
    return 0


def _announce(port: int, *, demo: bool) -> None:
    lines = ["", f"  Pasar IKM is open:  http://127.0.0.1:{port}", ""]
    if demo:
        lines.append(
            f"  Demo accounts, password {DEMO_PASSWORD} for all; sign in at http://127.0.0.1:{port}/masuk"
        )
        lines += [f"    {email:<22}{what}" for email, what in DEMO_ACCOUNTS]
        lines.append("")
    print("\n".join([*lines, "  Ctrl-C stops everything and keeps the data.", ""]), flush=True)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _port_is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _stop_on_signals() -> threading.Event:
    stopping = threading.Event()

    def note(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, note)
    return stopping


def _write_run_file(children: list[Child]) -> None:
    RUN_FILE.write_text(json.dumps([os.getpid(), *(child.process.pid for child in children)]))


def _is_ours(pid: int) -> bool:
    """Whether this process is one of a market's: numbers are reused after a crash."""
    try:
        command = subprocess.run(
            ["ps", "-o", "stat=,command=", "-p", str(pid)],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        ).stdout
    except FileNotFoundError:
        process = Path(f"/proc/{pid}/cmdline")
        command = process.read_text().replace("\0", " ") if process.exists() else ""
    return not command.startswith("Z") and any(
        part in command for part in ("marketplace.run", "granian", "flask worker")
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
