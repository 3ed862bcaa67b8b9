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


def runs():
    """Give every AI run that the ledger keeps, newest first."""
    from rapport.trust.ledger.models import Run

    return list(Run.objects.order_by("-began_at"))


def outputs_of(run_id):
    """Give every output of a run."""
    from rapport.trust.ledger.models import Output

    return list(Output.objects.filter(run_id=run_id))


def void(note_id):
    """Put a note into the state that a note entered for the wrong client has."""
    from rapport.clinic.notes.models import Note

    Note.objects.filter(id=note_id).update(state="voided")


def summaries_of(note_id):
    """Give a note's summaries."""
    from rapport.clinic.reports.models import Summary

    return list(Summary.objects.filter(note_id=note_id))


def tasks_of(client_id):
    """Give the tasks about a client."""
    from rapport.people.worklist.models import Task

    return list(Task.objects.filter(client_id=client_id))
