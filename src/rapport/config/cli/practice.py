"""`rapport init`: the first run of a real practice, in words, at the terminal."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import Any

from rapport.base.errors import Expected, Unable
from rapport.config.environment import Environment
from rapport.config.installation import migrate, running_database, start_django


class UnableToBegin(Unable):
    """A practice cannot begin here; the message says why."""


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("init", help="Set up a real practice on this machine")
    command.add_argument(
        "--answers", action="store_true", help="read the answers from standard input, one a line"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask what is needed, make keys and practice, and print the recovery shares once.

    Raises:
        UnableToBegin: this home holds a demonstration, or a practice already.
    """
    environment = Environment.read()
    if environment.demonstration:
        raise UnableToBegin("This home holds the demonstration. Set RAPPORT_HOME to a folder of its own.")
    with running_database(environment):
        start_django()
        migrate()
        _set_up(_plain if arguments.answers else _spoken)
    return 0


def _set_up(ask: Callable[..., str]) -> None:
    from rapport.config import beginning
    from rapport.people.practice.queries import is_set_up

    if is_set_up():
        raise UnableToBegin("This home holds a practice already. Start it with: rapport serve")
    print("This sets up your practice on this machine. Nothing leaves it.\n", file=sys.stderr)
    answers = {}
    for name, text, check in beginning.QUESTIONS:
        answers[name] = _insist(ask, name, text, check)
    shares = beginning.begin(answers)
    print("\nThree recovery shares. Any two bring your keys back; one alone tells nothing.")
    print("Write each on paper, keep them in three places, and tell nobody two.\n")
    for number, share in enumerate(shares, start=1):
        print(f"Share {number}: {share}\n")
    print("Your practice is ready. Start it with: rapport serve\nThen sign in and set up your second factor.")


def _insist(ask: Callable[..., str], name: str, text: str, check: Callable[[str], None]) -> str:
    while True:
        answer = ask(name, text).strip()
        try:
            check(answer)
        except Expected as error:
            print(f"  {error}", file=sys.stderr)
            if ask is _plain:
                raise
        else:
            return answer


def _spoken(name: str, text: str) -> str:
    return getpass.getpass(f"{text}: ") if "password" in name else input(f"{text}: ")


def _plain(_name: str, _text: str) -> str:
    line = sys.stdin.readline()
    if not line:
        raise UnableToBegin("The answers ended too early.")
    return line.rstrip("\n")
