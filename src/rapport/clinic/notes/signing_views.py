"""Reading a note once more, stating its facts, signing it, and taking it along as PDF."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.clinic.notes import linting, pdf, presenters, queries, services
from rapport.clinic.notes.forms import FactsForm, local_input
from rapport.clinic.notes.models import Note
from rapport.clinic.notes.policies import ATTESTATION, SomebodyElseChangedIt, UnableToSign
from rapport.clinic.plans import queries as plans
from rapport.clinic.record import queries as record
from rapport.clinic.sessions import queries as sessions
from rapport.people.clients.kinds import ClientRow
from rapport.safeguards.gates import ActorRequest, signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def facts(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """State the facts of the service."""
    note, client = queries.note_for(by=request.actor, note_id=note_id)
    form = FactsForm(request.POST or None, choices=_choices(note), initial=_initial(note))
    if request.method == "POST" and form.is_valid():
        try:
            services.state_facts(
                by=request.actor, note_id=note_id, facts=form.facts(),
                seen_revision=form.cleaned_data["revision"],
            )  # fmt: skip
        except SomebodyElseChangedIt:
            return _facts_again(request, note, client)
        return redirect("notes:sign", note_id=note_id)
    context = {"form": form, "note": note, "client": client}
    return render(request, "notes/facts.html", context, status=422 if form.errors else 200)


def _facts_again(request: ActorRequest, note: Note, client: ClientRow) -> HttpResponse:
    """Show what this person entered once more, to be saved on top of the newer note only if they say so."""
    entered = request.POST.copy()
    entered["revision"] = str(note.revision)
    form = FactsForm(entered, choices=_choices(note))
    form.add_error(
        None, "This note was changed meanwhile, so nothing is saved yet. Compare, then save again."
    )
    context = {"form": form, "note": note, "client": client, "stands": presenters.facts_of(note)}
    return render(request, "notes/facts.html", context, status=409)


@require_http_methods(["GET", "POST"])
@signed_in
def sign(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Show the note as it will stand, with what the checks found; then sign it."""
    refused = ""
    if request.method == "POST":
        try:
            return _signed(request, note_id)
        except UnableToSign as why:
            refused = str(why)
    note, client = queries.note_for(by=request.actor, note_id=note_id)
    page = presenters.note_page(by=request.actor, note=note, client=client, at=timezone.now(), attested=True)
    context = {
        "page": page,
        "client": client,
        "note": note,
        "facts": presenters.facts_of(note),
        "near": linting.nearest_earlier(note),
        "attestation": ATTESTATION,
        "refused": refused,
    }
    return render(request, "notes/sign.html", context, status=422 if refused else 200)


def _signed(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    version = services.sign_note(
        by=request.actor, note_id=note_id, attested="attested" in request.POST,
        seen_revision=int(request.POST.get("revision") or 0), at=timezone.now(),
    )  # fmt: skip
    note = queries.note_by_id(note_id)
    waits = note is not None and note.state == "pending_cosign"
    said = "Signed. It waits for your supervisor." if waits else "Signed and locked."
    messages.success(request, f"{said} Version {version.version}.")
    return redirect("notes:open", note_id=note_id)


@require_POST
@signed_in
def void(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Mark a note as void, with a reason."""
    services.void_note(by=request.actor, note_id=note_id, reason=request.POST.get("reason", ""))
    messages.success(request, "The note is void. It stays on the record.")
    return redirect("notes:open", note_id=note_id)


@require_GET
@signed_in
def as_pdf(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Give a signed note as PDF, with the export on the record."""
    note, client = queries.note_for(by=request.actor, note_id=note_id)
    data = pdf.note_pdf(by=request.actor, note=note, client=client, at=timezone.now())
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="note-{str(note.id)[:8]}.pdf"'
    return response


def _choices(note: Note) -> dict[str, list[tuple[str, str]]]:
    diagnoses = record.diagnoses_of(client_id=note.client_id)
    return {
        "diagnoses": [(str(d.id), f"{d.code} {d.label}") for d in diagnoses if d.until is None],
        "goals": [(str(g.id), g.text) for g in plans.active_goals(client_id=note.client_id)],
    }


def _initial(note: Note) -> dict[str, object]:
    """Give what is stated already; times and places of the session are facts, so they are carried over."""
    known = dict(note.facts)
    if note.session_id:
        session = sessions.session_by_id(note.session_id)
        ended = session.ended_at.isoformat() if session.ended_at else ""
        known = {"started_at": session.started_at.isoformat(), "ended_at": ended, **session.facts, **known}
    return {
        **known,
        "started_at": local_input(known.get("started_at", "")),
        "ended_at": local_input(known.get("ended_at", "")),
        "revision": note.revision,
    }
