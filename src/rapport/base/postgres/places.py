"""The folders and files that belong to one data folder, all named after it and lying beside it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rapport.base.postgres.account import Account, can_reach, database_account
from rapport.base.postgres.errors import UnableToStartDatabase
from rapport.base.postgres.programs import SHARED

_POINTER = "database-place"
_LONGEST_SOCKET_DIR = 85  # a socket's whole path has 103 characters on the strictest system


def default_data_dir(home: Path) -> Path:
    """Give where a practice's database lives: in its home, or for root where the database account can reach.

    The choice is made once and kept in the home, so that a later change of modes never hides the data,
    and a home that was removed and made again begins with an empty database.
    """
    inside, pointer = home / "postgres", home / _POINTER
    if pointer.exists():
        return Path(pointer.read_text("utf-8").strip())
    account = database_account()
    if (inside / "PG_VERSION").exists() or can_reach(home.parent, account):
        return inside
    return _point(pointer, SHARED / secrets.token_hex(8) / "postgres")


def socket_dir(data_dir: Path) -> Path:
    """Give the private folder of the socket: beside the data, or in /tmp where that path is too long."""
    beside = sibling(data_dir, "socket")
    if len(str(beside)) <= _LONGEST_SOCKET_DIR:
        return beside
    digest = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:12]
    return Path(f"/tmp/rapport-{os.geteuid()}-{digest}")  # noqa: S108  # private_folder refuses one that is not ours


def sibling(data_dir: Path, ending: str) -> Path:
    """Give the path beside a data folder with an ending of its own."""
    whole = data_dir.resolve()
    return whole.with_name(f"{whole.name}.{ending}")


def password(data_dir: Path) -> str:
    """Give the database's password, made on first use and readable by us alone."""
    path = sibling(data_dir, "password")
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(32))
    return path.read_text("ascii").strip()


def private_folder(folder: Path, account: Account) -> None:
    """Make a folder of mode 0700 that belongs to the account.

    Raises:
        UnableToStartDatabase: something that is not ours lies there.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    facts = folder.lstat()
    if folder.is_symlink() or facts.st_uid not in account.owners():
        raise UnableToStartDatabase(f"{folder} belongs to somebody else. Remove it, then start again.")
    account.own(folder)
    folder.chmod(0o700)


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Let one process at a time start or move the database of a data folder."""
    path = sibling(data_dir, "lock")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _point(pointer: Path, place: Path) -> Path:
    pointer.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_once(pointer, str(place))
    return Path(pointer.read_text("utf-8").strip())


def _write_once(path: Path, text: str) -> None:
    """Write a file of mode 0600 whole, or leave what another process wrote a moment earlier."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
