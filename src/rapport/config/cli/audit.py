"""`rapport audit verify|checkpoint`: checking the record, and taking a checkpoint outside."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from rapport.base.errors import Unable
from rapport.config.environment import Environment
from rapport.config.installation import require_practice, running_database, start_django


class NotACheckpoint(Unable):
    """The file that was given as a checkpoint is none."""


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("audit", help="Verify the record, or print a checkpoint to keep elsewhere")
    command.add_argument("action", choices=["verify", "checkpoint"])
    command.add_argument("--checkpoint", type=Path, help="a checkpoint that was kept outside")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify and say what was found and what cannot be seen; or seal and print a checkpoint.

    Gives 2 where the record was changed.
    """
    environment = Environment.read()
    require_practice(environment)
    outside = _read(arguments.checkpoint)
    with running_database(environment):
        start_django()
        return _checkpoint() if arguments.action == "checkpoint" else _verify(outside)


def _read(checkpoint: Path | None) -> Any:
    if checkpoint is None:
        return None
    try:
        found = json.loads(checkpoint.read_text())
    except (OSError, ValueError) as error:
        raise NotACheckpoint(
            f"{checkpoint} is not a checkpoint. Give a file that `rapport audit checkpoint` wrote."
        ) from error
    if not isinstance(found, dict) or not {"size", "root", "signature"} <= found.keys():
        raise NotACheckpoint(f"{checkpoint} is not a checkpoint: it does not name size, root and signature.")
    return found


def _verify(outside: Any) -> int:
    from rapport.safeguards.audit.verification import verify

    result = verify(outside=outside)
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
