"""What the practice knows of its staff as professionals."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class StaffProfile(models.Model):
    """One member of staff: credential as it is printed, NPI, who supervises them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    credential = models.CharField(max_length=60, blank=True)
    npi = models.CharField(max_length=10, blank=True)
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    impressions_first = models.BooleanField(null=True)
    note_format = models.CharField(max_length=20, blank=True)
    retired_at = models.DateTimeField(null=True)


class Licence(models.Model):
    """A licence to practise in one jurisdiction."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="licences")
    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=40)
    jurisdiction = models.CharField(max_length=2)
    expires_on = models.DateField()
