"""Reads of consent: whether it is in force now, and the overview of what was said when."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.consent.documents import CURRENT, document_of
from rapport.trust.consent.kinds import OFFERED, ConsentAnswer, Purpose
from rapport.trust.consent.models import Answer, ConsentDocument, ConsentSignature


@dataclass(frozen=True)
class PurposeRow:
    """One purpose with its answer now and everything that was said before."""

    purpose: Purpose
    now: ConsentAnswer
    declined: bool
    history: list[ConsentSignature]


def consent_in_force(
    *,
    client_id: uuid.UUID,
    purpose: Purpose,
    at: datetime | None = None,
    participant_id: uuid.UUID | None = None,
) -> ConsentAnswer:
    """Say whether a written consent to ``purpose`` is in force (at a moment in the past with ``at``)."""
    rows = ConsentSignature.objects.filter(
        client_id=client_id, purpose=purpose, participant_id=participant_id
    )
    if at is not None:
        rows = rows.filter(signed_at__lte=at).exclude(ended_at__lte=at)
    else:
        rows = rows.filter(ended_at=None)
    row = rows.select_related("document").order_by("-signed_at").first()
    who = "A participant" if participant_id else "The client"
    if row is None:
        return ConsentAnswer(False, f"{who} has not agreed to: {purpose.label.lower()}.")
    if row.answer == Answer.DECLINED:
        return ConsentAnswer(False, f"{who} declined: {purpose.label.lower()}.", row.id)
    version = row.document.version if row.document else ""
    return ConsentAnswer(True, f"{who} agreed to: {purpose.label.lower()}.", row.id, version)


def overview(*, by: Actor, client_id: uuid.UUID) -> list[PurposeRow]:
    """Give every purpose that is offered with what was said, with the read on the record."""
    careteams.client_for(by=by, client_id=client_id)
    audit.record(by=by, action=AuditAction.CONSENT_READ, subject=("client", client_id), client_id=client_id)
    rows = list(
        ConsentSignature.objects.filter(client_id=client_id, participant_id=None)
        .select_related("document")
        .order_by("-signed_at")
    )
    return [_row(client_id, purpose, [r for r in rows if r.purpose == purpose]) for purpose in OFFERED]


def current_document(language: str = "en") -> ConsentDocument:
    """Give the current text in a language, in English where there is none."""
    known = language if (CURRENT, language) in document_of() else "en"
    title, text, sha256 = document_of()[CURRENT, known]
    made, _ = ConsentDocument.objects.get_or_create(
        version=CURRENT, language=known, defaults={"title": title, "text": text, "sha256": sha256}
    )
    return made


def document_by_id(document_id: uuid.UUID) -> ConsentDocument | None:
    """Give one version of the text."""
    return ConsentDocument.objects.filter(id=document_id).first()


def _row(client_id: uuid.UUID, purpose: Purpose, history: list[ConsentSignature]) -> PurposeRow:
    now = consent_in_force(client_id=client_id, purpose=purpose)
    declined = any(row.ended_at is None and row.answer == Answer.DECLINED for row in history)
    return PurposeRow(purpose, now, declined, history)
