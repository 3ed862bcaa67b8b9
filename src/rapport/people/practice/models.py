"""The practice: one row. One practice is one database."""

from __future__ import annotations

from django.db import models


class Practice(models.Model):
    """Who runs this installation. Nothing here is about a client, so nothing is sealed.

    ``opening_hours`` is a list of (weekday 0-6, from, until) with times as HH:MM in ``time_zone``.
    ``settings`` holds what `policies.SETTINGS` names; everything else is refused.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200)
    npi = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    jurisdiction = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=64)
    opening_hours = models.JSONField(default=list)
    is_demonstration = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)
    set_up_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_practice_per_database")]
