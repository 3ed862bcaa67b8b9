"""Binding handlers to events and publishing."""

from __future__ import annotations

from django.db import transaction

from rapport.base.jobs import Identifier
from rapport.base.jobs.queue import put

_HANDLERS: dict[str, list[str]] = {}


class UnknownEvent(LookupError):
    """Nobody declared this event."""


def bind(event: str, *handlers: str) -> None:
    """Declare an event and the dotted paths of its handlers (none is allowed: it is then only declared)."""
    known = _HANDLERS.setdefault(event, [])
    known.extend(handler for handler in handlers if handler not in known)


def bound() -> dict[str, tuple[str, ...]]:
    """Give every declared event with its handlers."""
    return {event: tuple(handlers) for event, handlers in _HANDLERS.items()}


@transaction.atomic
def publish(event: str, **ids: Identifier) -> None:
    """Say that something happened. Each handler hears of it after this transaction commits, at least once.

    Raises:
        UnknownEvent: it was never declared. NotAnIdentifier: something that is not an id was given.
    """
    if event not in _HANDLERS:
        raise UnknownEvent(f"No event is called {event}.")
    for handler in _HANDLERS[event]:
        put("events.deliver", {**ids, "handler": handler})
