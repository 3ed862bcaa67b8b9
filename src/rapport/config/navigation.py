"""The hallway's doors: which pages the signed-in person finds in the navigation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from rapport.people.worklist import queries as worklist
from rapport.safeguards.actors import Actor, Role

_ALL = frozenset(Role)
_CARE = frozenset({Role.CLINICIAN, Role.SUPERVISOR, Role.TRAINEE})
_DESK = frozenset({Role.OWNER, Role.FRONT_DESK, Role.BILLER})
DOORS: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("Today", "chart:today", _ALL),
    ("Clients", "chart:clients", _CARE | _DESK),
    ("Practice", "practice:overview", frozenset({Role.OWNER})),
    ("Record", "audit:record", frozenset({Role.OWNER, Role.AUDITOR})),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give every page its doors, the demonstration mark and the idle time."""
    actor: Actor | None = getattr(request, "actor", None)
    shared = {
        "is_demonstration": settings.DEMONSTRATION,
        "idle_seconds": settings.IDLE_LOGOFF_SECONDS if actor else 0,
    }
    if actor is None:
        return {**shared, "nav_items": []}
    return {**shared, "nav_items": [_door(request, actor, *door) for door in DOORS if actor.has(*door[2])]}


def _door(
    request: HttpRequest, actor: Actor, label: str, name: str, _roles: frozenset[Role]
) -> dict[str, Any]:
    url = reverse(name)
    current = request.path == url if url == "/" else request.path.startswith(url)
    count = worklist.count_open(by=actor) if name == "chart:today" else 0
    return {"label": label, "url": url, "current": current, "count": count}
