"""A practice's own answers to rules, what it looked up, and what it found. Rows are only ever added."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rapport.trust.jurisdictions.kinds import Effect


class LocalOverride(models.Model):
    """Someone's dated, reasoned answer to one rule. The newest counts."""

    rule_id = models.CharField(max_length=60)
    effect = models.CharField(max_length=10, choices=[(e.value, e.value) for e in Effect])
    reason = models.TextField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["rule_id", "at"])]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_override_has_a_reason")]


class Attestation(models.Model):
    """The owner's word that a rule was looked at again, with what was found."""

    rule_id = models.CharField(max_length=60)
    found = models.TextField(blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
