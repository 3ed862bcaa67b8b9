"""Plain values for the pages of a session."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rapport.base.errors import MayNot
from rapport.clinic.sessions import queries
from rapport.clinic.sessions.gates import check_may_capture
from rapport.clinic.sessions.kinds import Stage
from rapport.clinic.sessions.models import RecordingState, Session
from rapport.people.careteams import queries as careteams
from rapport.people.clients.kinds import ClientRow
from rapport.safeguards.actors import Actor
from rapport.safeguards.gates import ActorRequest
from rapport.trust.retention import queries as retention
from rapport.trust.retention.forms import initial_days

USUAL_MINUTES = 50  # a session of psychotherapy, as most are booked
ORDER = [Stage.RECEIVING, Stage.LISTENING, Stage.TRANSCRIBING, Stage.SPEAKERS, Stage.DRAFTING, Stage.READY]


@dataclass(frozen=True)
class Step:
    """One stage of the work as it is shown."""

    number: int
    title: str
    state: str
    percent: int


@dataclass(frozen=True)
class ProgressPage:
    """How far the work is."""

    steps: list[Step]
    is_ready: bool
    is_failed: bool
    message: str
    can_retry: bool
    current: str


@dataclass(frozen=True)
class SessionPage:
    """What can be done with a session."""

    session: Session
    client: ClientRow
    minutes: int | None
    others: list[Any]
    may_capture: bool
    why_not: str
    is_working: bool
    goes_to_note: bool
    offers_sample: bool


def session_defaults(client: ClientRow, now: datetime) -> dict[str, object]:
    """Give what a new session's form starts with. Places are the client's own; nothing clinical is preset.

    The start is the last half hour from which a usual session is over by ``now``.
    """
    began = now - timedelta(minutes=USUAL_MINUTES)
    began = began.replace(minute=began.minute // 30 * 30, second=0, microsecond=0)
    return {
        "day": began.date(),
        "start": began.time(),
        "minutes": USUAL_MINUTES,
        "client_location": client.jurisdiction,
        "clinician_location": client.jurisdiction,
    }


def session_page(*, by: Actor, session: Session, now: datetime) -> SessionPage:
    """Give the page of a session to someone who may see its client's chart."""
    client = careteams.client_for(by=by, client_id=session.client_id)
    why_not = ""
    try:
        check_may_capture(session=session, at=now)
    except MayNot as refused:
        why_not = str(refused)
    found = queries.progress_of(session.id)
    ended = session.ended_at
    return SessionPage(
        session=session,
        client=client,
        minutes=int((ended - session.started_at).total_seconds() // 60) if ended else None,
        others=queries.participants_of(session.id),
        may_capture=not why_not,
        why_not=why_not,
        is_working=found is not None and found.stage not in {Stage.READY, Stage.FAILED, Stage.RECEIVING},
        goes_to_note=queries.any_transcript_of(session.id) is not None,
        offers_sample=bool(settings.DEMONSTRATION),
    )


@dataclass(frozen=True)
class KeepingPage:
    """When a session's recording and transcript go."""

    session: Session
    client: ClientRow
    recording_goes: datetime | None
    transcript_goes: datetime | None
    has_transcript: bool
    is_held: bool
    initial: dict[str, Any]


def keeping_page(*, by: Actor, session: Session) -> KeepingPage:
    """Give what counts for one session, and when its parts go under it."""
    recording, transcript = queries.recording_of(session.id), queries.transcript_of(session.id)
    own = retention.own_setting(client_id=session.client_id, session_id=session.id)
    days = retention.days_for(client_id=session.client_id, session_id=session.id)
    standing = recording is not None and recording.state != RecordingState.DELETED
    return KeepingPage(
        session=session,
        client=careteams.client_for(by=by, client_id=session.client_id),
        recording_goes=recording.purge_after if recording and standing else None,
        transcript_goes=transcript.purge_after if transcript else None,
        has_transcript=transcript is not None,
        is_held=retention.is_held(client_id=session.client_id),
        initial=initial_days(days, own_excerpts=own.excerpts if own else None),
    )


def progress_page(session: Session) -> ProgressPage:
    """Give how far the work on a session is, stage by stage."""
    found = queries.progress_of(session.id)
    stage = Stage(found.stage) if found else Stage.RECEIVING
    failed = stage == Stage.FAILED
    recording = queries.recording_of(session.id)
    return ProgressPage(
        steps=[] if failed else [_step(i, one, stage, found) for i, one in enumerate(ORDER, start=1)],
        is_ready=stage == Stage.READY,
        is_failed=failed,
        message=found.message if found else "",
        can_retry=failed and recording is not None and recording.state == "failed",
        current=stage.label,
    )


def _step(number: int, one: Stage, stage: Stage, found: Any) -> Step:
    here, place = ORDER.index(stage), ORDER.index(one)
    state = "done" if place < here else "running" if place == here else "waiting"
    percent = round(found.done * 100) if found and state == "running" else 0
    return Step(number, one.label, state, percent)


def go_to(request: ActorRequest, name: str, **where: uuid.UUID) -> HttpResponse:
    """Send the browser on, from a page or from a part of one that htmx fetched."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse(name, kwargs=where)})
    return HttpResponseRedirect(reverse(name, kwargs=where))


def note_url(session: Session) -> str:
    """Give the address of a session's note."""
    return reverse("notes:of_session", args=[session.id])
