"""`rapport audit verify|checkpoint`: checking the record, and taking a checkpoint outside."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from rapport.config.environment import Environment
from rapport.config.installation import start_database, start_django


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("audit", help="Verify the record, or print a checkpoint to keep elsewhere")
    command.add_argument("action", choices=["verify", "checkpoint"])
    command.add_argument("--checkpoint", type=Path, help="a checkpoint that was kept outside")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify and say what was found and what cannot be seen; or seal and print a checkpoint."""
    environment = Environment.read()
    database = environment.embedded_database() if not environment.external_database else None
    was_running = database is None or database.is_running()
    start_database(environment)
    try:
        start_django()
        return _checkpoint() if arguments.action == "checkpoint" else _verify(arguments.checkpoint)
    finally:
        if database is not None and not was_running:
            database.stop()


def _verify(outside: Path | None) -> int:
    from rapport.safeguards.audit.verification import verify

    result = verify(outside=json.loads(outside.read_text()) if outside else None)
    print(f"{result.events} events, {result.sealed} sealed, {result.unsealed} waiting.")
    for finding in result.findings:
        print(f"FOUND: {finding}")
    for limit in result.limits:
        print(f"Cannot be seen: {limit}")
    print("The record is whole." if result.is_whole else "The record was changed.")
    return 0 if result.is_whole else 2


def _checkpoint() -> int:
    from django.utils import timezone

    from rapport.safeguards.audit import services

    while services.seal(at=timezone.now()):
        pass
    newest = services.newest_checkpoint()
    print(json.dumps(newest, indent=1) if newest else "Nothing has happened yet.")
    return 0
