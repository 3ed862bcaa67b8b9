"""The consents of one fictional client, as they were given, declined or taken back."""

from __future__ import annotations

import uuid

from rapport.config.demo import content_kinds
from rapport.config.demo.state import Seeding
from rapport.safeguards.actors import Actor
from rapport.trust.consent import queries as documents
from rapport.trust.consent import services as consent
from rapport.trust.consent.kinds import Purpose

ALSO_AGREED = (Purpose.CLIENT_SUMMARY,)


def consents(seeding: Seeding, client: content_kinds.Client, client_id: uuid.UUID, by: Actor) -> None:
    """Sign, decline or revoke, on the days that the content names."""
    said = client.consent
    answers = {
        Purpose.RECORDING: said.recording,
        Purpose.TRANSCRIPTION: said.transcription,
        Purpose.NOTE_DRAFTING: said.drafting,
    }
    at = seeding.moment(said.signed_days_ago if said.signed_days_ago is not None else client.since_days_ago)
    agreed = [purpose for purpose, answer in answers.items() if answer in {"given", "revoked"}]
    if len(agreed) == len(answers):
        agreed += ALSO_AGREED
    document = documents.current_document()
    if agreed:
        consent.sign(
            by=by, client_id=client_id, purposes=agreed, document_id=document.id,
            signer_name=client.legal_name, signer_relation="self", method=_method(said.method), at=at,
        )  # fmt: skip
    declined = [purpose for purpose, answer in answers.items() if answer == "declined"]
    if declined:
        consent.decline(by=by, client_id=client_id, purposes=declined, at=at)
    for purpose, answer in answers.items():
        if answer == "revoked":
            revoked = seeding.moment(said.revoked_days_ago or 0)
            consent.revoke(by=by, client_id=client_id, purpose=purpose, at=revoked)


def _method(words: str) -> str:
    return "paper" if "paper" in words else "on_screen"
