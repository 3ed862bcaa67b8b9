"""Delivers an event to one handler."""

from __future__ import annotations

import uuid

from django.utils.module_loading import import_string

from rapport.base.events.bus import bound
from rapport.base.jobs import job


class UnboundHandler(LookupError):
    """A delivery names a handler that no event is bound to."""


@job("events.deliver")
def deliver(*, handler: str, **ids: uuid.UUID | int | str) -> None:
    """Call a handler that some event is bound to, with ids."""
    if not any(handler in handlers for handlers in bound().values()):
        raise UnboundHandler(handler)
    import_string(handler)(**ids)
