"""Starts the processes of one installation and stops exactly those, by id, however it ends itself."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from rapport.base.errors import Expected

_PR_SET_PDEATHSIG = 1
_GRACE_SECONDS = 25.0
_LONGEST_WAIT = 30.0
_STEADY_SECONDS = 60.0  # after this long a start counts as a success
_MOST_FALLS = 5
_LOOK_EVERY = 0.2
_END_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class UnableToKeepRunning(Expected, RuntimeError):
    """A process ends each time it is started. Everything was stopped; the message says which one."""

    status = 503


@dataclass
class Child:
    """One process: how it is started, and how often it fell since it last ran for a minute."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    started: float = 0.0
    not_before: float = 0.0

    def start(self) -> None:
        """Start it; on Linux it ends with its parent, even one that was killed."""
        parent = os.getpid()
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            list(self.command),
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            preexec_fn=lambda: _die_with(parent),  # noqa: PLW1509  # this process has one thread
        )  # our own programs, no shell

    def runs(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Ask it to stop."""
        if self.process is not None and self.runs():
            self.process.terminate()

    def stop(self, *, deadline: float) -> None:
        """Wait for it to stop, then insist; what it started goes with it."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)  # it leads a group of its own: see _die_with
        self.process.wait()


class Supervisor:
    """Runs children until told to stop; one that falls is started again after a growing wait."""

    def __init__(
        self,
        children: Sequence[Child],
        *,
        on_end: Callable[[], None],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the children in the order of starting; ``on_end`` runs after all have stopped.

        ``meanwhile`` is called five times a second, before the children are looked after: it brings back
        what they need and what is no child, such as a database that was killed.
        """
        self._children = list(children)
        self._on_end = on_end
        self._meanwhile = meanwhile
        self._wanted = True

    def run(self, *, ready: Callable[[], None]) -> None:
        """Start everything, say so, and stay until SIGINT, SIGTERM or the terminal's end.

        Raises:
            UnableToKeepRunning: a child fell five times without running for a minute.
        """
        before = {number: signal.signal(number, self._end) for number in _END_SIGNALS}
        try:
            for child in self._children:
                child.start()
            ready()
            while self._wanted:
                self._meanwhile()
                self._look_after()
                time.sleep(_LOOK_EVERY)
        finally:
            try:
                self._stop_all()
            finally:
                self._on_end()
                for number, handler in before.items():
                    signal.signal(number, handler)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._wanted = False

    def _stop_all(self) -> None:
        """Stop the last started first; all share one time of grace, which a service manager can wait for."""
        deadline = time.monotonic() + _GRACE_SECONDS
        for child in reversed(self._children):
            child.ask_to_stop()
        for child in reversed(self._children):
            child.stop(deadline=deadline)

    def _look_after(self) -> None:
        for child in self._children:
            if child.runs() or not self._wanted:
                continue
            if child.not_before <= child.started:
                self._note_fall(child)
            if time.monotonic() >= child.not_before:
                child.start()

    def _note_fall(self, child: Child) -> None:
        now = time.monotonic()
        child.falls = 1 if now - child.started > _STEADY_SECONDS else child.falls + 1
        if child.falls >= _MOST_FALLS:
            raise UnableToKeepRunning(
                f"{child.name} ended {child.falls} times in a row, so everything was stopped. "
                "The lines above say why it ended."
            )
        child.not_before = now + min(_LONGEST_WAIT, 2.0 ** (child.falls - 1))
        sys.stderr.write(f"{child.name} ended unexpectedly and is started again.\n")


def _die_with(parent: int) -> None:
    """Leave the terminal's group, so that Ctrl-C reaches the parent alone, and end with the parent."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended before the line above
            os._exit(1)
