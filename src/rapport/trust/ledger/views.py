"""The page of all runs, for owner and auditor."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rapport.safeguards.gates import ActorRequest, signed_in
from rapport.trust.ledger import queries, registry


@require_GET
@signed_in
def runs(request: ActorRequest) -> HttpResponse:
    """Show the newest runs of engines, with refusals and what people decided, and every declared task."""
    found = queries.runs(by=request.actor)
    tasks = sorted(registry.declared().values(), key=lambda task: task.title)
    return render(request, "ledger/runs.html", {"runs": found, "tasks": tasks})
