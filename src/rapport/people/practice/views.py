"""The practice as its owner sees it: settings, staff, and where else to look."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rapport.people.practice import queries, services
from rapport.people.practice.forms import SettingsForm, StaffForm
from rapport.people.practice.policies import SETTINGS
from rapport.safeguards.accounts import queries as accounts
from rapport.safeguards.accounts import services as account_services
from rapport.safeguards.actors import Role
from rapport.safeguards.gates import ActorRequest, signed_in


@require_GET
@signed_in
def overview(request: ActorRequest) -> HttpResponse:
    """Show the practice to its owner."""
    services.check_owner(request.actor)
    context = {"practice": queries.practice(), "staff": accounts.active_users()}
    return render(request, "practice/overview.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def settings_page(request: ActorRequest) -> HttpResponse:
    """Change the practice's settings."""
    services.check_owner(request.actor)
    initial = {name: queries.setting(name) for name in SETTINGS}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_settings(by=request.actor, changes=form.cleaned_data)
        messages.success(request, "Saved. The new settings count from now on.")
        return redirect("practice:overview")
    return render(request, "practice/settings.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def add_staff(request: ActorRequest) -> HttpResponse:
    """Add someone who may sign in."""
    services.check_owner(request.actor)
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        account_services.add_user(
            by=request.actor, username=data["username"], display_name=data["display_name"],
            roles=[Role(role) for role in data["roles"]], password=data["password"],
        )  # fmt: skip
        messages.success(request, "Added. Tell them their user name and first passphrase in person.")
        return redirect("practice:overview")
    return render(request, "practice/add_staff.html", {"form": form}, status=422 if form.errors else 200)
