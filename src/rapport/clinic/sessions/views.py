"""Pages of a session: making one, capturing it, watching progress, and correcting the transcript."""

from __future__ import annotations

import base64
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.clinic.sessions import presenters, queries, services
from rapport.clinic.sessions.forms import LineForm, RolesForm, SessionForm, TranscriptForm
from rapport.engines import transcripts
from rapport.engines.kinds import Speaker
from rapport.people.careteams import queries as careteams
from rapport.safeguards.gates import ActorRequest, signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def new_session(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Put a session into the chart."""
    client = careteams.client_for(by=request.actor, client_id=client_id)
    form = SessionForm(
        request.POST or None, initial=presenters.session_defaults(client, timezone.localtime())
    )
    if request.method == "POST" and form.is_valid():
        began, ended = form.times()
        session = services.open_session(
            by=request.actor, client_id=client_id, clinician_id=request.actor.id, started_at=began,
            ended_at=ended, facts=form.facts(), at=timezone.now(),
        )  # fmt: skip
        for name in form.people():
            services.add_participant(by=request.actor, session_id=session.id, name=name, relation="")
        return redirect("sessions:open", session_id=session.id)
    context = {"form": form, "client": client}
    return render(request, "sessions/new.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in
def open_session(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Show what can be done with a session: capture, transcript, or a note without either."""
    session = queries.session_for(by=request.actor, session_id=session_id)
    page = presenters.session_page(by=request.actor, session=session, now=timezone.now())
    if page.goes_to_note:
        return redirect("notes:of_session", session_id=session_id)
    context = {"page": page, "client": page.client, "form": TranscriptForm()}
    return render(request, "sessions/open.html", context)


@require_GET
@signed_in
def progress(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Show how far the work is: a page, or the part of it that is fetched again and again."""
    session = queries.session_for(by=request.actor, session_id=session_id)
    shown = presenters.progress_page(session)
    if shown.is_ready:
        return presenters.go_to(request, "notes:of_session", session_id=session_id)
    template = "sessions/_progress.html" if request.headers.get("HX-Request") else "sessions/progress.html"
    client = careteams.client_for(by=request.actor, client_id=session.client_id)
    return render(request, template, {"progress": shown, "session": session, "client": client})


@require_POST
@signed_in
def add_transcript(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Take a pasted or uploaded transcript; ask who is who where its labels do not say it."""
    session = queries.session_for(by=request.actor, session_id=session_id)
    form = TranscriptForm(request.POST, request.FILES)
    if form.is_valid():
        data, name = form.content()
        try:
            parsed = transcripts.parse(data, filename=name)
        except transcripts.UnableToReadTranscript as error:
            form.add_error(None, str(error))
        else:
            return _take_or_ask(request, session, parsed, data, name)
    page = presenters.session_page(by=request.actor, session=session, now=timezone.now())
    context = {"page": page, "client": page.client, "form": form}
    return render(request, "sessions/open.html", context, status=422)


@require_POST
@signed_in
def name_roles(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Take a transcript together with who is who in it."""
    session = queries.session_for(by=request.actor, session_id=session_id)
    try:
        data = base64.b64decode(request.POST.get("content", ""), validate=True)
        parsed = transcripts.parse(data, filename=request.POST.get("name", ""))
    except (ValueError, transcripts.UnableToReadTranscript):
        messages.error(request, "The transcript did not come along. Bring it again. Nothing was kept.")
        return redirect("sessions:open", session_id=session_id)
    labels = [label.label for label in parsed.speaker_labels]
    form = RolesForm(request.POST, labels=labels)
    if form.is_valid():
        named = transcripts.with_roles(parsed, form.roles(labels))
        services.take_transcript(by=request.actor, session_id=session_id, parsed=named, at=timezone.now())
        return redirect("sessions:progress", session_id=session_id)
    client = careteams.client_for(by=request.actor, client_id=session.client_id)
    context = {"form": form, "client": client, "session": session}
    return render(request, "sessions/roles.html", context, status=422)


def _take_or_ask(
    request: ActorRequest,
    session: Any,
    parsed: transcripts.ParsedTranscript,
    data: bytes,
    name: str,
) -> HttpResponse:
    labels = parsed.speaker_labels
    if labels and any(label.speaker == Speaker.UNKNOWN for label in labels):
        known = {f"role_{n}": str(one.suggestion or one.speaker) for n, one in enumerate(labels)}
        start = {**known, "content": base64.b64encode(data).decode(), "name": name}
        form = RolesForm(labels=[label.label for label in labels], initial=start)
        client = careteams.client_for(by=request.actor, client_id=session.client_id)
        return render(request, "sessions/roles.html", {"form": form, "client": client, "session": session})
    services.take_transcript(by=request.actor, session_id=session.id, parsed=parsed, at=timezone.now())
    return redirect("sessions:progress", session_id=session.id)


@require_POST
@signed_in
def use_sample(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Take the supplied sample recording as this session's."""
    queries.session_for(by=request.actor, session_id=session_id)
    services.take_sample(by=request.actor, session_id=session_id, at=timezone.now())
    return redirect("sessions:progress", session_id=session_id)


@require_POST
@signed_in
def retry(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Try a failed transcription again."""
    queries.session_for(by=request.actor, session_id=session_id)
    recording = queries.recording_of(session_id)
    if recording is not None:
        services.retry_transcription(by=request.actor, recording_id=recording.id, at=timezone.now())
    return redirect("sessions:progress", session_id=session_id)


@require_http_methods(["GET", "POST"])
@signed_in
def correct_line(request: ActorRequest, line_id: uuid.UUID) -> HttpResponse:
    """Correct what a line says or who said it."""
    line, session = queries.line_for(by=request.actor, utterance_id=line_id)
    initial = {"text": line.spoken.text, "speaker": line.spoken.speaker, "version": line.version}
    form = LineForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _correct(request, line_id, form.cleaned_data)
        except services.SomebodyElseChangedIt as changed:
            form = LineForm({**form.cleaned_data, "version": line.version})
            form.add_error(None, f"{changed} It reads now: “{line.spoken.text}”")
        else:
            messages.success(request, "The line is corrected. How it read before is kept.")
            return redirect(f"{presenters.note_url(session)}#{line.spoken.ref}")
    client = careteams.client_for(by=request.actor, client_id=session.client_id)
    context = {"form": form, "line": line, "client": client, "session": session,
               "earlier": queries.earlier_readings(line_id)}  # fmt: skip
    return render(
        request,
        "sessions/line.html",
        context,
        status=409 if form.non_field_errors() else 422 if form.errors else 200,
    )


def _correct(request: ActorRequest, line_id: uuid.UUID, data: dict[str, Any]) -> None:
    services.correct_utterance(
        by=request.actor, utterance_id=line_id, text=data["text"], speaker=data["speaker"],
        seen_version=data["version"], at=timezone.now(),
    )  # fmt: skip


@require_POST
@signed_in
def swap_speakers(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Turn the two roles round."""
    session = queries.session_for(by=request.actor, session_id=session_id)
    transcript = queries.transcript_of(session_id)
    if transcript is not None:
        services.swap_speakers(
            by=request.actor, transcript_id=transcript.id, at=timezone.now(),
            seen_versions=int(request.POST.get("versions") or 0),
        )  # fmt: skip
        messages.success(request, "The two speakers were swapped throughout.")
    return redirect(presenters.note_url(session))


@require_POST
@signed_in
def delete_recording(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Delete a session's recording for good."""
    queries.session_for(by=request.actor, session_id=session_id)
    recording = queries.recording_of(session_id)
    if recording is not None:
        services.delete_recording(
            by=request.actor, recording_id=recording.id, rule="by hand", at=timezone.now()
        )
        messages.success(request, "The recording was deleted for good. The register says when and by whom.")
    return redirect("sessions:open", session_id=session_id)
