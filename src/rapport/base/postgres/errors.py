"""What goes wrong with the database that comes with the product."""

from __future__ import annotations

from rapport.base.errors import Expected


class UnableToStartDatabase(Expected, RuntimeError):
    """The database does not start; the message says why and what to do."""

    status = 503
