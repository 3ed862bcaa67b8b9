"""Durable events: how something said on an upper floor is heard, and how lower floors reach up.

`publish` queues one delivery for each handler in the caller's transaction. A handler gets ids only,
at least once. Bindings are made in `config.events`, so that no floor imports one above it.
"""

from rapport.base.events.bus import UnknownEvent, bind, bound, publish

__all__ = ["UnknownEvent", "bind", "bound", "publish"]
