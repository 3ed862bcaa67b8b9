"""Reads of the ledger: what AI contributed to something, and all runs for owner and auditor."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from rapport.base.errors import MayNot
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor, Role
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.consent.kinds import LABELS
from rapport.trust.ledger.models import HumanDecision, Output, Run
from rapport.trust.ledger.registry import declared

PAGE = 100
_ENGINE_LABELS = {"name": "Engine", "model_name": "Model"}


class MayNotReadRuns(MayNot):
    """Only the owner and an auditor see all runs."""


@dataclass(frozen=True)
class DecisionEntry:
    """One human decision on one output."""

    decision: str
    by_name: str
    at: datetime
    words_changed: int
    reason: str


@dataclass(frozen=True)
class OutputEntry:
    """One output with what it rests on and what people decided, oldest first."""

    id: uuid.UUID
    kind: str
    content_sha256: str
    sources: list[dict[str, Any]]
    decisions: list[DecisionEntry]


@dataclass(frozen=True)
class ConsentEntry:
    """A consent that a run was asked for: what for, and the version of the text that was signed."""

    label: str
    document: str
    signature: str
    is_participant: bool


@dataclass(frozen=True)
class RunEntry:
    """One run as a page shows it. ``decisions`` counts each output's newest."""

    run: Run
    title: str
    description: str
    outputs: int
    decisions: dict[str, int]
    consents: list[ConsentEntry]
    details: tuple[OutputEntry, ...] = ()

    @property
    def engine(self) -> list[tuple[str, str]]:
        """What worked, as (label, value), without what it had no name for."""
        return [(_engine_label(name), value) for name, value in self.run.engine.items() if value]


@dataclass(frozen=True)
class ContributionLog:
    """What engines did for one note or summary."""

    runs: list[RunEntry]


def contribution_log(*, by: Actor, client_id: uuid.UUID, output_ids: Sequence[uuid.UUID]) -> ContributionLog:
    """Give the runs behind these outputs and those that fed them, with the read on the record.

    The outputs asked for come in detail: hashes, sources, decisions with names.

    Raises:
        NoSuchClient: none, or not for this actor.
    """
    careteams.client_for(by=by, client_id=client_id)
    audit.record(by=by, action=AuditAction.AI_LEDGER_READ, subject=("client", client_id), client_id=client_id)
    wanted = Output.objects.filter(id__in=list(output_ids), run__client_id=client_id)
    own = set(wanted.values_list("run_id", flat=True))
    sessions = set(Run.objects.filter(id__in=own).values_list("session_id", flat=True)) - {None}
    behind = Run.objects.filter(client_id=client_id, session_id__in=sessions) | Run.objects.filter(id__in=own)
    return ContributionLog(_entries(behind.distinct().order_by("began_at"), details_of=set(output_ids)))


def runs(*, by: Actor) -> list[RunEntry]:
    """Give the newest runs of the practice, by ids and without words, to owner or auditor.

    Raises:
        MayNotReadRuns: for anyone else.
    """
    if not by.has(Role.OWNER, Role.AUDITOR):
        raise MayNotReadRuns("Only the owner and an auditor can read this.")
    audit.record(by=by, action=AuditAction.AI_LEDGER_READ, subject=("ai", "runs"))
    return _entries(Run.objects.order_by("-began_at")[:PAGE])


def _entries(found: Iterable[Run], *, details_of: set[uuid.UUID] | None = None) -> list[RunEntry]:
    rows = list(found)
    ids = [run.id for run in rows]
    counts = dict(Output.objects.filter(run_id__in=ids).values_list("run_id").annotate(Count("id")))
    decisions = _decision_counts(ids)
    details = _details(ids, details_of) if details_of else {}
    return [
        _entry(run, counts.get(run.id, 0), decisions.get(run.id, {}), tuple(details.get(run.id, [])))
        for run in rows
    ]


def _entry(run: Run, outputs: int, decisions: dict[str, int], details: tuple[OutputEntry, ...]) -> RunEntry:
    task = declared().get(run.task)
    title, description = (task.title, task.description) if task else (run.task, "")
    return RunEntry(run, title, description, outputs, decisions, _consents(run), details)


def _consents(run: Run) -> list[ConsentEntry]:
    labels: dict[str, str] = {purpose.value: label for purpose, label in LABELS.items()}
    return [
        ConsentEntry(labels.get(str(c["purpose"]), ""), c["document"], c["signature"], bool(c["participant"]))
        for c in run.consents
        if isinstance(c, dict)
    ]


def _decision_counts(run_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, int]]:
    newest: dict[uuid.UUID, tuple[uuid.UUID, str]] = {}
    rows = HumanDecision.objects.filter(output__run_id__in=run_ids).order_by("at")
    for output_id, run_id, decision in rows.values_list("output_id", "output__run_id", "decision"):
        newest[output_id] = (run_id, decision)
    counted: dict[uuid.UUID, Counter[str]] = {}
    for run_id, decision in newest.values():
        counted.setdefault(run_id, Counter())[decision] += 1
    return {run_id: dict(counter) for run_id, counter in counted.items()}


def _details(run_ids: Sequence[uuid.UUID], wanted: set[uuid.UUID]) -> dict[uuid.UUID, list[OutputEntry]]:
    found: dict[uuid.UUID, list[OutputEntry]] = {}
    outputs = Output.objects.filter(run_id__in=run_ids, id__in=wanted).prefetch_related("decisions")
    for output in outputs:
        found.setdefault(output.run_id, []).append(_output(output))
    return found


def _output(output: Output) -> OutputEntry:
    decisions = [
        DecisionEntry(row.decision, row.by_name, row.at, row.words_changed, row.reason)
        for row in output.decisions.all()
    ]
    return OutputEntry(output.id, output.kind, output.content_sha256, output.sources, decisions)


def _engine_label(name: str) -> str:
    return _ENGINE_LABELS.get(name) or name.replace("_", " ").capitalize()
