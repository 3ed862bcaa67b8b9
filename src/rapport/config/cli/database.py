"""`rapport database upgrade`: moves the data to the PostgreSQL that this version carries."""

from __future__ import annotations

import argparse
from typing import Any

from rapport.base.errors import Unable
from rapport.config.environment import Environment
from rapport.config.installation import require_practice


class NothingToUpgrade(Unable):
    """The database is a server of its own; its keeper upgrades it."""


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("database", help="Upgrade the embedded database")
    command.add_argument("action", choices=["upgrade"])
    command.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Move the data; the old folder stays beside the new one."""
    from rapport.base.postgres import upgrade

    environment = Environment.read()
    if environment.external_database:
        raise NothingToUpgrade("DATABASE_URL names a server of its own. Upgrade it there.")
    require_practice(environment)
    kept = upgrade(environment.embedded_database().data_dir)
    if kept is None:
        print("Nothing to do: the database is already of the version that this Rapport carries.")
        return 0
    print(f"Upgraded. The old data is kept at {kept}. Start Rapport and look before you remove it.")
    return 0
