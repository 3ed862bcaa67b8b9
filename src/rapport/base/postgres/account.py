"""The account that runs the database. PostgreSQL refuses to run as root, so root hands it to another."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapport.base.postgres.errors import UnableToStartDatabase

NAME = "rapport-db"
_WAYS_TO_MAKE_IT = (
    ("useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME),
    ("adduser", "-S", "-D", "-H", NAME),  # the small systems that have no useradd
)


@dataclass(frozen=True)
class Account:
    """Who runs the server: ourselves (no ids), or a dedicated account."""

    uid: int | None = None
    gid: int | None = None

    def own(self, path: Path) -> None:
        """Give a path to this account, never what a link points to."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def owners(self) -> set[int]:
        """Give whose folders are trusted: ours and this account's."""
        return {os.geteuid()} if self.uid is None else {os.geteuid(), self.uid}

    def run(self, command: list[str], *, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a command as this account and give what it printed."""
        groups: list[int] | None = None if self.uid is None else []
        return subprocess.run(
            command, env=environment, cwd="/", text=True, capture_output=True, check=False, umask=0o077,
            user=self.uid, group=self.gid, extra_groups=groups,
        )  # fmt: skip


def database_account() -> Account:
    """Give the account to use, made on first need where we are root.

    Raises:
        UnableToStartDatabase: it does not exist and cannot be made.
    """
    if os.geteuid() != 0:
        return Account()
    entry = _entry() or _make()
    return Account(entry.pw_uid, entry.pw_gid)


def can_reach(path: Path, account: Account) -> bool:
    """Whether the account may walk down to ``path``: every folder above it that exists lets it through."""
    if account.uid is None:
        return True
    return all(_lets_through(folder, account) for folder in [path, *path.parents] if folder.exists())


def _lets_through(folder: Path, account: Account) -> bool:
    facts = folder.stat()
    if facts.st_uid == account.uid:
        return bool(facts.st_mode & 0o100)
    if facts.st_gid == account.gid:
        return bool(facts.st_mode & 0o010)
    return bool(facts.st_mode & 0o001)


def _entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _make() -> pwd.struct_passwd:
    for command in _WAYS_TO_MAKE_IT:
        try:
            subprocess.run(command, check=False, capture_output=True)
        except FileNotFoundError:
            continue
        if (entry := _entry()) is not None:
            return entry
    raise UnableToStartDatabase(
        f"PostgreSQL does not run as root, and the account {NAME} could not be made. "
        f"Make it with `useradd --system {NAME}`, or run Rapport as an ordinary user."
    )
