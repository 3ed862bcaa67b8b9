"""Writes on clients: adding one, changing demographics."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max

from rapport.base.errors import Unable
from rapport.people.clients.models import Client, ClientStatus
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.safeguards.vault import services as vault

_NUMBER_LOCK = 0x434C4E54  # "CLNT": one new number at a time
CHANGEABLE = frozenset(
    {"legal_name", "preferred_name", "pronouns", "birth_date", "contact", "jurisdiction", "language",
     "presenting_problem", "status"}
)  # fmt: skip


class UnableToAddClient(Unable):
    """What was given is not enough to add a client; the message says what is missing."""


@transaction.atomic
def add_client(
    *,
    by: Actor,
    legal_name: str,
    at: datetime,
    preferred_name: str = "",
    pronouns: str = "",
    birth_date: date | None = None,
    contact: Mapping[str, str] | None = None,
    jurisdiction: str = "",
    language: str = "en",
    presenting_problem: str = "",
    status: str = ClientStatus.ACTIVE,
) -> Client:
    """Add a client with a key of their own.

    Raises:
        UnableToAddClient: the name is empty.
    """
    require_person(by)
    if not legal_name.strip():
        raise UnableToAddClient("Enter the client's legal name.")
    client = Client(
        key_id=vault.create_key(purpose="client"),
        number=_next_number(),
        status=status,
        legal_name=legal_name.strip(),
        preferred_name=preferred_name.strip(),
        pronouns=pronouns,
        birth_date=birth_date,
        contact=dict(contact or {}),
        jurisdiction=jurisdiction,
        language=language,
        presenting_problem=presenting_problem,
        added_at=at,
    )
    client.save(force_insert=True)
    audit.record(by=by, action=AuditAction.CLIENT_ADDED, subject=("client", client.id), client_id=client.id)
    return client


@transaction.atomic
def change_demographics(*, by: Actor, client_id: uuid.UUID, changes: Mapping[str, object]) -> Client:
    """Change some of a client's demographics; the record says which fields, not what they hold.

    Raises:
        ValueError: a field that this service does not change.
    """
    require_person(by)
    if unknown := set(changes) - CHANGEABLE:
        raise ValueError(f"Not a demographic field: {sorted(unknown)}")
    client = Client.objects.select_for_update().get(id=client_id)
    for name, value in changes.items():
        setattr(client, name, value)
    client.save(update_fields=list(changes))
    audit.record(
        by=by,
        action=AuditAction.CLIENT_CHANGED,
        subject=("client", client_id),
        client_id=client_id,
        detail={"fields": sorted(changes)},
    )
    return client


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NUMBER_LOCK])
    return (Client.objects.aggregate(Max("number"))["number__max"] or 0) + 1
