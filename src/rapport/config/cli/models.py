"""`rapport models list|install|verify`: the models that run on this machine."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rapport.config.environment import Environment

DEMONSTRATION = ("whisper-base", "speaker-encoder")
TESTS = ("whisper-tiny-en", "speaker-encoder")


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("models", help="List, install or verify models")
    command.add_argument("action", choices=["list", "install", "verify"])
    command.add_argument("keys", nargs="*", help="which models (default: those that the product uses)")
    command.add_argument("--folder", type=Path, help="a folder that holds the files already")
    command.add_argument("--for-tests", action="store_true", help="only what the tests need")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked and print one line a model."""
    from rapport.engines import models

    directory = Environment.read().models
    keys = tuple(arguments.keys) or (TESTS if arguments.for_tests else DEMONSTRATION)
    if arguments.action == "list":
        for found in models.list_models(directory):
            print(f"{found.key:20} {'installed' if found.is_installed else 'missing':10} {found.purpose}")
        return 0
    if arguments.action == "verify":
        return verify(directory)
    for key in keys:
        install(key, directory, arguments.folder)
    return 0


def install(key: str, directory: Path, folder: Path | None = None) -> None:
    """Install one model unless it is there, saying what happens."""
    from rapport.engines import models

    models.install(key, directory, folder=folder, progress=lambda text: print(f"  {text}", flush=True))


def verify(directory: Path) -> int:
    """Check every installed file against the manifest."""
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
