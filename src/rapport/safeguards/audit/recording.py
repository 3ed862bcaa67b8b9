"""Writing one event: what every write and every read of client data calls, in its own transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.utils import timezone

from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import sealing
from rapport.safeguards.audit.actions import AuditAction
from rapport.safeguards.audit.models import AuditEvent

Detail = Mapping[str, str | int | bool | list[str] | None]


def record(
    *,
    by: Actor,
    action: AuditAction,
    subject: tuple[str, object],
    client_id: uuid.UUID | None = None,
    detail: Detail | None = None,
    purpose: str = "",
) -> None:
    """Write that ``by`` did ``action`` to ``subject`` (its kind and id), in the caller's transaction.

    ``detail`` holds ids, counts and names of fields; never what a client said or what a field holds.
    """
    event = AuditEvent(
        at=timezone.now(),
        actor_id=by.id,
        actor_name=by.name,
        is_person=by.is_person,
        action=action,
        subject_type=subject[0],
        subject_id=str(subject[1]),
        client_id=uuid.UUID(str(client_id)) if client_id else None,  # as it is stored, and so as it is sealed
        purpose=purpose,
        origin=by.origin,
        session=by.session,
        detail=dict(detail or {}),
    )
    event.mac = sealing.mac_of(event)
    event.save(force_insert=True)
