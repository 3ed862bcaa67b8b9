"""The gates that capture passes at every step: consent of each person, the law, and who is in the room."""

from __future__ import annotations

import uuid
from datetime import datetime

from rapport.base.errors import MayNot
from rapport.clinic.sessions.models import Session
from rapport.clinic.sessions.policies import check_capture
from rapport.people.clients import queries as clients
from rapport.people.clinicians import queries as clinicians
from rapport.trust.consent import services as consent
from rapport.trust.consent.kinds import Purpose
from rapport.trust.jurisdictions import queries as jurisdictions
from rapport.trust.jurisdictions.kinds import OWN_WORDS


class FeatureIsOff(MayNot):
    """The law where client or clinician are does not allow this; the message names rule and source."""


def participant_ids(session: Session) -> tuple[uuid.UUID, ...]:
    """Give the ids of everyone else in the room."""
    return tuple(session.participants.values_list("id", flat=True))


DICTATION = "dictation"
"""The source of a recording that holds nothing but the clinician's own recap."""


def check_may_receive(*, session: Session, source: str, at: datetime) -> None:
    """Stop audio of this ``source`` that may not be taken or worked on. Asked again at every chunk.

    The clinician's own dictation hears no client, so only the law is asked; all else is a capture.

    Raises:
        ConsentNotInForce, FeatureIsOff, CaptureIsOff.
    """
    if source == DICTATION:
        check_law(session=session, feature=OWN_WORDS, at=at)
    else:
        check_may_capture(session=session, at=at)


def check_may_capture(*, session: Session, at: datetime) -> None:
    """Stop a recording that consent, law or the number of voices do not allow. Asked again at every chunk.

    Raises:
        ConsentNotInForce, FeatureIsOff, CaptureIsOff.
    """
    consent.require_consent(
        client_id=session.client_id,
        purposes=(Purpose.RECORDING, Purpose.TRANSCRIPTION),
        participant_ids=participant_ids(session),
    )
    check_capture(people=2 + session.participants.count(), channels=1)
    check_law(session=session, feature=recording_feature(session), at=at)


def check_may_transcribe(*, session: Session, at: datetime) -> None:
    """Stop a transcript, wherever it came from, that consent or law do not allow.

    Raises:
        ConsentNotInForce, FeatureIsOff.
    """
    consent.require_consent(
        client_id=session.client_id,
        purposes=(Purpose.TRANSCRIPTION,),
        participant_ids=participant_ids(session),
    )
    check_law(session=session, feature="transcription", at=at)


def check_law(*, session: Session, feature: str, at: datetime) -> None:
    """Stop what the jurisdiction of client or clinician forbids.

    Raises:
        FeatureIsOff: with the rule's reason and source.
    """
    place, states = whereabouts(session, at)
    decision = jurisdictions.decide(
        feature=feature, client_jurisdiction=place, clinician_states=states, on=at.date()
    )
    if not decision.allowed:
        raise FeatureIsOff(f"{decision.reason} ({decision.source})")


def whereabouts(session: Session, at: datetime) -> tuple[str, tuple[str, ...]]:
    """Give where the client is (in this session, else at home) and where the clinician is licensed."""
    client = clients.client_by_id(session.client_id)
    home = client.jurisdiction if client else ""
    states = clinicians.licensed_states(session.clinician_id, on=at.date())
    here = session.facts.get("clinician_location", "")
    return session.facts.get("client_location") or home, tuple(
        dict.fromkeys([*states, *([here] if here else [])])
    )


def recording_feature(session: Session) -> str:
    """Give which recording rule applies: telehealth has rules of its own."""
    return "recording_telehealth" if session.facts.get("modality") in {"video", "audio"} else "recording"
