"""Pages: today, clients, chart, and adding to the chart's lists."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.clinic.plans import services as plans
from rapport.clinic.record import services as record
from rapport.people.careteams import queries as careteams
from rapport.people.careteams import services as team
from rapport.people.careteams.policies import Reach
from rapport.people.clients import services as clients
from rapport.people.worklist import services as worklist
from rapport.safeguards.accounts import queries as accounts
from rapport.safeguards.actors import Actor, Role
from rapport.safeguards.gates import ActorRequest, signed_in
from rapport.web.chart import forms, queries


@require_GET
@signed_in
def today(request: ActorRequest) -> HttpResponse:
    """Show what waits for the signed-in person."""
    return render(request, "chart/today.html", {"page": queries.today_page(by=request.actor)})


@require_POST
@signed_in
def finish_task(request: ActorRequest, task_id: uuid.UUID) -> HttpResponse:
    """Mark one's own task as done."""
    worklist.close_task(by=request.actor, task_id=task_id, at=timezone.now())
    messages.success(request, "Done.")
    return redirect("chart:today")


@require_GET
@signed_in
def clients_page(request: ActorRequest) -> HttpResponse:
    """List the clients that this person may find, by name."""
    wanted, status = request.GET.get("q", ""), request.GET.get("status", "active")
    rows = queries.client_rows(by=request.actor, wanted=wanted, status="" if status == "all" else status)
    return render(request, "chart/clients.html", {"rows": rows, "wanted": wanted, "status": status})


@require_http_methods(["GET", "POST"])
@signed_in
def new_client(request: ActorRequest) -> HttpResponse:
    """Add a client; whoever gives care becomes their primary clinician."""
    form = forms.ClientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        contact = {key: data.pop(key) for key in ("phone", "email")}
        client = clients.add_client(by=request.actor, at=timezone.now(), contact=contact, **data)
        if request.actor.is_clinical:
            team.join_team(
                by=request.actor,
                client_id=client.id,
                user_id=request.actor.id,
                role="primary",
                at=timezone.now(),
            )
        return redirect("chart:client", client_id=client.id)
    return render(request, "chart/new_client.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@signed_in
def client_page(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show the first page of a chart, or demographics to whoever may see no more."""
    if careteams.reach_of(by=request.actor, client_id=client_id) is Reach.DEMOGRAPHICS:
        client = queries.front_page(by=request.actor, client_id=client_id)
        return render(request, "chart/demographics.html", {"client": client})
    page = queries.chart_page(by=request.actor, client_id=client_id, today=timezone.localdate())
    return render(request, "chart/client.html", {"page": page, "client": page.client})


@require_http_methods(["GET", "POST"])
@signed_in
def break_glass(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Open a chart in an emergency, with a reason and an alert."""
    form = forms.GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        team.break_glass(
            by=request.actor, client_id=client_id, reason=form.cleaned_data["reason"], at=timezone.now()
        )
        _tell_of_glass(request.actor, client_id, form.cleaned_data["reason"])
        return redirect("chart:client", client_id=client_id)
    context = {"form": form, "client_id": client_id}
    return render(request, "chart/break_glass.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def add_to_chart(request: ActorRequest, client_id: uuid.UUID, kind: str) -> HttpResponse:
    """Add a diagnosis, medication, goal or contact."""
    if kind not in KINDS:
        raise Http404
    title, form_class, save = KINDS[kind]
    client = careteams.client_for(by=request.actor, client_id=client_id)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        save(by=request.actor, client_id=client_id, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"{title} added.")
        return redirect("chart:client", client_id=client_id)
    context = {"form": form, "client": client, "title": title}
    return render(request, "chart/add.html", context, status=422 if form.errors else 200)


def _tell_of_glass(by: Actor, client_id: uuid.UUID, reason: str) -> None:
    """Tell the client's own clinician and the owners at once, with the reason; only a person clears that."""
    now = timezone.now()
    told = {member.user_id for member in careteams.team_of(client_id) if member.role == "primary"}
    told |= {user.id for user in accounts.active_users() if Role.OWNER in user.roles}
    for owner_id in told - {by.id}:
        worklist.make_task(
            by=by, client_id=client_id, owner_id=owner_id, kind="glass.broken", due_at=now, at=now,
            text=f"{by.name} opened this chart in an emergency: {reason.strip()}", is_safety=True,
        )  # fmt: skip


def _agree_goal(**values: object) -> object:
    return plans.agree_goal(agreed_on=timezone.localdate(), **values)  # type: ignore[arg-type]  # named by GoalForm


KINDS: dict[str, tuple[str, type[django_forms.Form], Callable[..., object]]] = {
    "diagnosis": ("Diagnosis", forms.DiagnosisForm, record.add_diagnosis),
    "medication": ("Medication", forms.MedicationForm, record.add_medication),
    "goal": ("Goal", forms.GoalForm, _agree_goal),
    "contact": ("Contact", forms.ContactForm, record.add_contact),
}
