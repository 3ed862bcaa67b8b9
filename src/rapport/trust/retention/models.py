"""How long things are kept, what was deleted when and by which rule, and legal holds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rapport.safeguards.vault.fields import SealedModel, SealedText


class RetentionSetting(models.Model):
    """What counts in one scope: the practice (no ids), a client, or a session. The narrowest scope counts."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, null=True, related_name="+")
    session_id = models.UUIDField(null=True)
    audio_days = models.PositiveSmallIntegerField()
    transcript_days = models.PositiveSmallIntegerField()
    until_signature = models.BooleanField(default=True)
    excerpts = models.BooleanField(null=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "session_id"], nulls_distinct=False, name="one_setting_per_scope"
            ),
            models.CheckConstraint(condition=Q(audio_days__lte=7), name="audio_is_kept_seven_days_at_most"),
            models.CheckConstraint(
                condition=Q(session_id__isnull=True) | Q(client__isnull=False),
                name="a_session_setting_names_its_client",
            ),
        ]


class Deletion(models.Model):
    """The register of deletions: plain ids, so that it outlives what it speaks of. Rows are only added."""

    client_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    rule = models.CharField(max_length=40)
    by = models.UUIDField()
    by_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="deleted_once")]


class LegalHold(SealedModel):
    """While it is open nothing of this client's is deleted."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    reason = SealedText()
    set_by = models.UUIDField()
    set_by_name = models.CharField(max_length=120, blank=True)
    set_at = models.DateTimeField()
    lifted_by = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"], condition=Q(lifted_at__isnull=True), name="one_open_hold_per_client"
            )
        ]
