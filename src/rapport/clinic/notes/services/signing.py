"""Signing, cosigning, returning, adding to and voiding a note."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from rapport.base import events
from rapport.clinic.notes import linting
from rapport.clinic.notes.content import content_hash, frozen_content, frozen_span
from rapport.clinic.notes.models import (
    Addendum,
    CosignReturn,
    Decision,
    Note,
    NoteState,
    SignedVersion,
)
from rapport.clinic.notes.permissions import check_may_cosign
from rapport.clinic.notes.policies import ATTESTATION, UnableToSign, check_revision, check_transition
from rapport.clinic.notes.services.locking import editable_note, locked_note, touch
from rapport.people.clinicians import queries as clinicians
from rapport.safeguards.actors import Actor, Role
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.retention import queries as retention


@transaction.atomic
def sign_note(
    *, by: Actor, note_id: uuid.UUID, attested: bool, seen_revision: int, at: datetime
) -> SignedVersion:
    """Sign a note: it is locked, hashed and never changes again. A supervised author's goes to cosignature.

    Raises:
        UnableToSign: not attested, a sentence still waits, or a check found what blocks a signature.
        NotYourNote, NoteIsLocked, SomebodyElseChangedIt.
    """
    note = editable_note(by, note_id)
    check_revision(seen_revision, note.revision)
    cosigner = clinicians.supervisor_of(note.author_id)
    if cosigner is None and by.has(Role.TRAINEE):
        raise UnableToSign("A trainee's note needs a supervisor. Ask the owner to name yours.")
    _check_signable(note, attested=attested, at=at)
    wanted = NoteState.PENDING_COSIGN if cosigner else NoteState.SIGNED
    check_transition(note.state, wanted)
    version = _freeze(by, note, at, is_cosignature=False)
    _enter(note, wanted)
    touch(
        by=by,
        note=note,
        action=AuditAction.NOTE_SIGNED,
        detail={"version": version.version, "sha256": version.sha256},
    )
    if wanted == NoteState.SIGNED:
        events.publish("note.signed", note_id=note.id)
    else:
        events.publish("note.waits_for_cosignature", note_id=note.id)
    return version


@transaction.atomic
def cosign_note(
    *, by: Actor, note_id: uuid.UUID, attested: bool, seen_revision: int, at: datetime
) -> SignedVersion:
    """Cosign a supervised author's note; only then is it part of the record that claims rest on.

    Raises:
        NotYourNote: not the author's supervisor. UnableToSign: not attested.
    """
    note = locked_note(by, note_id)
    check_may_cosign(by, clinicians.supervisor_of(note.author_id))
    check_revision(seen_revision, note.revision)
    check_transition(note.state, NoteState.SIGNED)
    if not attested:
        raise UnableToSign("Tick the statement above the button to cosign.")
    version = _freeze(by, note, at, is_cosignature=True)
    _enter(note, NoteState.SIGNED)
    touch(
        by=by,
        note=note,
        action=AuditAction.NOTE_COSIGNED,
        detail={"version": version.version, "sha256": version.sha256},
    )
    events.publish("note.signed", note_id=note.id)
    return version


@transaction.atomic
def return_note(*, by: Actor, note_id: uuid.UUID, comment: str, at: datetime) -> None:
    """Give a note back to its author with a comment; what they signed stays as a version.

    Raises:
        NotYourNote. UnableToSign: the comment is empty.
    """
    note = locked_note(by, note_id)
    check_may_cosign(by, clinicians.supervisor_of(note.author_id))
    check_transition(note.state, NoteState.DRAFT)
    if not comment.strip():
        raise UnableToSign("Say what the author should look at.")
    CosignReturn(key_id=note.key_id, note=note, comment=comment.strip(), by_id=by.id, at=at).save(
        force_insert=True
    )
    _enter(note, NoteState.DRAFT)
    touch(by=by, note=note, action=AuditAction.NOTE_RETURNED)
    events.publish("note.returned", note_id=note.id)


@transaction.atomic
def add_addendum(*, by: Actor, note_id: uuid.UUID, text: str, reason: str, at: datetime) -> Addendum:
    """Add to a signed note, with the reason; the note itself stays as it was signed.

    Raises:
        UnableToSign: the text or the reason is empty, or the note is not signed.
    """
    note = locked_note(by, note_id)
    if note.state != NoteState.SIGNED:
        raise UnableToSign("An addendum goes to a signed note. This one can still be changed.")
    if not by.is_person or not by.is_clinical:
        raise UnableToSign("Addenda are written by clinical staff.")
    if not text.strip() or not reason.strip():
        raise UnableToSign("Write the addendum and the reason for it.")
    previous = last_hash(note)
    content = {"text": text.strip(), "reason": reason.strip(), "author": str(by.id), "at": at.isoformat()}
    addendum = Addendum(
        key_id=note.key_id, note=note, text=text.strip(), reason=reason.strip(), author_id=by.id, at=at,
        sha256=content_hash(content, previous), previous_sha256=previous,
    )  # fmt: skip
    addendum.save(force_insert=True)
    touch(by=by, note=note, action=AuditAction.NOTE_ADDENDUM, detail={"sha256": addendum.sha256})
    return addendum


@transaction.atomic
def void_note(*, by: Actor, note_id: uuid.UUID, reason: str) -> None:
    """Mark a note as void with a reason; nothing is removed.

    Raises:
        NotYourNote: not the author. UnableToSign: no reason.
    """
    note = locked_note(by, note_id)
    if note.author_id != by.id:
        raise UnableToSign("Only the author can void a note.")
    check_transition(note.state, NoteState.VOIDED)
    if not reason.strip():
        raise UnableToSign("Say why this note is void.")
    note.findings = {**note.findings, "void_reason": reason.strip()}
    note.save(update_fields=["findings"])
    _enter(note, NoteState.VOIDED)
    touch(by=by, note=note, action=AuditAction.NOTE_VOIDED)


def last_hash(note: Note) -> str:
    """Give the hash at the end of a note's chain: its newest addendum's, else its newest version's."""
    addendum = note.addenda.order_by("-at").first()
    if addendum:
        return addendum.sha256
    version = note.versions.order_by("-version").first()
    return version.sha256 if version else ""


