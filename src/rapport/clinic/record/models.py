"""What the chart holds besides sessions: diagnoses, medications, allergies and contacts.

A row is ended, not removed, so that the chart can say what was known on a day.
"""

from __future__ import annotations

from datetime import date

from django.db import models

from rapport.safeguards.vault.fields import SealedDate, SealedModel, SealedText


class Diagnosis(SealedModel):
    """A diagnosis with its ICD-10-CM code and the practice's own words for it."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    code = SealedText()
    label = SealedText()
    since = SealedDate()
    until: SealedDate[date | None] = SealedDate(null=True)
    is_primary = models.BooleanField(default=False)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()


class Medication(SealedModel):
    """A medication as the client or the prescriber reported it; nothing here prescribes."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    name = SealedText()
    dose = SealedText(default="")
    prescriber = SealedText(default="")
    status = SealedText(default="taking")
    since: SealedDate[date | None] = SealedDate(null=True)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()


class Contact(SealedModel):
    """Someone around the client: emergency contact, family member, prescriber."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    name = SealedText()
    relation = SealedText(default="")
    phone = SealedText(default="")
    is_emergency = models.BooleanField(default=False)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()


class Allergy(SealedModel):
    """An allergy with the reaction as reported."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    substance = SealedText()
    reaction = SealedText(default="")
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
