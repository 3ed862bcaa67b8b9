"""Binding handlers to events and publishing."""

from __future__ import annotations

from collections import defaultdict

from rapport.base import jobs
from rapport.base.jobs.queue import Identifier

_HANDLERS: dict[str, list[str]] = defaultdict(list)


class UnknownEvent(LookupError):
    """Nobody declared this event."""


def bind(event: str, *handlers: str) -> None:
    """Declare an event and the dotted paths of its handlers (none is allowed: it is then only declared)."""
    known = _HANDLERS[event]
    known.extend(handler for handler in handlers if handler not in known)


def bound() -> dict[str, tuple[str, ...]]:
    """Give every declared event with its handlers."""
    return {event: tuple(handlers) for event, handlers in _HANDLERS.items()}


def publish(event: str, **ids: Identifier) -> None:
    """Say that something happened. Handlers hear of it after this transaction commits.

    Raises:
        UnknownEvent: it was never declared. NotAnIdentifier: something that is not an id was given.
    """
    if event not in _HANDLERS:
        raise UnknownEvent(f"No event is called {event}.")
    for handler in _HANDLERS[event]:
        jobs.enqueue("events.deliver", handler=handler, **ids)
