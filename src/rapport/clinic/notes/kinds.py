"""What other apps may know of a note row."""

from __future__ import annotations

import uuid
from typing import Protocol


class NoteRow(Protocol):
    """A note as other apps see one: ids and format to read, nothing to write."""

    id: uuid.UUID
    client_id: uuid.UUID
    session_id: uuid.UUID | None
    author_id: uuid.UUID
    format: str
