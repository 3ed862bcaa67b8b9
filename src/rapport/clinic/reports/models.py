"""Session summaries: one for the therapist, one for the client, each approved before anyone sees it."""

from __future__ import annotations

from django.db import models

from rapport.safeguards.vault.fields import SealedJSON, SealedModel


class Audience(models.TextChoices):
    """Whom a summary is for."""

    THERAPIST = "therapist", "For the therapist"
    CLIENT = "client", "For the client"


class SummaryState(models.TextChoices):
    """Where a summary stands."""

    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    RELEASED = "released", "Released to the client"
    WITHHELD = "withheld", "Withheld"


class Summary(SealedModel):
    """A summary of one session. ``body``: sections of sentences with evidence, as drafted and as edited."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    note = models.ForeignKey("clinic_notes.Note", on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience.choices)
    state = models.CharField(max_length=10, choices=SummaryState.choices, default=SummaryState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    body: SealedJSON = SealedJSON()
    run_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "audience"], name="one_summary_per_audience")]


class ShareLink(models.Model):
    """A personal link to a released summary: only a hash of its secret is kept."""

    id = models.UUIDField(primary_key=True)
    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="links")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
