"""Finds, before anything runs, a binding that leads nowhere."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string

from rapport.base.events.bus import bound


def handlers_exist(**_: Any) -> list[CheckMessage]:
    """Report every handler that cannot be imported or called."""
    return [
        Error(f"{event} is bound to {handler}, which is no function.", id="events.E001")
        for event, handlers in bound().items()
        for handler in handlers
        if not _can_be_called(handler)
    ]


def _can_be_called(handler: str) -> bool:
    try:
        return callable(import_string(handler))
    except ImportError:
        return False
