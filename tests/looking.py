"""Looking into tables from tests, past the doors that pages use."""

from __future__ import annotations


def events(**wanted):
    """Give the events on the record that fit, newest first."""
    from rapport.safeguards.audit.models import AuditEvent

    return list(AuditEvent.objects.filter(**wanted).order_by("-id"))


def decisions_on(output_ids):
    """Give every decision that the ledger keeps on these outputs."""
    from rapport.trust.ledger.models import HumanDecision

    return list(HumanDecision.objects.filter(output_id__in=list(output_ids)))
