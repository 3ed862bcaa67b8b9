"""Runs of engines, what came out with its sources, and every human decision on it. Rows are only added.

What a run is stands in the clear, as ids, names and versions. Sources and hashes are sealed under
the client's key, since the hash of three words is as good as the words. A run closes once.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from rapport.safeguards.vault.fields import SealedJSON, SealedModel, SealedText


class RunState(models.TextChoices):
    """Where a run stands."""

    OPEN = "open", "Running"
    FINISHED = "finished", "Finished"
    REFUSED = "refused", "Refused"
    STOPPED = "stopped", "Stopped"
    FAILED = "failed", "Failed"


class Run(models.Model):
    """One time that an engine worked, or was refused: for whom, with what, on which inputs.

    ``consents`` name purpose, participant, signature and version of the text for each that was asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=40)
    client_id = models.UUIDField(db_index=True)
    session_id = models.UUIDField(null=True)
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=120, blank=True)
    inputs: models.JSONField[Any, Any] = models.JSONField(default=list)
    engine: models.JSONField[Any, Any] = models.JSONField(default=dict)
    host = models.CharField(max_length=200, blank=True)
    consents: models.JSONField[Any, Any] = models.JSONField(default=list)
    rule_ids: models.JSONField[Any, Any] = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.OPEN)
    refusal = models.CharField(max_length=400, blank=True)
    refusal_source = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField()
    seconds = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "stopped"]) | ~Q(refusal=""), name="a_refusal_says_why"
            )
        ]


class Output(SealedModel):
    """One thing that an engine gave, by id and hash, with the sources that it rests on."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="outputs")
    kind = models.CharField(max_length=20)
    content_sha256 = SealedText(default="")
    sources: SealedJSON = SealedJSON(default=list)


class HumanDecision(SealedModel):
    """What a person decided on an output, and why. Later decisions are added, never written over."""

    output = models.ForeignKey(Output, on_delete=models.PROTECT, related_name="decisions")
    decision = models.CharField(max_length=10)
    reason = SealedText(default="")
    words_changed = models.PositiveIntegerField(default=0)
    by = models.UUIDField()
    by_name = models.CharField(max_length=120, blank=True)
    by_person = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(condition=Q(by_person=True), name="a_person_decides"),
            models.CheckConstraint(
                condition=Q(decision__in=["accepted", "edited", "rejected"]), name="a_decision_is_known"
            ),
        ]
