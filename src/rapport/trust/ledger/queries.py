"""Reads of the ledger: what AI contributed to something, and all runs for owner and auditor."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from rapport.base.errors import MayNot
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor, Role
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.ledger.models import HumanDecision, Output, Run
from rapport.trust.ledger.registry import declared

PAGE = 100


class MayNotReadRuns(MayNot):
    """Only the owner and an auditor see all runs."""


@dataclass(frozen=True)
class RunEntry:
    """One run as a page shows it."""

    run: Run
    title: str
    description: str
    outputs: int
    decisions: dict[str, int]


@dataclass(frozen=True)
class ContributionLog:
    """What engines did for one note or summary."""

    runs: list[RunEntry]


def contribution_log(*, by: Actor, client_id: uuid.UUID, output_ids: Sequence[uuid.UUID]) -> ContributionLog:
    """Give the runs behind these outputs and those that fed them, with the read on the record."""
    careteams.client_for(by=by, client_id=client_id)
    audit.record(by=by, action=AuditAction.AI_LEDGER_READ, subject=("client", client_id), client_id=client_id)
    own = set(Output.objects.filter(id__in=list(output_ids)).values_list("run_id", flat=True))
    sessions = set(Run.objects.filter(id__in=own).values_list("session_id", flat=True)) - {None}
    runs = Run.objects.filter(client_id=client_id, session_id__in=sessions) | Run.objects.filter(id__in=own)
    return ContributionLog([_entry(run) for run in runs.distinct().order_by("began_at")])


def runs(*, by: Actor) -> list[RunEntry]:
    """Give the newest runs of the practice, by ids, to owner or auditor.

    Raises:
        MayNotReadRuns: for anyone else.
    """
    if not by.has(Role.OWNER, Role.AUDITOR):
        raise MayNotReadRuns("Only the owner and an auditor can read this.")
    audit.record(by=by, action=AuditAction.AI_LEDGER_READ, subject=("ai", "runs"))
    return [_entry(run) for run in Run.objects.order_by("-began_at")[:PAGE]]


def _entry(run: Run) -> RunEntry:
    task = declared().get(run.task)
    decisions: dict[str, int] = {}
    newest: dict[uuid.UUID, str] = {}
    for row in HumanDecision.objects.filter(output__run=run).order_by("at"):
        newest[row.output_id] = row.decision
    for decision in newest.values():
        decisions[decision] = decisions.get(decision, 0) + 1
    title, description = (task.title, task.description) if task else (run.task, "")
    return RunEntry(run, title, description, run.outputs.count(), decisions)
