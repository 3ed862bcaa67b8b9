"""`rapport accounts reset NAME`: the way back in for an owner who lost phone and recovery codes."""

from __future__ import annotations

import argparse
from typing import Any

from rapport.base.errors import NotFound
from rapport.config.environment import Environment
from rapport.config.installation import require_practice, running_database, start_django


class NoSuchUser(NotFound):
    """Nobody signs in with this name."""


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("accounts", help="Take away a lost second factor, at the machine itself")
    command.add_argument("action", choices=["reset"])
    command.add_argument("username")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Take away somebody's second factor and end their sign-ins; the record says that it was done here.

    Whoever runs this holds the machine and its keys, which is proof enough and more than a page could ask.

    Raises:
        NoSuchUser.
    """
    environment = Environment.read()
    require_practice(environment)
    with running_database(environment):
        start_django()
        _reset(arguments.username)
    print(f"Done. {arguments.username} signs in with the passphrase and sets up a new second factor at once.")
    return 0


def _reset(username: str) -> None:
    from rapport.safeguards.accounts import queries, services
    from rapport.safeguards.accounts.kinds import Proof, ResetReason
    from rapport.safeguards.actors import Actor

    user_id = queries.id_of(username)
    if user_id is None:
        raise NoSuchUser(f"Nobody signs in as {username}.")
    services.reset_second_factor(
        by=Actor.service("command line"), user_id=user_id, reason=ResetReason.LOST, proof=Proof.IN_PERSON
    )
