"""Plain values for the pages of consent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from rapport.people.careteams import queries as careteams
from rapport.people.careteams.policies import Reach
from rapport.people.clients.kinds import ClientRow
from rapport.safeguards.actors import Actor
from rapport.trust.consent import queries
from rapport.trust.consent.documents import LANGUAGES, form_words
from rapport.trust.consent.models import ConsentDocument

ADULT = 18


@dataclass(frozen=True)
class SignPage:
    """A text with everything around it, for one signer."""

    client: ClientRow
    document: ConsentDocument
    is_current: bool
    participant_id: uuid.UUID | None
    words: dict[str, str]
    languages: list[tuple[str, str]]
    earlier: list[ConsentDocument]
    is_minor: bool


def sign_page(
    *,
    by: Actor,
    client_id: uuid.UUID,
    language: str,
    document_id: uuid.UUID | None,
    participant_id: uuid.UUID | None,
    today: date,
) -> SignPage:
    """Give the page on which a client, or someone else in the room, signs.

    Raises:
        NoSuchClient, NoSuchDocument.
    """
    client = client_of(by=by, client_id=client_id)
    current = queries.document_for(client_id=client_id, language=language)
    document = queries.document_or_404(document_id) if document_id else current
    own = document if document.language == current.language else None
    if own is None:
        current = queries.document_for(client_id=client_id, language=document.language)
    age = client.age_on(today)
    return SignPage(
        client=client,
        document=document,
        is_current=document.id == current.id,
        participant_id=participant_id,
        words=form_words(document.language),
        languages=list(LANGUAGES.items()),
        earlier=queries.earlier_documents(current),
        is_minor=participant_id is None and age is not None and age < ADULT,
    )


def moment_of(day: date | None, *, now: datetime) -> datetime:
    """Give when something was signed: now, or at noon of the day on the paper, never later than now."""
    if day is None or day == timezone.localdate(now):
        return now
    noon = datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
    return min(noon, now)


def client_of(*, by: Actor, client_id: uuid.UUID) -> ClientRow:
    """Give the client to whoever may know of them."""
    return careteams.client_for(by=by, client_id=client_id, at_least=Reach.DEMOGRAPHICS)
