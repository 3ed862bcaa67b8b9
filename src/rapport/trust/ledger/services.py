"""The one gate for AI: it opens a run or refuses it, and keeps what came of it.

Open a run outside a database transaction: a refusal is written before it is raised, and must stay.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from rapport.base.errors import MayNot, NotFound, Unable
from rapport.people.clients import queries as clients
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.consent import queries as consent
from rapport.trust.consent.kinds import ConsentAnswer
from rapport.trust.consent.services import ConsentNotInForce, require_consent
from rapport.trust.jurisdictions import queries as jurisdictions
from rapport.trust.ledger.kinds import AITask, RunHandle
from rapport.trust.ledger.models import HumanDecision, Output, Run, RunState
from rapport.trust.vendors import queries as vendors
from rapport.trust.vendors.kinds import Refusal

__all__ = [
    "NoSuchClientForRun",
    "NoSuchOutput",
    "RunHandle",
    "RunRefused",
    "UnknownDecision",
    "add_output",
    "finish_run",
    "open_run",
    "recheck",
    "record_decision",
]
DECISIONS = frozenset({"accepted", "edited", "rejected"})


class RunRefused(MayNot):
    """Consent, law or the vendor's record does not allow this work; the message says which and whose rule."""

    def __init__(self, reason: str, source: str = "") -> None:
        """Carry the reason and the rule's source."""
        super().__init__(f"{reason} ({source})" if source else reason)
        self.reason, self.source = reason, source


class NoSuchClientForRun(NotFound):
    """A run is about a client; there is none with this id."""


class NoSuchOutput(NotFound):
    """The ledger knows no such output, so no decision on it can be kept."""


class UnknownDecision(Unable):
    """A decision on an output is accepted, edited or rejected."""


def open_run(
    *,
    by: Actor,
    task: AITask,
    client_id: uuid.UUID,
    inputs: Sequence[tuple[str, str]],
    engine: Mapping[str, str],
    client_jurisdiction: str,
    clinician_states: Sequence[str] = (),
    session_id: uuid.UUID | None = None,
    participant_ids: Sequence[uuid.UUID] = (),
    host: str | None = None,
) -> RunHandle:
    """Let an engine work, or refuse; either way it is on the record.

    ``inputs`` are (kind, id) pairs; ``engine`` names it with version and hashes; ``host`` is set where
    the work would leave this machine.

    Raises:
        RunRefused: with the reason and its source. NoSuchClientForRun.
    """
    client = clients.client_by_id(client_id)
    if client is None:
        raise NoSuchClientForRun("There is no such client.")
    handle = RunHandle(
        id=uuid.uuid4(), by=by, task=task, client_id=client_id, key_id=client.key_id,
        participant_ids=tuple(participant_ids), client_jurisdiction=client_jurisdiction,
        clinician_states=tuple(clinician_states), host=host or "",
    )  # fmt: skip
    values = {
        "id": handle.id, "task": task.key, "client_id": client_id, "session_id": session_id,
        "asked_by": by.id, "asked_by_name": by.name, "inputs": [list(pair) for pair in inputs],
        "engine": dict(engine), "host": handle.host, "began_at": timezone.now(),
    }  # fmt: skip
    try:
        rule_ids = _check(handle)
    except RunRefused as refused:
        _keep_refusal(handle, values, refused)
        raise
    with transaction.atomic():
        Run.objects.create(**values, consents=_consents(handle), rule_ids=rule_ids)
        _record(by, AuditAction.AI_RUN_OPENED, handle, {"task": task.key, "host": handle.host})
    return handle


def recheck(run: RunHandle) -> None:
    """Ask everything again in the middle of the work, at every chunk and step.

    Raises:
        RunRefused: a consent was taken back meanwhile, or a rule changed; the run is marked as stopped.
    """
    try:
        _check(run)
    except RunRefused as refused:
        _stop(run, refused)
        raise


@transaction.atomic
def add_output(
    run: RunHandle,
    *,
    kind: str,
    output_id: uuid.UUID,
    content_sha256: str,
    sources: Sequence[Mapping[str, Any]],
) -> None:
    """Keep one output's id, hash and sources (never its words). The same one twice changes nothing.

    A source has source, ref, start, end and quote_sha256.
    """
    if Output.objects.filter(id=output_id).exists():
        return
    Output(
        id=output_id, key_id=run.key_id, run_id=run.id, kind=kind, content_sha256=content_sha256,
        sources=[dict(source) for source in sources],
    ).save(force_insert=True)  # fmt: skip


