"""Putting an upgraded data folder in the old one's place, so that a kill at any moment loses neither."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from rapport.base.postgres import places


def finish_move(data_dir: Path) -> None:
    """Finish a move that was begun: the marker says that the new data is complete."""
    marker, new = places.sibling(data_dir, "upgraded"), places.sibling(data_dir, "upgrading")
    if not marker.exists():
        return
    if new.exists():
        if data_dir.exists():
            data_dir.rename(_kept(data_dir))
        new.rename(data_dir)
    shutil.rmtree(places.socket_dir(new), ignore_errors=True)
    for ending in ("password", "lock"):
        places.sibling(new, ending).unlink(missing_ok=True)
    marker.unlink()
    _sync(data_dir.parent)


def begin_move(data_dir: Path) -> Path:
    """Mark the new data as complete and move it into place; give where the old data lies now."""
    kept = _kept(data_dir)
    places.sibling(data_dir, "upgraded").touch(mode=0o600)
    _sync(data_dir.parent)
    finish_move(data_dir)
    return kept


def _kept(data_dir: Path) -> Path:
    """Give a name beside the data folder that says which version made it."""
    ending = "pg" + (data_dir / "PG_VERSION").read_text().strip()
    wanted, number = places.sibling(data_dir, ending), 2
    while wanted.exists():
        wanted, number = places.sibling(data_dir, f"{ending}-{number}"), number + 1
    return wanted


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
