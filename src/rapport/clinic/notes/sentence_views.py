"""Deciding on sentences, one by one. htmx gets the sentence back; a plain form goes back to the page."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rapport.clinic.notes import presenters, queries, services
from rapport.clinic.notes.models import Sentence
from rapport.clinic.notes.policies import SomebodyElseChangedIt
from rapport.safeguards.gates import ActorRequest, signed_in


@require_POST
@signed_in
def decide(request: ActorRequest, sentence_id: uuid.UUID, decision: str) -> HttpResponse:
    """Accept, reject, edit or put back one sentence, at the revision that the page showed."""
    try:
        return _shown(request, DECISIONS[decision](request, sentence_id))
    except SomebodyElseChangedIt as changed:
        return _as_it_stands(request, sentence_id, str(changed))


@require_POST
@signed_in
def write(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Add a sentence of the clinician's own to a section."""
    section = request.POST.get("section", "")
    sentence = services.write_sentence(
        by=request.actor, note_id=note_id, section=section, text=request.POST.get("text", "")
    )
    return redirect(f"{_note_url(sentence)}#s-{sentence.id}")


@require_POST
@signed_in
def accept_section(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Accept what waits in a section, except what asks for a second look."""
    section = request.POST.get("section", "")
    services.accept_section(by=request.actor, note_id=note_id, section=section, at=timezone.now())
    return redirect("notes:open", note_id=note_id)


def _accept(request: ActorRequest, sentence_id: uuid.UUID) -> Sentence:
    return services.accept_sentence(
        by=request.actor, sentence_id=sentence_id, seen_revision=_revision(request), at=timezone.now()
    )


def _reject(request: ActorRequest, sentence_id: uuid.UUID) -> Sentence:
    return services.reject_sentence(
        by=request.actor, sentence_id=sentence_id, seen_revision=_revision(request), at=timezone.now(),
        reason=request.POST.get("reason", ""),
    )  # fmt: skip


def _edit(request: ActorRequest, sentence_id: uuid.UUID) -> Sentence:
    return services.edit_sentence(
        by=request.actor, sentence_id=sentence_id, seen_revision=_revision(request), at=timezone.now(),
        text=request.POST.get("text", ""),
    )  # fmt: skip


def _undo(request: ActorRequest, sentence_id: uuid.UUID) -> Sentence:
    return services.undo_decision(by=request.actor, sentence_id=sentence_id, seen_revision=_revision(request))


DECISIONS: dict[str, Callable[[ActorRequest, uuid.UUID], Sentence]] = {
    "accept": _accept,
    "reject": _reject,
    "edit": _edit,
    "undo": _undo,
}


def _shown(request: ActorRequest, sentence: Sentence) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(
            request, "notes/_sentence.html", {"line": presenters.line_of(sentence), "may_edit": True}
        )
    return redirect(f"{_note_url(sentence)}#s-{sentence.id}")


def _as_it_stands(request: ActorRequest, sentence_id: uuid.UUID, why: str) -> HttpResponse:
    """Show how a sentence reads now, with what this person wrote still in the editor."""
    sentence = queries.sentence_by_id(sentence_id)
    assert sentence is not None  # noqa: S101  # its revision was compared a moment ago
    context = {
        "line": presenters.line_of(sentence),
        "may_edit": True,
        "refused": why,
        "unsaved": request.POST.get("text", ""),
    }
    if request.headers.get("HX-Request"):
        return render(request, "notes/_sentence.html", context, status=409)
    note, client = queries.note_for(by=request.actor, note_id=sentence.note_id)
    return render(request, "notes/changed.html", {**context, "note": note, "client": client}, status=409)


def _note_url(sentence: Sentence) -> str:
    from django.urls import reverse

    return reverse("notes:open", args=[sentence.note_id])


def _revision(request: ActorRequest) -> int:
    value = request.POST.get("revision", "")
    return int(value) if value.isdigit() else 0
