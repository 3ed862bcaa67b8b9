"""`rapport recover`: the practice key from recovery shares, where its file is lost."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from rapport.base.errors import Unable
from rapport.config.environment import Environment
from rapport.config.installation import running_database, start_django

SHARES = 2


class NothingToRecover(Unable):
    """The practice key is here already, or there is nothing that it would open."""


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("recover", help="Bring the practice key back from two recovery shares")
    command.add_argument("--shares", action="store_true", help="read them from standard input, one a line")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask for two shares and put the practice key back; only the one that opens the keys here is taken.

    Raises:
        NothingToRecover, UnableToRecover, PracticeKeyLost: nothing was changed.
    """
    environment = Environment.read()
    if not (environment.home / "keystore").is_dir():
        raise NothingToRecover(f"No practice lived in {environment.home}. Set RAPPORT_HOME to yours.")
    with running_database(environment):
        start_django()
        _put_back([_share(number, arguments.shares) for number in range(1, SHARES + 1)])
    print("The practice key is back, and it opens the keys that are here. Start with: rapport serve")
    return 0


def _put_back(shares: list[str]) -> None:
    from rapport.safeguards.actors import Actor
    from rapport.safeguards.audit import services as audit
    from rapport.safeguards.audit.actions import AuditAction
    from rapport.safeguards.vault.recovery import recover_practice_key
    from rapport.safeguards.vault.services import keystore

    if keystore().is_initialised:
        raise NothingToRecover("The practice key is here. Nothing was changed.")
    keystore().initialise(recover_practice_key(shares))
    audit.record(
        by=Actor.service("recovery"), action=AuditAction.PRACTICE_KEY_RECOVERED,
        subject=("keystore", "practice"),
    )  # fmt: skip


def _share(number: int, from_input: bool) -> str:  # noqa: FBT001  # the one way or the other of asking
    if from_input or not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    return getpass.getpass(f"Share {number}, all its words (they are not shown): ")
