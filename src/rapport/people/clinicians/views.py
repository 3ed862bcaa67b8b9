"""Staff as the owner sees and changes them."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from rapport.base.errors import Unable
from rapport.people.clinicians import forms, queries, services
from rapport.people.clinicians.kinds import StaffRow
from rapport.people.practice.services import check_owner
from rapport.safeguards.gates import ActorRequest, posted, signed_in


@require_GET
@signed_in
def staff(request: ActorRequest) -> HttpResponse:
    """List everyone with roles and licences."""
    rows = queries.staff(by=request.actor, on=timezone.localdate())
    return render(request, "staff/list.html", {"staff": rows})


@require_GET
@signed_in
def person(request: ActorRequest, user_id: uuid.UUID) -> HttpResponse:
    """Show one member of staff, and what can be changed."""
    return render(request, "staff/person.html", {"person": _person(request, user_id)})


@require_http_methods(["GET", "POST"])
@signed_in
def add(request: ActorRequest) -> HttpResponse:
    """Add someone who may sign in."""
    check_owner(request.actor)
    form = forms.StaffForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            user_id = services.add_staff(by=request.actor, **data)
        except Unable as error:
            form.add_error("username", str(error))
        else:
            messages.success(request, "Added. Tell them their user name and first passphrase in person.")
            return redirect("staff:person", user_id=user_id)
    return render(request, "staff/add.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def roles(request: ActorRequest, user_id: uuid.UUID) -> HttpResponse:
    """Change what someone may be here."""
    found = _person(request, user_id)
    form = forms.RolesForm(posted(request), initial={"roles": list(found.roles)})
    return _change(request, found, form, "Roles", services.change_roles)


@require_http_methods(["GET", "POST"])
@signed_in
def profile(request: ActorRequest, user_id: uuid.UUID) -> HttpResponse:
    """Change how someone signs and who cosigns."""
    found = _person(request, user_id)
    initial = {
        "credential": found.credential,
        "npi": found.npi,
        "supervisor": str(queries.supervisor_of(user_id) or ""),
    }
    supervisors = queries.possible_supervisors(besides=user_id)
    form = forms.ProfileForm(posted(request), initial=initial, supervisors=supervisors)
    return _change(request, found, form, "Credential and cosigner", _set_profile)


@require_http_methods(["GET", "POST"])
@signed_in
def licence(request: ActorRequest, user_id: uuid.UUID) -> HttpResponse:
    """Add a licence, or renew one."""
    found = _person(request, user_id)
    form = forms.LicenceForm(posted(request))
    return _change(request, found, form, "Licence", services.add_licence)


@require_http_methods(["GET", "POST"])
@signed_in
def second_factor(request: ActorRequest, user_id: uuid.UUID) -> HttpResponse:
    """Take away a second factor that was lost."""
    found = _person(request, user_id)
    form = forms.ResetForm(posted(request))
    return _change(request, found, form, "Reset the second factor", services.reset_second_factor)


@require_http_methods(["GET", "POST"])
@signed_in
def deactivate(request: ActorRequest, user_id: uuid.UUID) -> HttpResponse:
    """Stop someone from signing in, once the owner has read what that means."""
    found = _person(request, user_id)
    form = django_forms.Form(posted(request))
    return _change(request, found, form, "Deactivate", services.let_go, template="staff/deactivate.html")


@require_http_methods(["POST"])
@signed_in
def activate(request: ActorRequest, user_id: uuid.UUID) -> HttpResponse:
    """Let someone sign in again."""
    found = _person(request, user_id)
    services.take_back(by=request.actor, user_id=found.id)
    messages.success(request, f"{found.name} can sign in again.")
    return redirect("staff:person", user_id=user_id)


def _person(request: ActorRequest, user_id: uuid.UUID) -> StaffRow:
    return queries.person(by=request.actor, user_id=user_id, on=timezone.localdate())


def _set_profile(*, supervisor: str, **values: Any) -> None:
    services.set_profile(supervisor_id=uuid.UUID(supervisor) if supervisor else None, **values)


def _change(  # one shape for every form on a person: the values go to the service by name
    request: ActorRequest,
    found: StaffRow,
    form: django_forms.Form,
    title: str,
    save: Any,
    *,
    template: str = "staff/change.html",
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save(by=request.actor, user_id=found.id, **form.cleaned_data)
        except Unable as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Saved.")
            return redirect("staff:person", user_id=found.id)
    context = {"form": form, "person": found, "title": title}
    return render(request, template, context, status=422 if form.errors else 200)
