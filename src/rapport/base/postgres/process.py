"""Which process serves a data folder, and ending exactly that one."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from itertools import pairwise
from pathlib import Path

_PATIENCE = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))  # fast, at once, by force
_SOCKET_LINE, _MEMORY_LINE = 4, 6  # of postmaster.pid, counted from 0


def server_pid(data_dir: Path) -> int | None:
    """Give the id of the server that runs on a data folder.

    A file left by a killed server does not count, even where its number was given to another process:
    the process must be a postgres that was started on this very folder.
    """
    lines = _facts(data_dir)
    try:
        pid = int(lines[0])
    except (ValueError, IndexError):
        return None
    return pid if alive(pid) and _serves(pid, data_dir) else None


def listens_in(data_dir: Path) -> Path | None:
    """Give the folder of the socket that the running server wrote down."""
    lines = _facts(data_dir)
    return Path(lines[_SOCKET_LINE]) if len(lines) > _SOCKET_LINE and lines[_SOCKET_LINE] else None


def end(pid: int) -> None:
    """End a server and wait until it is gone: politely, then without finishing, then by force."""
    for number, seconds in _PATIENCE:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not alive(pid):
                return
            time.sleep(0.05)


def clear_stale(data_dir: Path) -> None:
    """Remove the pid file of a dead server that would stop a new one: its number is a zombie's or another's.

    The file also guards the shared memory of the dead server's last processes, so it goes only when
    nobody holds that memory any more. Where this cannot be seen, PostgreSQL itself decides.
    """
    lines = _facts(data_dir)
    if server_pid(data_dir) is not None or len(lines) <= _MEMORY_LINE:
        return
    deadline = time.monotonic() + 10.0
    while (holders := _holders(lines[_MEMORY_LINE].split()[-1:])) and time.monotonic() < deadline:
        time.sleep(0.05)
    if holders == 0:
        (data_dir / "postmaster.pid").unlink(missing_ok=True)


def alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _facts(data_dir: Path) -> list[str]:
    try:
        return (data_dir / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _holders(identity: list[str]) -> int | None:
    """Count the processes attached to a block of shared memory; None where the system does not tell."""
    try:
        rows = [line.split() for line in Path("/proc/sysvipc/shm").read_text().splitlines()]
    except OSError:
        return None
    place, count = rows[0].index("shmid"), rows[0].index("nattch")
    return sum(int(row[count]) for row in rows[1:] if row[place] in identity)


def _serves(pid: int, data_dir: Path) -> bool:
    words = _command(pid)
    if not words or not Path(words[0]).name.startswith("postgres"):
        return False
    folders = [after for word, after in pairwise(words) if word == "-D"]
    return any(Path(folder).resolve() == data_dir.resolve() for folder in folders)


def _command(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        pass
    listed = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )  # systems without /proc
    return listed.stdout.split()


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False
