"""What may be given to a job: ids and nothing else."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

Identifier = int | uuid.UUID | str
# Lower-case words of a program: dotted paths, event names, hashes. Names of people, dates as they are
# written, diagnosis codes and sentences do not fit.
_WORDS = re.compile(r"[a-z0-9_]+(?:[.:-][a-z0-9_]+)*")
_LONGEST = 120
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class NotAnIdentifier(TypeError):
    """A job was given something that is not an id. Client text must never reach the queue."""


def to_stored(ids: Mapping[str, object]) -> dict[str, str | int]:
    """Give ids as the queue stores them.

    Raises:
        NotAnIdentifier: one is not an id; the message names the argument and does not repeat the value.
    """
    return {name: _checked(name, value) for name, value in ids.items()}


def from_stored(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Give ids as the job takes them: UUIDs are UUIDs again."""
    return {name: _restored(value) for name, value in arguments.items()}


def _checked(name: str, value: object) -> str | int:
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and len(value) <= _LONGEST and _WORDS.fullmatch(value):
        return value
    raise NotAnIdentifier(f"{name} is not an id: give an int, a UUID or a short lower-case name.")


def _restored(value: object) -> object:
    return uuid.UUID(value) if isinstance(value, str) and _UUID.fullmatch(value) else value
