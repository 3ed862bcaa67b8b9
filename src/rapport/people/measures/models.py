"""Administrations of instruments: answers and scores in a client's chart."""

from __future__ import annotations

from django.db import models

from rapport.safeguards.vault.fields import SealedDate, SealedJSON, SealedModel


class Administration(SealedModel):
    """One filled-in instrument. ``result`` holds total, maximum, band and answers as scored then."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=20)
    taken_on = SealedDate()
    result: SealedJSON = SealedJSON()
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["client", "instrument"])]