@transaction.atomic
def finish_run(run: RunHandle, *, seconds: float, status: str) -> None:
    """Close a run as finished or failed. One that is closed already stays as it is."""
    state = RunState(status)
    closed = Run.objects.filter(id=run.id, state=RunState.OPEN).update(state=state, seconds=round(seconds, 3))
    if closed:
        _record(run.by, AuditAction.AI_RUN_FINISHED, run, {"task": run.task.key, "status": state.value})


@transaction.atomic
def record_decision(
    *,
    by: Actor,
    output_id: uuid.UUID,
    decision: str,
    at: datetime,
    reason: str = "",
    words_changed: int = 0,
) -> None:
    """Keep what a person decided on an output; an engine never can.

    Raises:
        NotAPerson: an engine or a job. NoSuchOutput. UnknownDecision.
    """
    require_person(by)
    if decision not in DECISIONS:
        raise UnknownDecision("A decision is accepted, edited or rejected.")
    output = Output.objects.select_related("run").filter(id=output_id).first()
    if output is None:
        raise NoSuchOutput("This is not in the record of what AI contributed.")
    HumanDecision(
        key_id=output.key_id, output=output, decision=decision, reason=reason, words_changed=words_changed,
        by=by.id, by_name=by.name, by_person=by.is_person, at=at,
    ).save(force_insert=True)  # fmt: skip
    audit.record(
        by=by, action=AuditAction.AI_DECISION, subject=("ai", output_id), client_id=output.run.client_id,
        detail={"decision": decision},
    )  # fmt: skip


def _check(run: RunHandle) -> list[str]:
    """Ask law, consent and vendor, in this order; give the rules that were read."""
    if run.task.safety:
        return []
    rule_ids = _ask_law(run)
    _ask_consent(run)
    if run.host:
        _ask_vendor(run)
    return rule_ids


def _ask_law(run: RunHandle) -> list[str]:
    law = jurisdictions.decide(
        feature=run.task.feature,
        client_jurisdiction=run.client_jurisdiction,
        clinician_states=run.clinician_states,
    )
    if not law.allowed:
        raise RunRefused(law.reason, law.source)
    return list(law.rule_ids)


def _ask_consent(run: RunHandle) -> None:
    try:
        require_consent(
            client_id=run.client_id, purposes=run.task.purposes, participant_ids=run.participant_ids
        )
    except ConsentNotInForce as missing:
        raise RunRefused(missing.reason, "Consent") from missing


def _ask_vendor(run: RunHandle) -> None:
    """Ask the vendor's record for every purpose, and whether each signed text named this vendor."""
    now = timezone.now()
    for purpose in run.task.purposes:
        permit = vendors.permit_for(host=run.host, purpose=purpose, at=now)
        if isinstance(permit, Refusal):
            raise RunRefused(permit.reason, "Vendor record")
    if any(run.host not in answer.hosts for _, _, answer in _answers(run)):
        raise RunRefused(
            "The signed consent does not name this service. Ask for a signature on the current text.",
            "Consent",
        )


def _answers(run: RunHandle) -> list[tuple[str, uuid.UUID | None, ConsentAnswer]]:
    return [
        (
            purpose.value,
            who,
            consent.consent_in_force(client_id=run.client_id, purpose=purpose, participant_id=who),
        )
        for purpose in run.task.purposes
        for who in (None, *run.participant_ids)
    ]


def _consents(run: RunHandle) -> list[dict[str, str]]:
    return [
        {
            "purpose": purpose,
            "participant": str(who or ""),
            "signature": str(answer.signature_id or ""),
            "document": answer.document_version,
        }
        for purpose, who, answer in _answers(run)
    ]


@transaction.atomic
def _keep_refusal(run: RunHandle, values: Mapping[str, Any], refused: RunRefused) -> None:
    Run.objects.create(**values, state=RunState.REFUSED, **_why(refused))
    _record(run.by, AuditAction.AI_RUN_REFUSED, run, {"task": run.task.key, "source": refused.source})


@transaction.atomic
def _stop(run: RunHandle, refused: RunRefused) -> None:
    if Run.objects.filter(id=run.id, state=RunState.OPEN).update(state=RunState.STOPPED, **_why(refused)):
        _record(run.by, AuditAction.AI_RUN_REFUSED, run, {"task": run.task.key, "stopped": True})


def _why(refused: RunRefused) -> dict[str, str]:
    return {"refusal": refused.reason[:400], "refusal_source": refused.source[:200]}


def _record(by: Actor, action: AuditAction, run: RunHandle, detail: audit.Detail) -> None:
    audit.record(by=by, action=action, subject=("ai", run.id), client_id=run.client_id, detail=detail)
