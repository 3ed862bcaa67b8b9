"""`rapport models list|install|verify`: the models that run on this machine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapport.config.environment import Environment

if TYPE_CHECKING:
    from rapport.engines.models import InstallProgress

DEMONSTRATION = ("whisper-base", "speaker-encoder")
TESTS = ("whisper-tiny-en", "whisper-base", "speaker-encoder")


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("models", help="List, install or verify models")
    command.add_argument("action", choices=["list", "install", "verify"])
    command.add_argument("keys", nargs="*", help="which models (default: those that the product uses)")
    command.add_argument("--folder", type=Path, help="a folder that holds the files already")
    command.add_argument("--for-tests", action="store_true", help="only what the tests need")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked and print one line a model; 1 where something is not as it should be."""
    from rapport.engines import models

    directory = Environment.read().models
    keys = tuple(arguments.keys) or (TESTS if arguments.for_tests else DEMONSTRATION)
    if arguments.action == "list":
        for found in models.list_models(directory):
            state = "installed" if found.installed else "missing"
            print(f"{found.model.key:20} {state:10} {found.model.licence:12} {found.model.purpose}")
        return 0
    if arguments.action == "verify":
        return verify(directory)
    for key in keys:
        try:
            install(key, directory, arguments.folder)
        except models.ModelError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def install(key: str, directory: Path, folder: Path | None = None) -> None:
    """Install one model unless it is there, saying what happens.

    Raises:
        ModelError: no source gave it, or what came is not what the manifest names.
    """
    from rapport.engines import models

    models.install(key, directory, folder=folder, progress=_Line())


class _Line:
    """Says how far an installation is: one line a source and quarter, since a log keeps each line."""

    def __init__(self) -> None:
        self._said: tuple[str, int] | None = None

    def __call__(self, now: InstallProgress) -> None:
        quarter = 4 * now.done // max(1, now.total)
        if self._said != (now.transport, quarter):
            self._said = (now.transport, quarter)
            print(f"  {now.key}: {25 * quarter} % of {now.total / 1e6:.0f} MB ({now.transport})", flush=True)


def verify(directory: Path) -> int:
    """Check every byte of every installed model against the manifest; 1 where one is not as it should be."""
    from rapport.engines import models

    failed = 0
    for key in models.installed(directory):
        try:
            models.verify(key, directory)
            print(f"{key:20} verified")
        except models.ModelError as error:
            failed += 1
            print(f"{key:20} {error}")
    return 1 if failed else 0
