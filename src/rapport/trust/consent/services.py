"""Writes on consent: only by persons, effective at once, with everything that was said before kept."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from rapport.base import events
from rapport.base.errors import Conflict, MayNot, Unable
from rapport.people.careteams import queries as careteams
from rapport.people.careteams.policies import Reach
from rapport.people.clients.kinds import ClientRow
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.consent.kinds import Method, Purpose, Relation
from rapport.trust.consent.models import Answer, ConsentDocument, ConsentSignature, Reconfirmation
from rapport.trust.consent.permissions import check_may_record
from rapport.trust.consent.queries import consent_in_force, document_by_id, reconfirmed


class ConsentNotInForce(MayNot):
    """Somebody whose consent this needs has not given it, or has taken it back."""

    def __init__(self, purpose: Purpose, reason: str) -> None:
        """Carry the purpose, and the sentence for the reader."""
        super().__init__(reason)
        self.purpose, self.reason = purpose, reason


class NotReconfirmed(MayNot):
    """Nobody has put down that everyone said yes again at the start of this session."""


class UnableToSignConsent(Unable):
    """The signature lacks a name, a purpose or a known text, or lies before an answer that stands."""


class AnsweredLater(Conflict):
    """Somebody put down a later answer already; nothing was changed."""


def require_consent(
    *, client_id: uuid.UUID, purposes: Sequence[Purpose], participant_ids: Sequence[uuid.UUID] = ()
) -> None:
    """Stop unless the client and everyone else in the room have each agreed to every purpose.

    Raises:
        ConsentNotInForce: naming the first purpose that lacks it.
    """
    for purpose in purposes:
        for participant_id in (None, *participant_ids):
            answer = consent_in_force(client_id=client_id, purpose=purpose, participant_id=participant_id)
            if not answer.in_force:
                raise ConsentNotInForce(purpose, answer.reason)


def require_reconfirmation(*, client_id: uuid.UUID, session_id: uuid.UUID) -> None:
    """Stop unless everyone said yes again, aloud, at the start of this session.

    Raises:
        NotReconfirmed: with what to do.
    """
    if not reconfirmed(client_id=client_id, session_id=session_id):
        raise NotReconfirmed("Ask again, aloud, whether you may record, and put down that everyone said yes.")


@transaction.atomic
def sign(
    *,
    by: Actor,
    client_id: uuid.UUID,
    purposes: Sequence[Purpose],
    document_id: uuid.UUID,
    signer_name: str,
    signer_relation: str,
    method: str,
    at: datetime,
    participant_id: uuid.UUID | None = None,
) -> list[ConsentSignature]:
    """Put down that someone signed the text for these purposes.

    Raises:
        NotAPerson: ``by`` is an engine or job. MayNotRecordConsent: neither care team nor front desk.
        UnableToSignConsent: nothing is ticked, no name, or the text does not explain a purpose.
        AnsweredLater: a later answer stands.
    """
    client = check_may_record(by=by, client_id=client_id)
    document = _signable(document_id, purposes, signer_name)
    if signer_relation not in set(Relation) or method not in set(Method):
        raise UnableToSignConsent("Choose who signs and how.")
    made = []
    for purpose in dict.fromkeys(purposes):
        _end_open(by, client_id, purpose, participant_id, at=at, because="replaced")
        row = ConsentSignature(
            key_id=client.key_id, client_id=client_id, participant_id=participant_id, purpose=purpose,
            answer=Answer.AGREED, document=document, signer_name=signer_name.strip(),
            signer_relation=signer_relation, method=method, recorded_by=by.id, recorded_by_name=by.name,
            recorded_by_person=by.is_person, signed_at=at,
        )  # fmt: skip
        row.save(force_insert=True)
        made.append(row)
        detail = {"purpose": purpose, "document": document.version, "method": method}
        _record(by, AuditAction.CONSENT_SIGNED, ("consent", row.id), client_id, detail)
    return made


@transaction.atomic
def answer(
    *,
    by: Actor,
    client_id: uuid.UUID,
    agreed: Sequence[Purpose],
    declined: Sequence[Purpose],
    document_id: uuid.UUID,
    signer_name: str,
    signer_relation: str,
    method: str,
    at: datetime,
    participant_id: uuid.UUID | None = None,
) -> None:
    """Put down a whole page as it was signed: what was ticked is a yes, what was left open a no.

    Raises:
        As `sign` and `decline`; nothing is kept unless all of it is.
    """
    sign(
        by=by, client_id=client_id, purposes=agreed, document_id=document_id, signer_name=signer_name,
        signer_relation=signer_relation, method=method, at=at, participant_id=participant_id,
    )  # fmt: skip
    decline(by=by, client_id=client_id, purposes=declined, at=at, participant_id=participant_id)


@transaction.atomic
def decline(
    *,
    by: Actor,
    client_id: uuid.UUID,
    purposes: Sequence[Purpose],
    at: datetime,
    participant_id: uuid.UUID | None = None,
) -> None:
    """Put down a no. Care goes on the same; the note is written by hand."""
    client = check_may_record(by=by, client_id=client_id)
    for purpose in dict.fromkeys(purposes):
        if _end_open(by, client_id, purpose, participant_id, at=at, because="declined"):
            events.publish("consent.revoked", client_id=client_id, purpose=str(purpose))
        _no(by, client, purpose, participant_id=participant_id, at=at)


@transaction.atomic
def revoke(
    *,
    by: Actor,
    client_id: uuid.UUID,
    purpose: Purpose,
    at: datetime,
    participant_id: uuid.UUID | None = None,
) -> None:
    """Take a consent back, effective at once: capture and drafting that go on are stopped (event).

    Whoever may know of the client may put it down: a stop is not refused for want of the right desk.
    """
    require_person(by)
    careteams.client_for(by=by, client_id=client_id, at_least=Reach.DEMOGRAPHICS)
    if _end_open(by, client_id, purpose, participant_id, at=at, because="revoked"):
        _record(by, AuditAction.CONSENT_REVOKED, ("client", client_id), client_id, {"purpose": purpose})
        events.publish("consent.revoked", client_id=client_id, purpose=str(purpose))


@transaction.atomic
def reconfirm(*, by: Actor, client_id: uuid.UUID, session_id: uuid.UUID, at: datetime) -> None:
    """Put down that everyone said yes again at the start of a session. Twice does no harm."""
    require_person(by)
    careteams.client_for(by=by, client_id=client_id)
    _, is_new = Reconfirmation.objects.get_or_create(
        session_id=session_id,
        defaults={"client_id": client_id, "heard_by": by.id, "heard_by_person": by.is_person, "at": at},
    )
    if is_new:
        _record(by, AuditAction.CONSENT_RECONFIRMED, ("session", session_id), client_id, {})


def _signable(document_id: uuid.UUID, purposes: Sequence[Purpose], signer_name: str) -> ConsentDocument:
    document = document_by_id(document_id)
    if not purposes or not signer_name.strip() or document is None:
        raise UnableToSignConsent("Tick at least one purpose and write the signer's full name.")
    explained = {key for key, _, _ in document.body.get("purposes", [])}
    if unexplained := [purpose for purpose in purposes if purpose not in explained]:
        raise UnableToSignConsent(f"This text does not explain: {Purpose(unexplained[0]).label.lower()}.")
    return document


def _no(
    by: Actor, client: ClientRow, purpose: Purpose, *, participant_id: uuid.UUID | None, at: datetime
) -> None:
    row = ConsentSignature(
        key_id=client.key_id, client_id=client.id, participant_id=participant_id, purpose=purpose,
        answer=Answer.DECLINED, method=Method.VERBAL, recorded_by=by.id, recorded_by_name=by.name,
        recorded_by_person=by.is_person, signed_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    _record(by, AuditAction.CONSENT_DECLINED, ("consent", row.id), client.id, {"purpose": purpose})


def _end_open(
    by: Actor,
    client_id: uuid.UUID,
    purpose: Purpose,
    participant_id: uuid.UUID | None,
    *,
    at: datetime,
    because: str,
) -> bool:
    """End the open answer and say whether it was a yes."""
    open_rows = ConsentSignature.objects.select_for_update(of=("self",)).filter(
        client_id=client_id, purpose=purpose, participant_id=participant_id, ended_at=None
    )
    was_yes = False
    for row in open_rows:
        if row.signed_at > at and because != "revoked":
            raise AnsweredLater(
                "A later answer stands already. Look at it before you put down an earlier one."
            )
        was_yes |= row.answer == Answer.AGREED
        row.ended_at, row.ended_by, row.ended_because = at, by.id, because
        row.save(update_fields=["ended_at", "ended_by", "ended_because"])
    return was_yes


def _record(
    by: Actor, action: AuditAction, subject: tuple[str, object], client_id: uuid.UUID, detail: audit.Detail
) -> None:
    audit.record(by=by, action=action, subject=subject, client_id=client_id, detail=detail)
