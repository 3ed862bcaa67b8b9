"""Reads of clients by id. Pages go through `people.careteams.queries`, which asks who may."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from rapport.people.clients.models import Client


def clients_by_ids(ids: Iterable[uuid.UUID]) -> list[Client]:
    """Give these clients. The caller has established that the actor may see them."""
    return list(Client.objects.filter(id__in=set(ids)))


def client_by_id(client_id: uuid.UUID) -> Client | None:
    """Give a client, or None. The caller has established that the actor may see them."""
    return Client.objects.filter(id=client_id).first()


def all_client_ids() -> list[uuid.UUID]:
    """Give every client's id, for whole-practice work such as retention."""
    return list(Client.objects.values_list("id", flat=True))
