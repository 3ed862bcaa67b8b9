"""`rapport demo`: a demonstration practice with fictional people, in a home of its own."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from rapport.base.errors import Unable
from rapport.config.environment import Environment
from rapport.config.installation import (
    migrate,
    prepare_folders,
    running_database,
    start_database,
    start_django,
)


class NotADemonstration(Unable):
    """This home holds a real practice; fictional people never come into it."""


def add(commands: Any) -> None:
    """Add the commands."""
    command = commands.add_parser("demo", help="Make a demonstration practice and serve it")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--without-models", action="store_true", help="do not fetch models")
    command.add_argument("--only-make", action="store_true", help="make it, then stop")
    command.set_defaults(run=run)
    codes = commands.add_parser("demo-codes", help="Print the demonstration's sign-ins with fresh codes")
    codes.set_defaults(run=print_codes)


def run(arguments: argparse.Namespace) -> int:
    """Make what is missing, then serve until Ctrl-C."""
    from rapport.config.cli.serve import check_free, supervise

    began = time.monotonic()
    if not arguments.only_make:
        check_free(arguments.host, arguments.port)
    home = Environment.read().home
    mark_as_demonstration(home)
    environment = Environment.read()
    if not arguments.without_models:
        _models(environment)
    print("Starting the database ...", flush=True)
    database = start_database(environment)
    try:
        start_django()
        migrate()
        _people()
    except BaseException:
        if database is not None:
            database.stop()
        raise
    if arguments.only_make:
        if database is not None:
            database.stop()
        return 0
    origin = f"http://localhost:{arguments.port}"
    supervise(
        arguments.host,
        arguments.port,
        database,
        ready=lambda: _welcome(origin, time.monotonic() - began),
    )
    return 0


def mark_as_demonstration(home: Path) -> None:
    """Make a home a demonstration's, unless a real practice lives there.

    Raises:
        NotADemonstration: it has a database or keys and no mark.
    """
    mark = home / "DEMONSTRATION"
    if not mark.exists() and ((home / "postgres").exists() or (home / "keystore").exists()):
        raise NotADemonstration(f"{home} holds a real practice. Choose another folder with RAPPORT_HOME.")
    prepare_folders(Environment.read())
    mark.write_text("Fictional people only. A real practice never lives here.\n")


def print_codes(_arguments: argparse.Namespace) -> int:
    """Print the sign-ins of a running demonstration."""
    environment = Environment.read()
    if not environment.demonstration:
        raise NotADemonstration("There is no demonstration here. Run `make demo` first.")
    with running_database(environment):
        start_django()
        _sign_ins()
    return 0


def _models(environment: Environment) -> None:
    from rapport.config.cli.models import DEMONSTRATION, install
    from rapport.engines.models import ModelError

    print("Models ...", flush=True)
    for key in DEMONSTRATION:
        try:
            install(key, environment.models)
        except ModelError as error:
            print(f"  {error}\n  Everything but transcription works without it.", file=sys.stderr)


def _people() -> None:
    from django.utils import timezone

    from rapport.config.demo.seeding import seed
    from rapport.people.practice.queries import is_set_up

    if not is_set_up():
        print("Making the demonstration practice, once ...", flush=True)
        seed(now=timezone.now())


def _welcome(origin: str, seconds: float) -> None:
    print(f"\nThe demonstration is at {origin} (ready after {seconds:.0f} s). Everyone in it is invented.\n")
    _sign_ins()
    print("\nFresh codes: make demo-codes. Ctrl-C stops everything.", flush=True)


def _sign_ins() -> None:
    from allauth.mfa.totp.internal import auth
    from allauth.mfa.utils import decrypt

    from rapport.config.demo.seeding import PASSWORD, signed_in_names
    from rapport.safeguards.accounts.queries import one_time_secret

    print(f"{'user name':12} {'password':22} {'code':8} who")
    counter = int(time.time()) // 30
    for user in signed_in_names():
        secret = one_time_secret(user.id)
        if secret is None:
            continue
        code = auth.format_hotp_value(auth.hotp_value(decrypt(secret), counter))
        print(f"{user.username:12} {PASSWORD:22} {code:8} {user.display_name} ({', '.join(user.roles)})")
    print(f"The codes hold for {30 - int(time.time()) % 30} seconds more.")
