"""What `rapport serve` says once it takes requests: where it is, and how to set up if nobody has yet."""

from __future__ import annotations

from pathlib import Path

from rapport.config.setup import gate
from rapport.people.practice import queries


def greeting(*, origin: str, home: Path, is_demonstration: bool) -> str:
    """Give the lines to print; an installation without a practice gets a new setup code."""
    if queries.is_set_up() or is_demonstration:
        gate.forget_code(home)
        return f"Rapport is at {origin}"
    return (
        f"Rapport is at {origin}\n"
        f"There is no practice in {home} yet. Set yours up in the browser: {origin}/setup/\n"
        "(If you have one already, press Ctrl-C and set RAPPORT_HOME to its folder.)\n"
        f"From another machine you are asked for this code, which works once: {gate.new_code(home)}"
    )
