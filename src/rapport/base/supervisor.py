"""Starts the processes of one installation and stops exactly those, by id, however it ends itself."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

_PR_SET_PDEATHSIG = 1
_GRACE_SECONDS = 25
_LONGEST_WAIT = 30.0


@dataclass
class Child:
    """One process: how it is started, and how often it fell."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    not_before: float = 0.0

    def start(self) -> None:
        """Start it; on Linux it ends with its parent, even one that was killed."""
        self.process = subprocess.Popen(
            list(self.command), env={**os.environ, **self.environment}, preexec_fn=_die_with_parent
        )  # our own programs, no shell

    def stop(self) -> None:
        """Ask it to stop, wait, and insist."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Runs children until told to stop; one that falls is started again after a growing wait."""

    def __init__(self, children: Sequence[Child], *, on_end: Callable[[], None]) -> None:
        """Take the children in the order of starting; ``on_end`` runs after all have stopped."""
        self._children = list(children)
        self._on_end = on_end
        self._wanted = True

    def run(self, *, ready: Callable[[], None]) -> None:
        """Start everything, say so, and stay until SIGINT or SIGTERM."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end)
        try:
            for child in self._children:
                child.start()
            ready()
            while self._wanted:
                self._look_after()
                time.sleep(0.3)
        finally:
            for child in reversed(self._children):
                child.stop()
            self._on_end()

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._wanted = False

    def _look_after(self) -> None:
        for child in self._children:
            if child.process is None or child.process.poll() is None or time.monotonic() < child.not_before:
                continue
            child.falls += 1
            child.not_before = time.monotonic() + min(_LONGEST_WAIT, 2.0**child.falls)
            sys.stderr.write(f"{child.name} ended unexpectedly and is started again.\n")
            child.start()


def _die_with_parent() -> None:
    """Leave the terminal's group, so that Ctrl-C reaches the parent alone, and end with the parent."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
