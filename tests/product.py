"""The real product as processes in a home of its own: started, killed by id, and looked into from outside."""

from __future__ import annotations

import os
import re
import signal
import socket  # noqa: TID251  # finds a free address of this machine
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import psycopg

from rapport.base.postgres import EmbeddedPostgres, default_data_dir

ROOT = Path(__file__).parents[1]
OUR_OWN = ("RAPPORT_", "DJANGO_", "PYTEST_")


def until(holds, *, seconds: float, what: str):
    """Ask again and again until something holds, and give it.

    Raises:
        AssertionError: it did not within ``seconds``.
    """
    end, pause = time.monotonic() + seconds, Event()
    while True:
        found = holds()
        if found:
            return found
        assert time.monotonic() < end, f"{what}: not within {seconds:.0f} s"
        pause.wait(0.02)


def environment(home: Path, models: Path | None = None) -> dict[str, str]:
    """Give the environment of a product in ``home``, without what the tests' own settings put there."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(OUR_OWN) and k != "DATABASE_URL"}
    kept |= {"RAPPORT_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONUNBUFFERED": "1"}
    return kept | ({"RAPPORT_MODELS": str(models)} if models else {})


def command(home: Path, *words: object, given: str = "", models: Path | None = None):
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "rapport.config.cli", *map(str, words)], input=given, text=True,
        capture_output=True, env=environment(home, models), cwd=ROOT, timeout=120, check=False,
    )  # fmt: skip


class Product:
    """One installation that can be started, killed in parts, and started again."""

    def __init__(self, home: Path, models: Path | None = None) -> None:
        self.home, self.models, self.process = home, models, None
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        self.log = home.with_name(home.name + ".log")

    def start(self, name: str = "demo") -> None:
        """Start everything and wait until the web process takes requests."""
        (self.home / "web.listening").unlink(missing_ok=True)
        self.launch(name)
        until(self._has_started, seconds=120, what="the product takes requests")

    def launch(self, name: str) -> subprocess.Popen[bytes]:
        """Start everything, and do not wait."""
        words = [sys.executable, "-m", "rapport.config.cli", name, "--port", str(self.port)]
        words += ["--without-models"] if name == "demo" else []
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                words, env=environment(self.home, self.models), cwd=ROOT, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        return self.process

    def _has_started(self) -> bool:
        assert self.process.poll() is None, self.said
        return (self.home / "web.listening").exists()

    @property
    def said(self) -> str:
        """Everything it printed so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def stop(self, number: int = signal.SIGINT) -> int:
        """End it as Ctrl-C does; give the exit status."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout=60)

    def remove(self) -> None:
        """End whatever is left of it, by id."""
        if self.process is not None and self.process.poll() is None:
            self.stop()
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        self.database.stop()

    @property
    def database(self) -> EmbeddedPostgres:
        """The server that lives with this home."""
        return EmbeddedPostgres(default_data_dir(self.home))

    def kill(self, part: str) -> None:
        """Kill the web process, the worker, the supervisor or the database with SIGKILL."""
        if part == "supervisor":
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=10)
        elif part == "database":
            os.kill(self.database.pid(), signal.SIGKILL)
        else:
            [pid] = [pid for pid, words in self._children() if part in words]
            os.kill(pid, signal.SIGKILL)
            until(lambda: not runs(pid), seconds=10, what=f"the end of {part}")

    def is_whole(self) -> bool:
        """Whether supervisor, web, worker and database all run."""
        parts = {part for _, words in self._children() for part in ("web", "worker") if part in words}
        return self.process.poll() is None and parts == {"web", "worker"} and self.database.is_running()

    def bring_back(self) -> None:
        """Start again what a killed supervisor left, or wait until the supervisor has done so itself."""
        if self.process.poll() is not None:
            self.port_is_free()
            self.start("serve")
        until(lambda: self.is_whole() and self.one("SELECT 1"), seconds=60, what="every part runs again")

    def port_is_free(self) -> None:
        """Wait until what a killed supervisor started has ended: it ends with it."""
        until(lambda: not self._children(), seconds=40, what="the end of the children")

    def processes(self) -> list[int]:
        """Give every process of this home: ours by their environment, the database's by its folder."""
        mine = [pid for pid, found in _environments() if found.get("RAPPORT_HOME") == str(self.home)]
        server = self.database.pid()
        return mine + ([server] if server else [])

    def _children(self) -> list[tuple[int, list[str]]]:
        found = []
        for pid in self.processes():
            words = _words(pid)
            if "rapport.config.cli" in words and words[-1] != "-" and ("web" in words or "worker" in words):
                found.append((pid, words))
        return found

    def ask(self, sql: str, *values: object) -> list[tuple]:
        """Look into the database from outside; nothing while it is away."""
        with psycopg.connect(self.database.url, autocommit=True) as connection:
            cursor = connection.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def one(self, sql: str, *values: object):
        """Give the first value that a question has, or None: no row, or the database is away for a moment."""
        try:
            rows = self.ask(sql, *values)
        except psycopg.OperationalError:
            return None
        return rows[0][0] if rows else None

    def code(self, username: str) -> str:
        """Give a one-time code, as `rapport demo-codes` prints it."""
        said = command(self.home, "demo-codes").stdout
        return re.search(rf"^{username}\s+\S+\s+(\d{{6}})\s", said, re.MULTILINE)[1]


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def runs(pid: int) -> bool:
    """Whether a process runs; one that waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _words(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().strip("\0").split("\0")
    except OSError:
        return []


def _environments() -> Iterator[tuple[int, dict[str, str]]]:
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit() or not runs(int(folder.name)):
            continue
        try:
            pairs = (folder / "environ").read_text(errors="replace").strip("\0").split("\0")
        except OSError:
            continue
        yield int(folder.name), dict(pair.split("=", 1) for pair in pairs if "=" in pair)
