"""Who belongs to a client's care team, from when until when. Rows are closed, never removed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.safeguards.vault.fields import SealedModel, SealedText


class TeamRole(models.TextChoices):
    """What someone is to this client."""

    PRIMARY = "primary", "Primary clinician"
    CLINICIAN = "clinician", "Clinician"
    SUPERVISOR = "supervisor", "Supervisor"
    TRAINEE = "trainee", "Trainee"


class Membership(models.Model):
    """One person's place in one client's care team."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        """A person is in a team once at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["client", "user"], condition=Q(until__isnull=True), name="one_open_membership"
            ),
        ]


class GlassBreak(SealedModel):
    """Emergency access with a reason, for a limited time; the primary clinician and the owner are alerted."""

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = SealedText()
    at = models.DateTimeField()
    until = models.DateTimeField()
