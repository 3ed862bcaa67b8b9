"""Outside services, with what the practice has established about each."""

from __future__ import annotations

import uuid

from django.db import models


class Vendor(models.Model):
    """One outside service. Nothing reaches its host unless every field here allows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    service = models.CharField(max_length=40)
    host = models.CharField(max_length=200, unique=True)
    baa_signed_on = models.DateField(null=True)
    baa_ends_on = models.DateField(null=True)
    region = models.CharField(max_length=40)
    trains_on_data = models.BooleanField(default=True)
    reviewed_on = models.DateField(null=True)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()
