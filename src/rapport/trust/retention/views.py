"""Pages of retention: the practice's days, and those, the hold and the deletions of one client."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from rapport.safeguards.gates import ActorRequest, signed_in
from rapport.trust.retention import presenters, queries, services
from rapport.trust.retention.forms import DaysForm, HoldForm, initial_days


@require_http_methods(["GET", "POST"])
@signed_in
def practice_settings(request: ActorRequest) -> HttpResponse:
    """Change how long the practice keeps recordings and their text."""
    services.check_owner(request.actor)
    own = queries.own_setting(client_id=None)
    initial = initial_days(queries.practice_days(), own_excerpts=own.excerpts if own else None)
    form = DaysForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.set_days(by=request.actor, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Saved. It counts for recordings from now on.")
        return redirect("retention:settings")
    return render(request, "retention/settings.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def client_settings(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show what is kept of a client's, and change it."""
    page = presenters.client_page(by=request.actor, client_id=client_id)
    form = DaysForm(request.POST or None, initial=initial_days(page.days, own_excerpts=page.own_excerpts))
    if request.method == "POST" and form.is_valid():
        services.set_days(by=request.actor, client_id=client_id, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Saved. It counts for recordings from now on.")
        return redirect("retention:client", client_id=client_id)
    return _client(request, page, form, HoldForm())


@require_POST
@signed_in
def follow_practice(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Let the practice's days count for a client again."""
    services.follow_practice(by=request.actor, client_id=client_id)
    messages.success(request, "The practice's days count again.")
    return redirect("retention:client", client_id=client_id)


@require_POST
@signed_in
def hold(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Stop every deletion for a client."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        page = presenters.client_page(by=request.actor, client_id=client_id)
        days = DaysForm(initial=initial_days(page.days, own_excerpts=page.own_excerpts))
        return _client(request, page, days, form)
    services.set_legal_hold(
        by=request.actor, client_id=client_id, reason=form.cleaned_data["reason"], at=timezone.now()
    )
    messages.success(request, "Nothing of this client's is deleted until the owner lifts the hold.")
    return redirect("retention:client", client_id=client_id)


@require_POST
@signed_in
def lift(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Let retention go on again."""
    services.lift_legal_hold(by=request.actor, client_id=client_id, at=timezone.now())
    messages.success(request, "The hold is lifted. What is due is deleted within minutes.")
    return redirect("retention:client", client_id=client_id)


def _client(
    request: ActorRequest, page: presenters.ClientPage, form: DaysForm, holding: HoldForm
) -> HttpResponse:
    context = {"page": page, "client": page.client, "form": form, "holding": holding}
    failed = form.errors or holding.errors
    return render(request, "retention/client.html", context, status=422 if failed else 200)
