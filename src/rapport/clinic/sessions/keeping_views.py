"""How long one session is kept: its own days, where the practice's or the client's do not fit."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rapport.clinic.sessions import presenters, queries, services
from rapport.safeguards.gates import ActorRequest, signed_in
from rapport.trust.retention.forms import DaysForm


@require_http_methods(["GET", "POST"])
@signed_in
def keeping(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Show when this session's recording and transcript go, and change it."""
    session = queries.session_for(by=request.actor, session_id=session_id)
    page = presenters.keeping_page(by=request.actor, session=session)
    form = DaysForm(request.POST if request.method == "POST" else None, initial=page.initial)
    if request.method == "POST" and form.is_valid():
        services.keep_session(by=request.actor, session_id=session_id, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Saved for this session.")
        return redirect("sessions:keeping", session_id=session_id)
    context = {"page": page, "client": page.client, "form": form}
    return render(request, "sessions/keeping.html", context, status=422 if form.errors else 200)
