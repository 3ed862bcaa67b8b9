"""What every write on a summary begins and ends with: the row locked for its owner, and the record."""

from __future__ import annotations

import uuid
from datetime import datetime

from rapport.clinic.reports.models import Summary, SummaryState
from rapport.clinic.reports.permissions import check_may_decide
from rapport.clinic.reports.policies import NoSuchSummary, check_transition
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


def own(by: Actor, summary_id: uuid.UUID) -> Summary:
    """Lock a summary for the author of its note.

    Raises:
        NotAPerson, NoSuchSummary, NoSuchClient, NotYourSummary.
    """
    require_person(by)
    found = Summary.objects.select_for_update(of=("self",)).select_related("note").filter(id=summary_id)
    summary = found.first()
    if summary is None:
        raise NoSuchSummary("There is no such summary.")
    careteams.client_for(by=by, client_id=summary.client_id)
    check_may_decide(by, author_id=summary.note.author_id)
    return summary


def enter(by: Actor, summary: Summary, state: SummaryState, action: AuditAction, at: datetime) -> Summary:
    """Bring a summary into a state that its table allows, with who and when."""
    check_transition(summary.state, state)
    summary.state, summary.decided_by, summary.decided_at = state, by.id, at
    summary.save(update_fields=["state", "decided_by", "decided_at", "body"])
    put_on_record(by=by, action=action, summary=summary)
    return summary


def put_on_record(*, by: Actor, action: AuditAction, summary: Summary) -> None:
    """Write on the record what happened to a summary."""
    audit.record(
        by=by, action=action, subject=("summary", summary.id), client_id=summary.client_id,
        detail={"audience": summary.audience},
    )  # fmt: skip
