"""The practice as its owner sees it: facts and hours, this machine, and settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from rapport.people.practice import hours, machine, queries, services
from rapport.people.practice.forms import FactsForm, SettingsForm
from rapport.people.practice.policies import SETTINGS
from rapport.safeguards.gates import ActorRequest, posted, signed_in


@require_GET
@signed_in
def overview(request: ActorRequest) -> HttpResponse:
    """Show the practice to its owner."""
    services.check_owner(request.actor)
    practice = queries.practice()
    context = {"practice": practice, "week": hours.week(practice.opening_hours)}
    return render(request, "practice/overview.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: ActorRequest) -> HttpResponse:
    """Change what the practice is called, how it is reached and when it is open."""
    services.check_owner(request.actor)
    practice = queries.practice()
    initial = {name: getattr(practice, name) for name in ("name", "npi", "phone", "address")}
    form = FactsForm(posted(request), initial=initial, opening_hours=practice.opening_hours)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in initial}
        services.change_facts(by=request.actor, opening_hours=form.opening_hours, **given)
        messages.success(request, "Saved.")
        return redirect("practice:overview")
    return render(request, "practice/edit.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@signed_in
def this_machine(request: ActorRequest) -> HttpResponse:
    """Show what is known of the machine that all this runs on."""
    services.check_owner(request.actor)
    context = {"facts": machine.facts(by=request.actor, at=timezone.now())}
    return render(request, "practice/machine.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def settings_page(request: ActorRequest) -> HttpResponse:
    """Change the practice's settings."""
    services.check_owner(request.actor)
    initial = {name: queries.setting(name) for name in SETTINGS}
    form = SettingsForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_settings(by=request.actor, changes=form.cleaned_data)
        messages.success(request, "Saved. The new settings count from now on.")
        return redirect("practice:overview")
    return render(request, "practice/settings.html", {"form": form}, status=422 if form.errors else 200)
