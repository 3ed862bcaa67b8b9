"""The one gate for AI: it opens a run or refuses it, and keeps what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from rapport.base.errors import MayNot
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.consent import queries as consent
from rapport.trust.consent.services import ConsentNotInForce, require_consent
from rapport.trust.jurisdictions import queries as jurisdictions
from rapport.trust.ledger.kinds import AITask, RunHandle
from rapport.trust.ledger.models import HumanDecision, Output, Run, RunState
from rapport.trust.vendors import queries as vendors

__all__ = ["RunHandle", "RunRefused", "add_output", "finish_run", "open_run", "recheck", "record_decision"]


class RunRefused(MayNot):
    """Consent, law or the vendor's record does not allow this work; the message says which and whose rule."""

    def __init__(self, reason: str, source: str = "") -> None:
        """Carry the reason and the rule's source."""
        super().__init__(f"{reason} ({source})" if source else reason)
        self.reason, self.source = reason, source


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
    host: str = "",
) -> RunHandle:
    """Let an engine work, or refuse; either way it is on the record.

    ``inputs`` are (kind, id) pairs; ``engine`` names it with version and hashes; ``host`` is set where
    the work would leave this machine.

    Raises:
        RunRefused: with the reason and its source.
    """
    handle = RunHandle(
        uuid.uuid4(),
        task,
        client_id,
        tuple(participant_ids),
        client_jurisdiction,
        tuple(clinician_states),
        host,
    )
    values = {
        "id": handle.id, "task": task.key, "client_id": client_id, "session_id": session_id, "asked_by": by.id,
        "inputs": [list(pair) for pair in inputs], "engine": dict(engine), "began_at": timezone.now(),
    }  # fmt: skip
    try:
        rule_ids = _check(handle)
    except RunRefused as refused:
        _refuse(by, values, refused)
        raise
    with transaction.atomic():
        Run.objects.create(**values, consents=_consents(handle), rule_ids=rule_ids)
        _record(by, AuditAction.AI_RUN_OPENED, handle.id, client_id, {"task": task.key})
    return handle


def recheck(run: RunHandle) -> None:
    """Ask everything again in the middle of the work.

    Raises:
        RunRefused: a consent was taken back meanwhile, or a rule changed; the run is marked as stopped.
    """
    try:
        _check(run)
    except RunRefused:
        Run.objects.filter(id=run.id, state=RunState.OPEN).update(state=RunState.STOPPED)
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
    """Keep one output's id, hash and sources (never its words)."""
    Output.objects.get_or_create(
        id=output_id,
        defaults={
            "run_id": run.id, "kind": kind, "content_sha256": content_sha256, "sources": [dict(s) for s in sources],
        },
    )  # fmt: skip


@transaction.atomic
def finish_run(run: RunHandle, *, seconds: float, status: str) -> None:
    """Close a run."""
    Run.objects.filter(id=run.id).update(state=RunState(status), seconds=round(seconds, 3))
    _record(
        Actor.service("ledger"), AuditAction.AI_RUN_FINISHED, run.id, run.client_id, {"task": run.task.key}
    )


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
    """Keep what a person decided on an output; the reason's words stay with the sentence, sealed."""
    require_person(by)
    output = Output.objects.select_related("run").filter(id=output_id).first()
    if output is None:
        return
    HumanDecision.objects.create(
        output=output,
        decision=decision,
        has_reason=bool(reason),
        words_changed=words_changed,
        by=by.id,
        at=at,
    )
    _record(by, AuditAction.AI_DECISION, output_id, output.run.client_id, {"decision": decision})


def _check(run: RunHandle) -> list[str]:
    """Ask jurisdiction, consent and vendor; give the rules that were read."""
    if run.task.safety:
        return []
    law = jurisdictions.decide(
        feature=run.task.feature,
        client_jurisdiction=run.client_jurisdiction,
        clinician_states=run.clinician_states,
    )
    if not law.allowed:
        raise RunRefused(law.reason, law.source)
    try:
        require_consent(
            client_id=run.client_id, purposes=run.task.purposes, participant_ids=run.participant_ids
        )
    except ConsentNotInForce as missing:
        raise RunRefused(str(missing), "Consent") from missing
    if run.host:
        permission = vendors.permission_for(host=run.host, at=timezone.now())
        if not permission.allowed:
            raise RunRefused(permission.reason, "Vendor record")
    return list(law.rule_ids)


def _consents(run: RunHandle) -> list[str]:
    answers = [consent.consent_in_force(client_id=run.client_id, purpose=p) for p in run.task.purposes]
    return [f"{answer.signature_id}:{answer.document_version}" for answer in answers if answer.signature_id]


@transaction.atomic
def _refuse(by: Actor, values: Mapping[str, Any], refused: RunRefused) -> None:
    Run.objects.create(
        **values, state=RunState.REFUSED, refusal=refused.reason[:400], refusal_source=refused.source[:200]
    )
    _record(by, AuditAction.AI_RUN_REFUSED, values["id"], values["client_id"], {"task": values["task"]})


def _record(
    by: Actor, action: AuditAction, run_id: uuid.UUID, client_id: uuid.UUID, detail: audit.Detail
) -> None:
    audit.record(by=by, action=action, subject=("ai", run_id), client_id=client_id, detail=detail)
