"""What a vendor does, what it may get, and the answer to whether something may be sent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Service(StrEnum):
    """What an outside service does for the practice."""

    LANGUAGE_MODEL = "language_model"
    SPEECH = "speech"
    BACKUP = "backup"
    STORAGE = "storage"
    EMAIL = "email"
    MESSAGES = "messages"
    CLEARINGHOUSE = "clearinghouse"
    TELEHEALTH = "telehealth"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The service in words."""
        return self.value.replace("_", " ").capitalize()


PURPOSES = {
    "recording": "Recording",
    "transcription": "Turning speech into text",
    "note_drafting": "Drafting notes",
    "client_summary": "Drafting summaries for clients",
    "backup": "Backup",
    "messages": "Messages to clients",
    "billing": "Claims and payments",
}
"""What data may be sent for, by key; the first four are purposes that clients consent to."""
QUESTIONS = (
    "Will you sign a Business Associate Agreement?",
    "Where is data stored, and in which country?",
    "How long is data retained, and can clients request deletion?",
    "Do you use client data to train your AI models?",
    "What happens to data if I cancel my subscription?",
    "Have you completed a third-party security audit?",
)
"""The questionnaire that a practice puts to a vendor, word for word."""


class VendorFacts(Protocol):
    """What is known of a vendor."""

    @property
    def name(self) -> str: ...  # noqa: D102  # named in vendors.models.Vendor
    @property
    def purposes(self) -> list[str]: ...  # noqa: D102  # same
    @property
    def baa_signed_on(self) -> date | None: ...  # noqa: D102  # same
    @property
    def baa_ends_on(self) -> date | None: ...  # noqa: D102  # same
    @property
    def region(self) -> str: ...  # noqa: D102  # same
    @property
    def trains_on_data(self) -> bool: ...  # noqa: D102  # same
    @property
    def reviewed_on(self) -> date | None: ...  # noqa: D102  # same


@dataclass(frozen=True, slots=True)
class VendorPermit:
    """Leave to send client data to one host for one purpose, with the decision that it rests on."""

    host: str
    purpose: str
    vendor_id: uuid.UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing may be sent, and why."""

    host: str
    purpose: str
    reason: str
