"""Pages of summaries: reading, editing, approving, withholding, printing, and the client's own link."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.clinic.notes import queries as notes
from rapport.clinic.reports import queries, services
from rapport.clinic.reports.blank import CLIENT_SECTIONS
from rapport.clinic.reports.forms import SummaryForm
from rapport.engines import readability
from rapport.people.careteams import queries as careteams
from rapport.people.practice import queries as practice
from rapport.safeguards.gates import ActorRequest, signed_in


@require_GET
@signed_in
def of_note(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Show a note's two summaries."""
    note, client = notes.note_for(by=request.actor, note_id=note_id)
    found = queries.summaries_of_note(by=request.actor, note_id=note_id, client_id=client.id)
    context = {
        "note": note,
        "client": client,
        "found": found,
        "own": note.author_id == request.actor.id,
        "has_client_summary": any(one.audience == "client" for one in found),
    }
    return render(request, "reports/of_note.html", context)


@require_POST
@signed_in
def write(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Begin a client summary by hand."""
    notes.note_for(by=request.actor, note_id=note_id)
    summary = services.keep_draft(
        by=request.actor,
        note_id=note_id,
        audience="client",
        sections=CLIENT_SECTIONS,
        run_id=None,
        at=timezone.now(),
    )
    return redirect("reports:edit", summary_id=summary.id)


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: ActorRequest, summary_id: uuid.UUID) -> HttpResponse:
    """Change what a summary says, with its reading level at hand."""
    summary = queries.summary_for(by=request.actor, summary_id=summary_id)
    client = careteams.client_for(by=request.actor, client_id=summary.client_id)
    form = SummaryForm(
        request.POST or None, sections=summary.body["sections"], initial={"revision": summary.revision}
    )
    if request.method == "POST" and form.is_valid():
        services.change_text(
            by=request.actor, summary_id=summary_id, sections=form.sections(),
            seen_revision=form.cleaned_data["revision"],
        )  # fmt: skip
        messages.success(request, "Saved as a draft.")
        return redirect("reports:of_note", note_id=summary.note_id)
    text = services.text_of(summary)
    context = {
        "summary": summary, "client": client, "form": form,
        "reading": readability.measure(text), "flagged": readability.flagged(text),
    }  # fmt: skip
    return render(request, "reports/edit.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def approve(request: ActorRequest, summary_id: uuid.UUID) -> HttpResponse:
    """Approve a summary as it stands."""
    summary = services.approve(by=request.actor, summary_id=summary_id, at=timezone.now())
    messages.success(request, "Approved.")
    return redirect("reports:of_note", note_id=summary.note_id)


@require_POST
@signed_in
def withhold(request: ActorRequest, summary_id: uuid.UUID) -> HttpResponse:
    """Keep a summary from the client."""
    summary = services.withhold(by=request.actor, summary_id=summary_id, at=timezone.now())
    messages.success(request, "Withheld. Links that were given no longer open.")
    return redirect("reports:of_note", note_id=summary.note_id)


@require_POST
@signed_in
def release(request: ActorRequest, summary_id: uuid.UUID) -> HttpResponse:
    """Release an approved summary and show its personal link, once."""
    secret = services.release(by=request.actor, summary_id=summary_id, at=timezone.now())
    summary = queries.summary_for(by=request.actor, summary_id=summary_id)
    client = careteams.client_for(by=request.actor, client_id=summary.client_id)
    link = request.build_absolute_uri(reverse("reports:link", args=[secret]))
    return render(request, "reports/released.html", {"link": link, "summary": summary, "client": client})


@require_GET
@signed_in
def printed(request: ActorRequest, summary_id: uuid.UUID) -> HttpResponse:
    """Show a summary for paper, once it is approved."""
    summary = queries.summary_for(by=request.actor, summary_id=summary_id)
    services.check_approved(summary)
    return render(request, "reports/link.html", _shown(summary))


@require_GET
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a released summary to whoever holds its personal link."""
    origin = request.META.get("REMOTE_ADDR") or ""
    summary = services.open_link(secret=secret, origin=origin, at=timezone.now())
    response = render(request, "reports/link.html", _shown(summary))
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _shown(summary: Any) -> dict[str, object]:
    return {
        "summary": summary,
        "practice": practice.practice(),
        "reviewer": notes.author_name(summary.note_id),
    }
