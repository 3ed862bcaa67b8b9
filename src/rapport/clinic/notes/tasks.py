"""Jobs on notes: drafting once a transcript is there, and telling people what waits for them."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from rapport.base import events, jobs
from rapport.base.errors import MayNot
from rapport.base.jobs import job
from rapport.clinic.notes import ai_tasks, queries, services
from rapport.clinic.notes.models import Note, NoteState
from rapport.clinic.sessions import queries as sessions
from rapport.clinic.sessions import services as sessions_services
from rapport.clinic.sessions.kinds import Stage
from rapport.people.clinicians import queries as clinicians
from rapport.people.practice import queries as practice
from rapport.people.worklist import services as worklist

GIVEN_UP = (
    "The draft failed several times for a reason of the machine's, not yours. Nothing is lost: the "
    "transcript is kept. Write the note yourself beside it."
)
TIME_TO_SIGN, TIME_TO_COSIGN = timedelta(hours=48), timedelta(days=3)


def on_transcript_ready(*, session_id: uuid.UUID, **_: object) -> None:
    """Open the session's note and have its draft made, in the clinician's usual format."""
    session = sessions.session_by_id(session_id)
    profile = clinicians.profile_of(session.clinician_id)
    chosen = (profile.note_format if profile else "") or practice.setting("default_note_format")
    known = ai_tasks.formats()
    services.request_draft(
        by=ai_tasks.WORKER,
        session_id=session_id,
        format=chosen if chosen in known else "soap",
        at=timezone.now(),
    )


@job("notes.draft")
def draft(*, note_id: uuid.UUID) -> None:
    """Draft a note. Where it is refused, the note opens for writing by hand and the page says why."""
    note = queries.note_by_id(note_id)
    if note is None or note.state != NoteState.PREPARING or note.session_id is None:
        return
    _say(note.session_id, Stage.DRAFTING, 0.1)
    try:
        ai_tasks.draft(note)
    except MayNot as refused:
        _open_for_writing(note_id, note.session_id, str(refused))
    else:
        _say(note.session_id, Stage.READY, 1.0)
        events.publish("note.drafted", note_id=note_id)
    _ask_for_signature(note)


@job("notes.tell_given_up", every="*/2 * * * *")
def tell_given_up() -> None:
    """Open notes for writing by hand whose draft is not tried again, and tell their authors."""
    for ids in jobs.given_up("notes.draft"):
        note = queries.note_by_id(ids["note_id"])
        if note is not None and note.state == NoteState.PREPARING and note.session_id is not None:
            _open_for_writing(note.id, note.session_id, GIVEN_UP)
            _ask_for_signature(note)
    for ids in jobs.given_up("events.deliver"):
        if ids["handler"].endswith("notes.tasks.on_transcript_ready") and not queries.note_of_session(
            ids["session_id"]
        ):
            sessions_services.fail_once(
                by=ai_tasks.WORKER, session_id=ids["session_id"], message=GIVEN_UP, at=timezone.now()
            )


def _open_for_writing(note_id: uuid.UUID, session_id: uuid.UUID, why: str) -> None:
    services.give_up_draft(by=ai_tasks.WORKER, note_id=note_id, why=why, at=timezone.now())
    sessions_services.fail(by=ai_tasks.WORKER, session_id=session_id, message=why, at=timezone.now())


def _ask_for_signature(note: Note) -> None:
    worklist.make_task(
        by=ai_tasks.WORKER, client_id=note.client_id, owner_id=note.author_id, kind="note.sign",
        text="Sign the session's note", due_at=timezone.now() + TIME_TO_SIGN, at=timezone.now(),
        subject_id=note.id,
    )  # fmt: skip


def on_note_signed(*, note_id: uuid.UUID) -> None:
    """Settle the tasks that asked for the signature, and let the recording and transcript go."""
    note = queries.note_by_id(note_id)
    if note is not None and note.session_id is not None:
        sessions_services.schedule_purge(
            by=ai_tasks.WORKER, session_id=note.session_id, signed_at=queries.signed_at(note)
        )
        sessions_services.settle_stop(by=ai_tasks.WORKER, session_id=note.session_id, at=timezone.now())
        jobs.enqueue("sessions.purge")
    for kind in ("note.sign", "note.cosign", "note.returned"):
        worklist.close_tasks_about(by=ai_tasks.WORKER, kind=kind, subject_id=note_id, at=timezone.now())


def on_note_waits(*, note_id: uuid.UUID) -> None:
    """Ask the supervisor to cosign."""
    worklist.close_tasks_about(by=ai_tasks.WORKER, kind="note.sign", subject_id=note_id, at=timezone.now())
    note = queries.note_by_id(note_id)
    supervisor = clinicians.supervisor_of(note.author_id) if note else None
    if note and supervisor:
        _ask(note_id, note.client_id, supervisor, "note.cosign", "Cosign a note")


def on_note_returned(*, note_id: uuid.UUID) -> None:
    """Tell the author that the note came back."""
    note = queries.note_by_id(note_id)
    if note:
        _ask(note_id, note.client_id, note.author_id, "note.returned", "Your supervisor returned a note")


def _ask(note_id: uuid.UUID, client_id: uuid.UUID, owner_id: uuid.UUID, kind: str, text: str) -> None:
    now = timezone.now()
    worklist.make_task(
        by=ai_tasks.WORKER, client_id=client_id, owner_id=owner_id, kind=kind, text=text,
        due_at=now + TIME_TO_COSIGN, at=now, subject_id=note_id,
    )  # fmt: skip


def _say(session_id: uuid.UUID, stage: Stage, done: float) -> None:
    sessions_services.set_stage(
        by=ai_tasks.WORKER, session_id=session_id, stage=stage, done=done, at=timezone.now()
    )
