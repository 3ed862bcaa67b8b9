"""The record as a page, for owner and auditor: ids only, since this floor knows no client."""

from __future__ import annotations

import uuid
from contextlib import suppress

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from rapport.safeguards.audit import queries, services
from rapport.safeguards.audit.actions import AuditAction
from rapport.safeguards.gates import ActorRequest, signed_in


@require_GET
@signed_in
def record(request: ActorRequest) -> HttpResponse:
    """Show a page of events, newest first."""
    wanted = request.GET.get("action", "")
    client_id = None
    with suppress(ValueError):
        client_id = uuid.UUID(request.GET.get("client", ""))
    before = request.GET.get("before", "")
    events = queries.page_of_events(
        by=request.actor,
        client_id=client_id,
        action=wanted,
        before_id=int(before) if before.isdigit() else None,
    )
    context = {
        "events": events,
        "actions": list(AuditAction),
        "wanted": wanted,
        "client": request.GET.get("client", ""),
        "older": events[-1].id if len(events) == queries.PAGE else None,
    }
    return render(request, "audit/record.html", context)


@require_POST
@signed_in
def verify(request: ActorRequest) -> HttpResponse:
    """Check the whole record now and show what was found and what cannot be seen."""
    return render(request, "audit/verified.html", {"result": queries.verified(by=request.actor)})


@require_GET
@signed_in
def checkpoint(request: ActorRequest) -> HttpResponse:
    """Give the newest checkpoint to keep elsewhere."""
    queries.check_may_read(request.actor)
    services.seal(at=timezone.now())
    response = JsonResponse(services.newest_checkpoint() or {})
    response["Content-Disposition"] = 'attachment; filename="rapport-checkpoint.json"'
    return response
