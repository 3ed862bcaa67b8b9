"""Reads of consent: whether it is in force now, and the overview of what was said when."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from rapport.base.errors import NotFound
from rapport.people.careteams import queries as careteams
from rapport.people.careteams.policies import Reach
from rapport.people.clients import queries as clients
from rapport.people.clients.kinds import ClientRow
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.consent.documents import LANGUAGES, Facts, compose
from rapport.trust.consent.kinds import OFFERED, ConsentAnswer, Purpose
from rapport.trust.consent.models import Answer, ConsentDocument, ConsentSignature, Reconfirmation
from rapport.trust.jurisdictions import queries as jurisdictions
from rapport.trust.retention import queries as retention
from rapport.trust.vendors import queries as vendors


class NoSuchDocument(NotFound):
    """There is no consent text with this id."""


@dataclass(frozen=True)
class PurposeRow:
    """One purpose with its answer now and everything that was said, newest first.

    ``is_outdated``: the text has changed since it was signed; the consent stands until it is renewed.
    """

    purpose: Purpose
    now: ConsentAnswer
    open: ConsentSignature | None
    is_outdated: bool
    history: list[ConsentSignature]

    @property
    def state(self) -> str:
        """How it stands, as a word that pages have a badge for."""
        if self.open is None:
            return "revoked" if any(r.ended_because == "revoked" for r in self.history[:1]) else "not_asked"
        return "in_force" if self.open.answer == Answer.AGREED else "declined"


@dataclass(frozen=True)
class PersonConsents:
    """The answers of the client, or of someone else in the room."""

    participant_id: uuid.UUID | None
    name: str
    rows: list[PurposeRow]


def consent_in_force(
    *,
    client_id: uuid.UUID,
    purpose: Purpose,
    at: datetime | None = None,
    participant_id: uuid.UUID | None = None,
) -> ConsentAnswer:
    """Say whether a written consent to ``purpose`` is in force (at a moment in the past with ``at``)."""
    said = ConsentSignature.objects.filter(
        client_id=client_id, purpose=purpose, participant_id=participant_id
    ).select_related("document")
    if at is None:
        row = said.filter(ended_at=None).first()
    else:
        said = said.filter(signed_at__lte=at)
        row = said.filter(Q(ended_at=None) | Q(ended_at__gt=at)).order_by("-signed_at").first()
    who = "A participant" if participant_id else "The client"
    if row is None:
        last = said.order_by("-signed_at", "-ended_at").first()
        return _nothing_in_force(last, purpose, who)
    return _answer(row, purpose, who)


def overview(*, by: Actor, client_id: uuid.UUID) -> list[PurposeRow]:
    """Give every purpose that is offered with what the client said, with the read on the record."""
    return people_overview(by=by, client_id=client_id)[0].rows


def people_overview(*, by: Actor, client_id: uuid.UUID) -> list[PersonConsents]:
    """Give the answers of the client and then of everyone else who was asked, with the read on the record.

    Raises:
        NoSuchClient: none, or not for this actor.
    """
    client = careteams.client_for(by=by, client_id=client_id, at_least=Reach.DEMOGRAPHICS)
    audit.record(by=by, action=AuditAction.CONSENT_READ, subject=("client", client_id), client_id=client_id)
    rows = list(
        ConsentSignature.objects.filter(client_id=client_id).select_related("document").order_by("-signed_at")
    )
    current = _current_hashes(client)
    others = dict.fromkeys(row.participant_id for row in rows if row.participant_id)
    return [
        _person(None, client.name, rows, current),
        *(_person(p, _signer(rows, p), rows, current) for p in others),
    ]


def reconfirmed(*, client_id: uuid.UUID, session_id: uuid.UUID) -> bool:
    """Whether everyone said yes again, aloud, at the start of a session."""
    return Reconfirmation.objects.filter(client_id=client_id, session_id=session_id).exists()


def current_document(
    language: str = "en", *, jurisdiction: str = "", client_id: uuid.UUID | None = None
) -> ConsentDocument:
    """Give the text as it stands now, in English where there is none in a language.

    A text is kept the first time that it is shown, so that what was signed can always be shown again.
    """
    text = compose(language=language, facts=_facts(jurisdiction, language, client_id))
    made, _ = ConsentDocument.objects.get_or_create(
        sha256=text.sha256,
        defaults={
            "version": text.version, "language": text.language, "title": text.title, "body": text.as_json(),
            "hosts": list(text.hosts),
        },
    )  # fmt: skip
    return made


def document_for(*, client_id: uuid.UUID, language: str = "") -> ConsentDocument:
    """Give the text for a client: in their language, with the lines of the law where they live."""
    client = clients.client_by_id(client_id)
    if client is None:
        raise careteams.NoSuchClient("There is no such client.")
    return current_document(
        language or client.language, jurisdiction=client.jurisdiction, client_id=client_id
    )


def document_by_id(document_id: uuid.UUID) -> ConsentDocument | None:
    """Give one version of the text."""
    return ConsentDocument.objects.filter(id=document_id).first()


def earlier_documents(document: ConsentDocument, *, most: int = 5) -> list[ConsentDocument]:
    """Give older texts in the same language, newest first, for papers that come back later."""
    rows = ConsentDocument.objects.filter(language=document.language).exclude(id=document.id)
    return list(rows.order_by("-since")[:most])


def document_or_404(document_id: uuid.UUID) -> ConsentDocument:
    """Give one version of the text.

    Raises:
        NoSuchDocument: there is none.
    """
    found = document_by_id(document_id)
    if found is None:
        raise NoSuchDocument("There is no such text.")
    return found


def _answer(row: ConsentSignature, purpose: Purpose, who: str) -> ConsentAnswer:
    what = purpose.label.lower()
    if row.answer == Answer.DECLINED or row.document is None:
        return ConsentAnswer(False, f"{who} declined: {what}.", row.id)
    return ConsentAnswer(
        True, f"{who} agreed to: {what}.", row.id, row.document.version, tuple(row.document.hosts)
    )


def _nothing_in_force(last: ConsentSignature | None, purpose: Purpose, who: str) -> ConsentAnswer:
    what = purpose.label.lower()
    if last is not None and last.ended_because == "revoked":
        return ConsentAnswer(False, f"{who} took the consent back: {what}.", last.id)
    return ConsentAnswer(False, f"{who} has not agreed to: {what}.")


def _facts(jurisdiction: str, language: str, client_id: uuid.UUID | None) -> Facts:
    days = retention.days_for(client_id=client_id) if client_id else retention.practice_days()
    lines = jurisdictions.disclosures(jurisdiction=jurisdiction, language=language)
    return Facts(
        audio_days=days.audio,
        transcript_days=days.transcript,
        excerpts=days.excerpts,
        vendors=vendors.hosts_in_use(at=timezone.now()),
        law_lines=tuple(line.text for line in lines),
    )


def _current_hashes(client: ClientRow) -> set[str]:
    return {
        compose(language=language, facts=_facts(client.jurisdiction, language, client.id)).sha256
        for language in LANGUAGES
    }


def _person(
    participant_id: uuid.UUID | None, name: str, rows: Iterable[ConsentSignature], current: set[str]
) -> PersonConsents:
    own = [row for row in rows if row.participant_id == participant_id]
    purposes = [_row(purpose, [r for r in own if r.purpose == purpose], current) for purpose in OFFERED]
    return PersonConsents(participant_id, name, purposes)


def _row(purpose: Purpose, history: list[ConsentSignature], current: set[str]) -> PurposeRow:
    standing = next((row for row in history if row.ended_at is None), None)
    if standing is None:
        now = _nothing_in_force(history[0] if history else None, purpose, "The client")
    else:
        now = _answer(standing, purpose, "The client")
    document = standing.document if standing else None
    outdated = now.in_force and document is not None and document.sha256 not in current
    return PurposeRow(purpose, now, standing, outdated, history)


def _signer(rows: Iterable[ConsentSignature], participant_id: uuid.UUID) -> str:
    names = (row.signer_name for row in rows if row.participant_id == participant_id)
    return next((name for name in names if name), "Someone else in the room")
