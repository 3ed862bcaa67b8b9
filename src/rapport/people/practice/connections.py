"""Connections that this process holds to other machines, as the kernel lists them. Linux only, so far."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROCESS = Path("/proc/self")
_ESTABLISHED, _LISTENING = "01", "0A"  # include/net/tcp_states.h
_WORD = 8  # hexadecimal digits of one 32-bit word, each in the machine's own order of bytes


@dataclass(frozen=True)
class _Row:
    local_port: int
    remote: str
    state: str
    inode: str


def outgoing(process: Path = PROCESS) -> int | None:
    """Count the connections to other machines that this process opened; None if that cannot be read.

    A browser that asks us is not counted: its connection ends at a port on which we listen.
    """
    try:
        ours = set(_sockets(process))
        rows = [row for name in ("tcp", "tcp6") for row in _rows(process / "net" / name) if row.inode in ours]
    except OSError:
        return None
    listening = {row.local_port for row in rows if row.state == _LISTENING}
    return sum(
        1
        for row in rows
        if row.state == _ESTABLISHED and row.local_port not in listening and not _is_here(row.remote)
    )


def _sockets(process: Path) -> Iterator[str]:
    for entry in (process / "fd").iterdir():
        with suppress(OSError):  # closed meanwhile
            target = str(entry.readlink())
            if target.startswith("socket:["):
                yield target[len("socket:[") : -1]


def _rows(table: Path) -> Iterator[_Row]:
    if not table.exists():
        return
    for line in table.read_text("ascii").splitlines()[1:]:
        cells = line.split()
        yield _Row(int(cells[1].partition(":")[2], 16), cells[2].partition(":")[0], cells[3], cells[9])


def _is_here(address: str) -> bool:
    words = [bytes.fromhex(address[i : i + _WORD]) for i in range(0, len(address), _WORD)]
    raw = b"".join(word[::-1] if sys.byteorder == "little" else word for word in words)
    found = ipaddress.ip_address(raw)
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_loopback)
