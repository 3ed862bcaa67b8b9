"""The only way from a page to a client: everything here asks first who may.

A client that the actor may not see does not exist for them (a 404), so that nothing is learnt from
the answer.
"""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.utils import timezone

from rapport.base.errors import NotFound
from rapport.people.careteams.models import GlassBreak, Membership
from rapport.people.careteams.policies import Reach, reach
from rapport.people.clients import queries as clients
from rapport.people.clients.kinds import ClientRow
from rapport.safeguards.actors import Actor, Role
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


class NoSuchClient(NotFound):
    """There is no such client for this actor."""


def client_for(*, by: Actor, client_id: uuid.UUID, at_least: Reach = Reach.CHART) -> ClientRow:
    """Give a client that ``by`` may see that far. The caller records what it reads.

    Raises:
        NoSuchClient: there is none, or not for this actor; `config.failures` puts the refusal on the record.
    """
    found = clients.client_by_id(client_id)
    if found is None or not _suffices(reach_of(by=by, client_id=client_id), at_least):
        raise NoSuchClient("There is no such client.")
    return found


def reach_of(*, by: Actor, client_id: uuid.UUID) -> Reach:
    """Give how far ``by`` sees this client now."""
    return reach(
        by,
        in_team=_open_memberships(by).filter(client_id=client_id).exists(),
        glass_broken=GlassBreak.objects.filter(
            client_id=client_id, user_id=by.id, until__gt=timezone.now()
        ).exists(),
    )


def may_see_chart(*, by: Actor, client_id: uuid.UUID) -> bool:
    """Whether ``by`` may see this client's clinical content now."""
    return reach_of(by=by, client_id=client_id) is Reach.CHART


def caseload_ids(*, by: Actor) -> set[uuid.UUID]:
    """Give the ids of the clients in whose care team ``by`` is."""
    if not by.is_clinical:
        return set()
    return set(_open_memberships(by).values_list("client_id", flat=True))


def visible_clients(*, by: Actor) -> list[ClientRow]:
    """Give the clients that ``by`` may at least find by name, by name, with the read on the record."""
    if by.has(Role.OWNER, Role.FRONT_DESK, Role.BILLER):
        ids = set(clients.all_client_ids())
    else:
        ids = caseload_ids(by=by)
    found: list[ClientRow] = sorted(clients.clients_by_ids(ids), key=lambda client: client.name.casefold())
    audit.record(
        by=by, action=AuditAction.CLIENT_LIST_READ, subject=("clients", "list"), detail={"count": len(found)}
    )
    return found


def team_of(client_id: uuid.UUID) -> list[Membership]:
    """Give who is in a client's care team now, primary clinician first."""
    members = Membership.objects.filter(client_id=client_id, until__isnull=True).select_related("user")
    return sorted(members, key=lambda m: (m.role != "primary", m.user.display_name))


def _open_memberships(by: Actor) -> QuerySet[Membership]:
    return Membership.objects.filter(user_id=by.id, until__isnull=True)


def _suffices(has: Reach, needs: Reach) -> bool:
    order = [Reach.NOTHING, Reach.DEMOGRAPHICS, Reach.CHART]
    return order.index(has) >= order.index(needs)
