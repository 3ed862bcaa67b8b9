"""Runs of engines, what came out with its sources, and every human decision on it. Rows are only added.

Hashes and ids stand here in the clear; words never do.
"""

from __future__ import annotations

import uuid

from django.db import models


class RunState(models.TextChoices):
    """Where a run stands."""

    OPEN = "open", "Running"
    FINISHED = "finished", "Finished"
    REFUSED = "refused", "Refused"
    STOPPED = "stopped", "Stopped"


class Run(models.Model):
    """One time that an engine worked, or was refused: for whom, with what, on which inputs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=40)
    client_id = models.UUIDField(db_index=True)
    session_id = models.UUIDField(null=True)
    asked_by = models.UUIDField()
    inputs = models.JSONField(default=list)
    engine = models.JSONField(default=dict)
    consents = models.JSONField(default=list)
    rule_ids = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.OPEN)
    refusal = models.CharField(max_length=400, blank=True)
    refusal_source = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField()
    seconds = models.FloatField(null=True)


class Output(models.Model):
    """One thing that an engine gave, by id and hash, with the sources that it rests on."""

    id = models.UUIDField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="outputs")
    kind = models.CharField(max_length=20)
    content_sha256 = models.CharField(max_length=64, blank=True)
    sources = models.JSONField(default=list)


class HumanDecision(models.Model):
    """What a person decided on an output. Later decisions are added, never written over."""

    output = models.ForeignKey(Output, on_delete=models.PROTECT, related_name="decisions")
    decision = models.CharField(max_length=10)
    has_reason = models.BooleanField(default=False)
    words_changed = models.PositiveIntegerField(default=0)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
