"""Tasks for people. What a task says about a client is sealed; its kind, owner and clock are not."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from rapport.safeguards.vault.fields import SealedModel, SealedText


class TaskState(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", "Open"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    DONE = "done", "Done"


class Task(SealedModel):
    """Something a person must do. ``is_safety`` tasks are cleared by a person only and escalate."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True)
    text = SealedText()
    due_at = models.DateTimeField()
    is_safety = models.BooleanField(default=False)
    state = models.CharField(max_length=14, choices=TaskState.choices, default=TaskState.OPEN)
    made_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "owner"],
                condition=models.Q(state__in=["open", "acknowledged"], subject_id__isnull=False),
                name="one_open_task_per_subject",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state", "due_at"])]
