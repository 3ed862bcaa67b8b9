"""Pages of psychotherapy notes: the author's own, and nothing for anyone else."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from rapport.clinic.psychotherapy_notes import queries, services
from rapport.clinic.psychotherapy_notes.forms import NoteForm
from rapport.people.careteams import queries as careteams
from rapport.safeguards.gates import ActorRequest, signed_in


@require_GET
@signed_in
def own_list(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """List one's own notes on a client."""
    client = careteams.client_for(by=request.actor, client_id=client_id)
    found = queries.own_notes(by=request.actor, client_id=client_id)
    return render(request, "psychotherapy_notes/list.html", {"client": client, "found": found})


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write a note."""
    client = careteams.client_for(by=request.actor, client_id=client_id)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.write_note(
            by=request.actor, client_id=client_id, text=form.cleaned_data["text"], at=timezone.now()
        )
        messages.success(request, "Kept, apart from the record.")
        return redirect("psychotherapy_notes:list", client_id=client_id)
    context = {"client": client, "form": form}
    return render(request, "psychotherapy_notes/edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Change one's own note."""
    note = queries.own_note(by=request.actor, note_id=note_id)
    client = careteams.client_for(by=request.actor, client_id=note.client_id)
    form = NoteForm(request.POST or None, initial={"text": note.text, "revision": note.revision})
    if request.method == "POST" and form.is_valid():
        services.change_note(
            by=request.actor, note_id=note_id, text=form.cleaned_data["text"],
            seen_revision=form.cleaned_data["revision"] or 0, at=timezone.now(),
        )  # fmt: skip
        messages.success(request, "Kept.")
        return redirect("psychotherapy_notes:list", client_id=note.client_id)
    context = {"client": client, "form": form, "note": note}
    return render(request, "psychotherapy_notes/edit.html", context, status=422 if form.errors else 200)
