"""A practice's own answer where it departs from a rule that came with the product."""

from __future__ import annotations

from django.db import models


class LocalOverride(models.Model):
    """Someone's dated, reasoned change of one rule. The newest counts; a known prohibition stays one."""

    rule_id = models.CharField(max_length=60)
    effect = models.CharField(max_length=10)
    reason = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["rule_id", "at"])]


class Attestation(models.Model):
    """The owner's word that a stale rule was looked at again."""

    rule_id = models.CharField(max_length=60)
    by = models.UUIDField()
    at = models.DateTimeField()
