"""The account that runs the database. PostgreSQL refuses to run as root, so root hands it to another."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

NAME = "rapport-db"


@dataclass(frozen=True)
class Account:
    """Who runs the server: ourselves (no ids), or a dedicated account."""

    uid: int | None = None
    gid: int | None = None

    def own(self, path: Path) -> None:
        """Give a path to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def run(self, command: list[str], *, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a command as this account and give what it printed."""
        extra = {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(
            command, env=environment, cwd="/", text=True, capture_output=True, check=False, **extra
        )  # type: ignore[call-overload]  # user and group are given together or not at all


def database_account() -> Account:
    """Give the account to use, made on first need where we are root."""
    if os.geteuid() != 0:
        return Account()
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
        subprocess.run(command, check=True, capture_output=True)
        entry = pwd.getpwnam(NAME)
    return Account(entry.pw_uid, entry.pw_gid)


def can_reach(path: Path, account: Account) -> bool:
    """Whether the account may walk down to ``path``: every folder above it that exists lets it through."""
    if account.uid is None:
        return True
    for folder in [path, *path.parents]:
        if not folder.exists():
            continue
        facts = folder.stat()
        if facts.st_uid == account.uid and facts.st_mode & 0o100:
            continue
        if not facts.st_mode & 0o001:
            return False
    return True
