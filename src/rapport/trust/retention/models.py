"""How long things are kept, what was deleted when and by which rule, and legal holds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rapport.safeguards.vault.fields import SealedModel, SealedText


class RetentionSetting(models.Model):
    """Days for one scope: the practice (no ids), a client, or a session. The narrowest scope counts."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, null=True, related_name="+")
    session_id = models.UUIDField(null=True)
    audio_days = models.PositiveSmallIntegerField()
    transcript_days = models.PositiveSmallIntegerField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "session_id"], nulls_distinct=False, name="one_setting_per_scope"
            ),
            models.CheckConstraint(condition=Q(audio_days__lte=7), name="audio_is_kept_seven_days_at_most"),
        ]


class Deletion(models.Model):
    """The register of deletions: plain ids, so that it outlives what it speaks of."""

    client_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    rule = models.CharField(max_length=40)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="deleted_once")]


class LegalHold(SealedModel):
    """While it is open nothing of this client's is deleted."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    reason = SealedText()
    set_by = models.UUIDField()
    set_at = models.DateTimeField()
    lifted_by = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)
