"""A client: who they are and where they are. Every word about them is sealed under their own key."""

from __future__ import annotations

from datetime import date

from django.db import models

from rapport.safeguards.vault.fields import SealedDate, SealedJSON, SealedModel, SealedText


class ClientStatus(models.TextChoices):
    """Whether a client is in care."""

    ACTIVE = "active", "Active"
    WAITLIST = "waitlist", "Waiting list"
    CLOSED = "closed", "Closed"


class Client(SealedModel):
    """One person in care. ``key_id`` is the client's own key; all of their chart hangs below it.

    Unsealed, since the database must find rows by it: ``status`` and ``number`` (a count, not a
    record number that anyone else uses).
    """

    number = models.PositiveIntegerField(unique=True)
    status = models.CharField(max_length=10, choices=ClientStatus.choices, default=ClientStatus.ACTIVE)
    legal_name = SealedText()
    preferred_name = SealedText(default="")
    pronouns = SealedText(default="")
    birth_date: SealedDate[date | None] = SealedDate(null=True)
    contact: SealedJSON = SealedJSON(default=dict)
    jurisdiction = SealedText(default="")
    language = SealedText(default="en")
    presenting_problem = SealedText(default="")
    added_at = models.DateTimeField()

    class Meta:
        """In the order of joining."""

        ordering = ["number"]

    @property
    def name(self) -> str:
        """Give the name that the client goes by, with the family name."""
        family = self.legal_name.split()[-1] if self.legal_name else ""
        return f"{self.preferred_name} {family}".strip() if self.preferred_name else self.legal_name

    def age_on(self, day: date) -> int | None:
        """Give the age in years on ``day``."""
        born = self.birth_date
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
