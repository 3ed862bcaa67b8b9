"""Pages of a note: review beside the transcript, signing, addenda, and what AI contributed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.clinic.notes import presenters, queries, services, stamps
from rapport.clinic.notes.ai_tasks import formats
from rapport.clinic.notes.forms import AddendumForm, NewNoteForm, ReturnForm
from rapport.clinic.sessions import queries as sessions
from rapport.people.careteams import queries as careteams
from rapport.safeguards.gates import ActorRequest, signed_in
from rapport.trust.ledger import queries as ledger


@require_GET
@signed_in
def open_note(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Show a note: the review while its author works on it, the signed sheet afterwards."""
    note, client = queries.note_for(by=request.actor, note_id=note_id)
    if note.state == "preparing" and note.session_id:
        return redirect("sessions:progress", session_id=note.session_id)
    page = presenters.note_page(by=request.actor, note=note, client=client, at=timezone.now())
    if page.wants_impressions:
        return render(request, "notes/impressions.html", {"page": page, "client": client})
    if page.may_edit:
        return render(request, "notes/review.html", {"page": page, "client": client})
    return render(request, "notes/signed.html", _signed_context(page))


@require_GET
@signed_in
def of_session(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Go to a session's note, or to the session while there is none."""
    session = sessions.session_for(by=request.actor, session_id=session_id)
    note = queries.note_of_session(session.id)
    if note is None:
        return redirect("sessions:progress", session_id=session_id)
    return redirect("notes:open", note_id=note.id)


@require_http_methods(["GET", "POST"])
@signed_in
def new_note(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Begin a note by hand or from a stamp."""
    client = careteams.client_for(by=request.actor, client_id=client_id)
    choices = [(key, found.title) for key, found in formats().items()]
    form = NewNoteForm(request.POST or None, formats=choices, initial={"kind": "progress", "format": "soap"})
    if request.method == "POST" and form.is_valid():
        stamp = stamps.stamp(form.cleaned_data["kind"])
        note = services.start_note(
            by=request.actor, client_id=client_id, session_id=_session_of(request, client_id),
            format=stamp.format if stamp else form.cleaned_data["format"], kind=form.cleaned_data["kind"],
            origin="stamp" if stamp else "typed", at=timezone.now(),
            sentences=stamp.sentences if stamp else (),
        )  # fmt: skip
        return redirect("notes:open", note_id=note.id)
    context = {"form": form, "client": client, "session": request.GET.get("session", "")}
    return render(request, "notes/new.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def write_impressions(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Keep the clinician's own impressions, then open the draft."""
    text = request.POST.get("text", "") or "(none written)"
    services.write_impressions(by=request.actor, note_id=note_id, text=text)
    return redirect("notes:open", note_id=note_id)


@require_POST
@signed_in
def redraft(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Have the draft made again in another format."""
    note, _ = queries.note_for(by=request.actor, note_id=note_id)
    wanted = formats().get(request.POST.get("format", ""))
    if wanted is None:
        messages.error(request, "Choose a format first. Nothing was changed.")
        return redirect("notes:open", note_id=note_id)
    services.redraft_note(
        by=request.actor, note_id=note_id, format=wanted.key, at=timezone.now(),
        sections=[section.key for section in wanted.sections],
        seen_revision=int(request.POST.get("revision") or note.revision),
    )  # fmt: skip
    return redirect("notes:open", note_id=note_id)


@require_POST
@signed_in
def return_to_author(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Give a note back to its author."""
    form = ReturnForm(request.POST)
    comment = form.data.get("comment", "")
    services.return_note(by=request.actor, note_id=note_id, comment=comment, at=timezone.now())
    messages.success(request, "The note is back with its author, with your comment.")
    return redirect("chart:today")


@require_POST
@signed_in
def cosign(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Cosign a supervised author's note."""
    services.cosign_note(
        by=request.actor, note_id=note_id, attested="attested" in request.POST,
        seen_revision=int(request.POST.get("revision", "0")), at=timezone.now(),
    )  # fmt: skip
    messages.success(request, "Cosigned and locked.")
    return redirect("notes:open", note_id=note_id)


@require_http_methods(["GET", "POST"])
@signed_in
def add_addendum(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Add to a signed note."""
    note, client = queries.note_for(by=request.actor, note_id=note_id)
    form = AddendumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_addendum(by=request.actor, note_id=note_id, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "The addendum stands below the note.")
        return redirect("notes:open", note_id=note_id)
    context = {"form": form, "note": note, "client": client}
    return render(request, "notes/addendum.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in
def contributions(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Show what AI contributed to a note, sentence by sentence, with engines and decisions."""
    note, client = queries.note_for(by=request.actor, note_id=note_id)
    rows = queries.sentences_of(note)
    outputs = [row.output_id for row in rows if row.output_id]
    outputs = [row.output_id for row in rows if row.output_id]
    log = ledger.contribution_log(by=request.actor, client_id=note.client_id, output_ids=outputs)
    context = {
        "note": note,
        "client": client,
        "log": log,
        "lines": [presenters.line_of(row) for row in rows],
        "own": note.author_id == request.actor.id,
        "measure": queries.edit_measure(note, ended_at=_ended(note)),
    }
    return render(request, "notes/contributions.html", context)


def _signed_context(page: presenters.NotePage) -> dict[str, object]:
    note = page.note
    return {
        "page": page,
        "client": page.client,
        "note": note,
        "sections": presenters.signed_sections(note) or page.sections,
        "versions": queries.versions_of(note),
        "addenda": queries.addenda_of(note),
        "returns": queries.returns_of(note),
        "integrity": queries.integrity_of(note),
        "facts": presenters.facts_of(note),
    }


def _session_of(request: ActorRequest, client_id: uuid.UUID) -> uuid.UUID | None:
    wanted = request.POST.get("session") or ""
    if not wanted:
        return None
    session = sessions.session_for(by=request.actor, session_id=uuid.UUID(wanted))
    return session.id if session.client_id == client_id else None


def _ended(note: Any) -> datetime | None:
    return sessions.session_by_id(note.session_id).ended_at if note.session_id else None
