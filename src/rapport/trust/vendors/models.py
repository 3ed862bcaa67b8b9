"""Outside services, with what the practice established about each. A new decision is a new row."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from rapport.trust.vendors.kinds import Service


class Vendor(models.Model):
    """One decision about one outside service. Nothing reaches its host unless every field allows it.

    ``purposes`` are those of consent (or the service, such as backup); ``answers`` are the vendor's
    own to the questionnaire. ``replaced_at`` is empty on the row that counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    service = models.CharField(max_length=40, choices=[(s.value, s.label) for s in Service])
    host = models.CharField(max_length=200)
    baa_signed_on = models.DateField(null=True)
    baa_ends_on = models.DateField(null=True)
    region = models.CharField(max_length=40)
    retention = models.CharField(max_length=200, blank=True)
    trains_on_data = models.BooleanField(default=True)
    reviewed_on = models.DateField(null=True)
    purposes = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    decided_by = models.UUIDField()
    decided_by_name = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["host"], condition=Q(replaced_at__isnull=True), name="one_decision_counts_per_host"
            ),
            models.CheckConstraint(
                condition=Q(baa_ends_on__isnull=True)
                | Q(baa_signed_on__isnull=True)
                | Q(baa_ends_on__gte=F("baa_signed_on")),
                name="an_agreement_ends_after_it_begins",
            ),
        ]
