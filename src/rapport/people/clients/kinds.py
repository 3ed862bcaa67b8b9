"""What other apps may know of a client row: a reading view of it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any, Protocol


class ClientRow(Protocol):
    """A client as other apps see one: attributes to read, none to write."""

    @property
    def id(self) -> uuid.UUID: ...  # noqa: D102  # named in people.clients.models.Client
    @property
    def key_id(self) -> uuid.UUID: ...  # noqa: D102  # same
    @property
    def number(self) -> int: ...  # noqa: D102  # same
    @property
    def status(self) -> str: ...  # noqa: D102  # same
    @property
    def name(self) -> str: ...  # noqa: D102  # same
    @property
    def legal_name(self) -> str: ...  # noqa: D102  # same
    @property
    def preferred_name(self) -> str: ...  # noqa: D102  # same
    @property
    def pronouns(self) -> str: ...  # noqa: D102  # same
    @property
    def birth_date(self) -> date | None: ...  # noqa: D102  # same
    @property
    def contact(self) -> Any: ...  # noqa: D102  # same
    @property
    def jurisdiction(self) -> str: ...  # noqa: D102  # same
    @property
    def language(self) -> str: ...  # noqa: D102  # same
    @property
    def presenting_problem(self) -> str: ...  # noqa: D102  # same
    @property
    def added_at(self) -> datetime: ...  # noqa: D102  # same

    def age_on(self, day: date) -> int | None:
        """Give the age in years on ``day``."""