def _check_signable(note: Note, *, attested: bool, at: datetime) -> None:
    waiting = note.sentences.filter(decision=Decision.PROPOSED).count()
    if waiting:
        raise UnableToSign(f"{waiting} sentences wait for your decision. Accept, edit or reject each.")
    if not attested:
        raise UnableToSign("Tick the statement above the button to sign.")
    blocking = [
        finding for finding in linting.findings(note, at=at, attested=True) if finding.blocks_signature
    ]
    if blocking:
        raise UnableToSign(" ".join(finding.message for finding in blocking))


def _freeze(by: Actor, note: Note, at: datetime, *, is_cosignature: bool) -> SignedVersion:
    keep = retention.keeps_excerpts(client_id=note.client_id, session_id=note.session_id)
    content = frozen_content(
        note, signer=by.name, credential=clinicians.credential_of(by.id), attestation=ATTESTATION,
        keep_excerpts=keep,
    )  # fmt: skip
    last = note.versions.order_by("-version").first()
    previous = last.sha256 if last else ""
    content["signed_at"] = at.isoformat()
    version = SignedVersion(
        key_id=note.key_id, note=note, version=last.version + 1 if last else 1, content=content,
        sha256=content_hash(content, previous), previous_sha256=previous, signed_by_id=by.id, signed_at=at,
        is_cosignature=is_cosignature,
    )  # fmt: skip
    version.save(force_insert=True)
    _freeze_evidence(note, keep_excerpts=keep)
    return version


def _freeze_evidence(note: Note, *, keep_excerpts: bool) -> None:
    """Cut what the working sentences hold of the transcript to what the signed version keeps."""
    for sentence in note.sentences.all():
        spans = [frozen_span(span, keep_excerpts=keep_excerpts) for span in sentence.body["evidence"]]
        sentence.body = {**sentence.body, "evidence": spans}
        sentence.save(update_fields=["body"])


def _enter(note: Note, state: NoteState) -> None:
    note.state = state
    note.save(update_fields=["state"])
