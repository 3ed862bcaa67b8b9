"""The treatment plan: goals with objectives, and when they are due for review."""

from __future__ import annotations

from datetime import date

from django.db import models

from rapport.safeguards.vault.fields import SealedDate, SealedModel, SealedText


class GoalState(models.TextChoices):
    """Where a goal stands."""

    ACTIVE = "active", "Active"
    MET = "met", "Met"
    DROPPED = "dropped", "Dropped"


class Goal(SealedModel):
    """One goal that client and clinician agreed on."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    text = SealedText()
    objective = SealedText(default="")
    review_on: SealedDate[date | None] = SealedDate(null=True)
    state = models.CharField(max_length=8, choices=GoalState.choices, default=GoalState.ACTIVE)
    agreed_on = SealedDate()
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
