"""The record's tables. Rows are only ever added: triggers in the database refuse everything else.

Plain ids, no foreign keys: the record outlives what it speaks of.
"""

from __future__ import annotations

from django.db import models

from rapport.safeguards.audit.actions import AuditAction


class AuditEvent(models.Model):
    """One thing that happened. ``mac`` is keyed, so a row cannot be forged from the database alone."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    actor_name = models.CharField(max_length=120)
    is_person = models.BooleanField()
    action = models.CharField(max_length=40, choices=[(a.value, a.value) for a in AuditAction])
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True, db_index=True)
    purpose = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=64, blank=True)
    session = models.CharField(max_length=16, blank=True)
    detail = models.JSONField(default=dict)
    mac = models.BinaryField()

    class Meta:
        """In the order of happening."""

        ordering = ["id"]


class AuditLeaf(models.Model):
    """An event's place in the hash tree, given when it is sealed."""

    position = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    leaf_hash = models.BinaryField()


class AuditCheckpoint(models.Model):
    """A signed statement: the first ``size`` leaves have this root. The frontier lets the tree grow."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    frontier = models.JSONField()
    at = models.DateTimeField()
    signature = models.BinaryField()
