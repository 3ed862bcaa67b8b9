"""What can be read of the disk under a folder: its room, and on Linux whether the system encrypts it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

SYSTEM = Path("/sys")


def room(folder: Path) -> tuple[int, int]:
    """Give the free and the whole size of the disk in bytes."""
    usage = shutil.disk_usage(folder)
    return usage.free, usage.total


def is_encrypted(folder: Path, *, system: Path = SYSTEM) -> bool | None:
    """Whether the kernel encrypts the disk under a folder (LUKS, dm-crypt); None if that cannot be read.

    False only says that the kernel does not: a drive or a cloud's disk may still encrypt by itself.
    """
    device = os.stat(folder).st_dev  # noqa: PTH116  # Path.stat gives the same; this reads as what it is
    return device_is_encrypted(os.major(device), os.minor(device), system=system)


def device_is_encrypted(major: int, minor: int, *, system: Path = SYSTEM) -> bool | None:
    """Whether a block device lies on encrypted ones only; None for what is no block device (major 0)."""
    node = system / "dev" / "block" / f"{major}:{minor}"
    if major == 0 or not node.exists():
        return None
    return _lies_on_encrypted(node.resolve())


def _lies_on_encrypted(node: Path) -> bool:
    identity = node / "dm" / "uuid"
    if identity.is_file() and identity.read_text("ascii", "replace").startswith("CRYPT-"):
        return True
    below = list((node / "slaves").iterdir()) if (node / "slaves").is_dir() else []
    return bool(below) and all(_lies_on_encrypted(one.resolve()) for one in below)
