"""Consent documents by version, and the answers to them. Rows are added and ended, never changed.

The database itself refuses an answer that no person recorded (no engine can write a consent), any
change of an answer but its end, and any removal.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from rapport.safeguards.vault.fields import SealedModel, SealedText
from rapport.trust.consent.kinds import Purpose


class ConsentDocument(models.Model):
    """One version of the text that people sign. ``sha256`` covers title, parts and purposes.

    ``body`` holds parts (heading, paragraphs) and purposes (key, label, meaning); ``hosts`` the
    outside services that it names.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.CharField(max_length=32)
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=120)
    body: models.JSONField[Any, Any] = models.JSONField(default=dict)
    hosts: models.JSONField[Any, Any] = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(auto_now_add=True)


class Answer(models.TextChoices):
    """What someone said."""

    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Declined"


class ConsentSignature(SealedModel):
    """One person's answer to one purpose. ``participant_id`` names someone else in the room."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    participant_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=20, choices=[(p.value, p.label) for p in Purpose])
    answer = models.CharField(max_length=10, choices=Answer.choices)
    document = models.ForeignKey(ConsentDocument, on_delete=models.PROTECT, null=True, related_name="+")
    signer_name = SealedText(default="")
    signer_relation = models.CharField(max_length=20, default="self")
    method = models.CharField(max_length=20)
    recorded_by = models.UUIDField()
    recorded_by_name = models.CharField(max_length=120, blank=True)
    recorded_by_person = models.BooleanField()
    signed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_because = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["client", "purpose", "ended_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(recorded_by_person=True), name="a_person_records_a_consent"),
            models.CheckConstraint(
                condition=Q(answer="declined") | Q(document__isnull=False), name="a_yes_is_to_a_text"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_by__isnull=False), name="an_end_names_who"
            ),
            models.UniqueConstraint(
                fields=["client", "purpose"],
                condition=Q(ended_at__isnull=True, participant_id__isnull=True),
                name="one_open_answer_per_purpose",
            ),
            models.UniqueConstraint(
                fields=["client", "participant_id", "purpose"],
                condition=Q(ended_at__isnull=True, participant_id__isnull=False),
                name="one_open_answer_per_participant",
            ),
        ]


class Reconfirmation(models.Model):
    """A spoken yes at the start of a session, heard by the clinician."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    session_id = models.UUIDField(unique=True)
    heard_by = models.UUIDField()
    heard_by_person = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(heard_by_person=True), name="a_person_hears_a_yes"),
        ]
