"""The product itself as a newcomer starts it: processes, database and people in a folder of its own."""

from __future__ import annotations

import os
import re
import signal
import socket  # noqa: TID251  # asks the system for a free port; connects to nothing
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).parents[2]
LONGEST_START = 180


class DidNotStart(AssertionError):
    """The product ended, or said nothing for too long; the text is what it printed."""


class Product:
    """One running demonstration."""

    def __init__(self, home: Path, *options: str, models: Path | None = None) -> None:
        """Start it on a free port and wait until it says where it is."""
        self.home, self._said, self._ready = home, [], Event()
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        self._environment = environment(home, models)
        command = [sys.executable, "-m", "rapport.config.cli", "demo", "--port", str(self.port), *options]
        self.process = subprocess.Popen(  # our own command
            command, env=self._environment, cwd=ROOT, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()
        if not self._ready.wait(LONGEST_START) or "Fresh codes" not in self.said:
            self.stop()
            raise DidNotStart("".join(self._said))

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self._said.append(line)
            if line.startswith("Fresh codes"):
                self._ready.set()
        self._ready.set()

    @property
    def said(self) -> str:
        """What it printed so far."""
        return "".join(self._said)

    def code(self, username: str) -> str:
        """Give a one-time code that is valid now, as `make demo-codes` prints it."""
        done = subprocess.run(  # our own command
            [sys.executable, "-m", "rapport.config.cli", "demo-codes"],
            env=self._environment, cwd=ROOT, text=True, capture_output=True, check=True, timeout=60,
        )  # fmt: skip
        found = re.search(rf"^{username}\s+\S+\s+(\d{{6}})\s", done.stdout, re.MULTILINE)
        assert found, done.stdout
        return found[1]

    def stop(self) -> int:
        """Press Ctrl-C and wait for the end; give the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise
        finally:
            self._listener.join(timeout=10)
            if self.process.stdout:
                self.process.stdout.close()


def environment(home: Path, models: Path | None = None) -> dict[str, str]:
    """Give the environment of a product in ``home``, without what the tests' own settings put there."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RAPPORT_", "DJANGO_", "PYTEST_")) and name != "DATABASE_URL"
    }
    kept |= {"RAPPORT_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONUNBUFFERED": "1"}
    if models is not None:
        kept["RAPPORT_MODELS"] = str(models)
    return kept


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(holds, *, seconds: float, what: str) -> None:
    """Ask again and again until something holds.

    Raises:
        AssertionError: it did not within ``seconds``.
    """
    end, pause = time.monotonic() + seconds, Event()
    while not holds():
        assert time.monotonic() < end, f"{what} did not happen within {seconds:.0f} s"
        pause.wait(0.2)
