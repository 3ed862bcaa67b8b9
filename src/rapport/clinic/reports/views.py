"""Pages of summaries for the people who write them; the client's own link is in `link_views`."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.clinic.notes import queries as notes
from rapport.clinic.reports import policies, presenters, queries, services, tasks
from rapport.clinic.reports.forms import ReleaseForm, SummaryForm, WithholdForm
from rapport.people.careteams import queries as careteams
from rapport.safeguards.gates import ActorRequest, signed_in


@require_GET
@signed_in
def of_note(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Show a note's two summaries."""
    note, client = notes.note_for(by=request.actor, note_id=note_id)
    found = queries.summaries_of_note(by=request.actor, note_id=note_id, client_id=client.id)
    page = presenters.of_note(by=request.actor, note=note, found=found, at=timezone.now())
    return render(request, "reports/of_note.html", {"note": note, "client": client, "page": page})


@require_POST
@signed_in
def draft(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Have what is missing drafted while the transcript is there."""
    tasks.ask_for_drafts(by=request.actor, note_id=note_id)
    messages.info(request, "The summaries are being drafted. Open this page again in a moment.")
    return redirect("reports:of_note", note_id=note_id)


@require_POST
@signed_in
def write(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Begin a client summary by hand."""
    summary = services.begin_by_hand(by=request.actor, note_id=note_id, at=timezone.now())
    return redirect("reports:edit", summary_id=summary.id)


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: ActorRequest, summary_id: uuid.UUID) -> HttpResponse:
    """Change what a summary says, with its reading level at hand."""
    summary = queries.summary_for(by=request.actor, summary_id=summary_id)
    client = careteams.client_for(by=request.actor, client_id=summary.client_id)
    form = SummaryForm(
        _posted(request), sections=summary.body["sections"], initial={"revision": summary.revision}
    )
    conflict = ""
    if request.method == "POST" and form.is_valid():
        try:
            services.change_text(
                by=request.actor, summary_id=summary_id, sections=form.sections(),
                seen_revision=form.cleaned_data["revision"],
            )  # fmt: skip
        except policies.ChangedMeanwhile as changed:
            conflict = str(changed)
        else:
            messages.success(request, "Saved as a draft.")
            return redirect(_after_saving(request, summary.note_id, summary_id))
    context = {
        "summary": summary,
        "client": client,
        "form": form,
        "conflict": conflict,
        "standing": summary.body["sections"] if conflict else [],
        "reading": presenters.reading_of(
            form.text() if form.is_bound else queries.text_of(summary), note=summary.note
        ),
        "plan": presenters.plan_of(summary.note) if summary.audience == "client" else [],
    }
    return render(request, "reports/edit.html", context, status=_status(form, conflict))


@require_POST
@signed_in
def reading(request: ActorRequest, summary_id: uuid.UUID) -> HttpResponse:
    """Say how the words that are being typed read; nothing is saved."""
    summary = queries.summary_for(by=request.actor, summary_id=summary_id)
    text = SummaryForm(request.POST, sections=summary.body["sections"]).text()
    found = presenters.reading_of(text, note=summary.note)
    return render(request, "reports/_reading.html", {"reading": found})


@require_POST
@signed_in
def approve(request: ActorRequest, summary_id: uuid.UUID) -> HttpResponse:
    """Approve a summary as the page showed it."""
    seen = request.POST.get("revision", "")
    summary = services.approve(
        by=request.actor, summary_id=summary_id, seen_revision=int(seen) if seen.isdigit() else 0,
        at=timezone.now(),
    )  # fmt: skip
    messages.success(request, "Approved.")
    return redirect("reports:of_note", note_id=summary.note_id)


@require_http_methods(["GET", "POST"])
@signed_in
def withhold(request: ActorRequest, summary_id: uuid.UUID) -> HttpResponse:
    """Keep a summary from the client, with a reason."""
    summary = queries.summary_for(by=request.actor, summary_id=summary_id)
    form = WithholdForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        services.withhold(by=request.actor, summary_id=summary_id, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Withheld. Links that were given no longer open.")
        return redirect("reports:of_note", note_id=summary.note_id)
    context = {"summary": summary, "form": form, "client": _client(request, summary.client_id)}
    return render(request, "reports/withhold.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@signed_in
def release(request: ActorRequest, summary_id: uuid.UUID) -> HttpResponse:
    """Ask what must be asked before sending; then show the summary's personal link, once."""
    summary = queries.summary_for(by=request.actor, summary_id=summary_id)
    policies.check_approved(summary)
    form = ReleaseForm(_posted(request))
    context = {"summary": summary, "client": _client(request, summary.client_id), "form": form}
    if request.method == "POST" and form.is_valid():
        secret = services.release(
            by=request.actor, summary_id=summary_id, at=timezone.now(),
            asked_who_reads=form.cleaned_data["asked_who_reads"],
        )  # fmt: skip
        link = request.build_absolute_uri(reverse("reports:link", args=[secret]))
        return render(request, "reports/released.html", {**context, "link": link})
    return render(request, "reports/release.html", context, status=_status(form))


@require_GET
@signed_in
def printed(request: ActorRequest, summary_id: uuid.UUID) -> HttpResponse:
    """Show a summary for paper, once it is approved."""
    summary = queries.summary_for(by=request.actor, summary_id=summary_id)
    policies.check_approved(summary)
    letter = presenters.letter(summary, note=summary.note)
    return render(request, "reports/print.html", {"letter": letter, "summary": summary})


def _posted(request: ActorRequest) -> QueryDict | None:
    """Give what was sent, also where it is empty: an empty answer is an answer, and is told what it lacks."""
    return request.POST if request.method == "POST" else None


def _client(request: ActorRequest, client_id: uuid.UUID) -> object:
    return careteams.client_for(by=request.actor, client_id=client_id)


def _after_saving(request: ActorRequest, note_id: uuid.UUID, summary_id: uuid.UUID) -> str:
    """Give the page to go on with: the same one, where someone wants to see how it reads now."""
    if "stay" in request.POST:
        return reverse("reports:edit", args=[summary_id])
    return reverse("reports:of_note", args=[note_id])


def _status(form: object, conflict: str = "") -> int:
    return 409 if conflict else 422 if getattr(form, "errors", None) else 200
