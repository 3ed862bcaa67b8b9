"""Psychotherapy notes (45 CFR 164.501): apart from the record, under keys apart, the author's alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from rapport.safeguards.vault.fields import SealedModel, SealedText


class PsychotherapyNote(SealedModel):
    """A therapist's own analysis. Its key does not hang below the client's; no engine ever reads it."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = SealedText()
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
