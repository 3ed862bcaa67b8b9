"""Writes on care teams: joining, leaving, and breaking the glass in an emergency."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from rapport.base.errors import MayNot
from rapport.people.careteams.models import GlassBreak, Membership, TeamRole
from rapport.people.clients import queries as clients
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction

GLASS_STAYS_BROKEN = timedelta(hours=4)


class UnableToBreakGlass(MayNot):
    """Emergency access needs a clinical role and a reason."""


@transaction.atomic
def join_team(*, by: Actor, client_id: uuid.UUID, user_id: uuid.UUID, role: str, at: datetime) -> None:
    """Put someone into a client's care team; doing it twice changes only the role."""
    require_person(by)
    leave_team(by=by, client_id=client_id, user_id=user_id, at=at)
    Membership.objects.create(client_id=client_id, user_id=user_id, role=TeamRole(role), since=at)
    _record(by, client_id, {"joined": str(user_id), "role": role})


@transaction.atomic
def leave_team(*, by: Actor, client_id: uuid.UUID, user_id: uuid.UUID, at: datetime) -> None:
    """Close someone's membership; they lose sight of the chart at once."""
    require_person(by)
    open_rows = Membership.objects.filter(client_id=client_id, user_id=user_id, until__isnull=True)
    if open_rows.update(until=at):
        _record(by, client_id, {"left": str(user_id)})


@transaction.atomic
def break_glass(*, by: Actor, client_id: uuid.UUID, reason: str, at: datetime) -> None:
    """Open a chart in an emergency for four hours, on the record with the reason (45 CFR 164.312(a)(2)(ii)).

    Raises:
        UnableToBreakGlass: no clinical role, or no reason.
    """
    require_person(by)
    if not by.is_clinical:
        raise UnableToBreakGlass("Emergency access is for clinical staff.")
    if len(reason.strip()) < 10:  # noqa: PLR2004  # shorter than this is no reason
        raise UnableToBreakGlass("Say in a few words why you need this chart now.")
    client = clients.client_by_id(client_id)
    if client is None:
        raise UnableToBreakGlass("There is no such client.")
    GlassBreak.objects.create(
        key_id=client.key_id,
        client_id=client_id,
        user_id=by.id,
        reason=reason.strip(),
        at=at,
        until=at + GLASS_STAYS_BROKEN,
    )
    audit.record(by=by, action=AuditAction.GLASS_BROKEN, subject=("client", client_id), client_id=client_id)


def _record(by: Actor, client_id: uuid.UUID, detail: dict[str, str]) -> None:
    audit.record(
        by=by,
        action=AuditAction.CARE_TEAM_CHANGED,
        subject=("client", client_id),
        client_id=client_id,
        detail=detail,
    )
