"""Drafting summaries, behind the one gate for AI."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from rapport import __version__
from rapport.clinic.notes.ai_tasks import context_of, formats, sentence_body
from rapport.clinic.notes.kinds import NoteRow
from rapport.clinic.reports import queries, services
from rapport.clinic.sessions import queries as sessions
from rapport.clinic.sessions.gates import participant_ids, whereabouts
from rapport.engines import drafting, kinds
from rapport.safeguards.actors import Actor
from rapport.trust.consent.kinds import Purpose
from rapport.trust.ledger import registry
from rapport.trust.ledger import services as ledger
from rapport.trust.ledger.kinds import AITask

WORKER = Actor.service("drafting")
_BOTH = (Purpose.TRANSCRIPTION, Purpose.NOTE_DRAFTING)
TASKS = {
    "therapist": registry.declare(
        AITask(
            key="reports.therapist",
            title="Summary for the therapist",
            purposes=_BOTH,
            feature="note_drafting",
            description="The session in brief, each sentence with its source.",
        )
    ),
    "client": registry.declare(
        AITask(
            key="reports.client",
            title="Summary for the client",
            purposes=(*_BOTH, Purpose.CLIENT_SUMMARY),
            feature="client_summary",
            description="A plain summary for the client; nothing reaches them before it is approved.",
        )
    ),
}


def draft(note: NoteRow, *, audience: str) -> None:
    """Draft one summary of a note's session while its transcript is there; one that exists stays as it is.

    Raises:
        RunRefused: consent or law does not allow it.
    """
    if note.session_id is None or audience in queries.drafted_audiences(note.id):
        return
    session = sessions.session_by_id(note.session_id)
    transcript = sessions.transcript_of(session.id)
    if transcript is None:
        return
    place, states = whereabouts(session, timezone.now())
    run = ledger.open_run(
        by=WORKER, task=TASKS[audience], client_id=note.client_id, session_id=session.id,
        inputs=[("transcript", str(transcript.id))], engine={"name": "rapport rules", "version": __version__},
        participant_ids=participant_ids(session), client_jurisdiction=place, clinician_states=states,
    )  # fmt: skip
    began = time.monotonic()
    try:
        _work(note, audience, transcript.id, run)
    except ledger.RunRefused:  # the run says so already
        raise
    except Exception:
        ledger.finish_run(run, seconds=time.monotonic() - began, status="failed")
        raise
    ledger.finish_run(run, seconds=time.monotonic() - began, status="finished")


def _work(note: NoteRow, audience: str, transcript_id: uuid.UUID, run: ledger.RunHandle) -> None:
    spoken = sessions.spoken_transcript(transcript_id)
    context = context_of(note.client_id)
    made = drafting.draft_note(spoken, context=context, format=formats()[note.format])
    summary = getattr(drafting.draft_summaries(spoken, made, context=context), audience)
    ledger.recheck(run)
    sections = [_section(run, section, spoken.by_ref()) for section in summary.sections]
    services.keep_draft(
        by=WORKER, note_id=note.id, audience=audience, sections=sections, run_id=run.id, at=timezone.now()
    )


def _section(
    run: ledger.RunHandle, section: kinds.DraftSection, lines: Mapping[str, kinds.Utterance]
) -> dict[str, Any]:
    return {"title": section.title, "sentences": [_sentence(run, one, lines) for one in section.sentences]}


def _sentence(
    run: ledger.RunHandle, sentence: kinds.DraftSentence, lines: Mapping[str, kinds.Utterance]
) -> dict[str, Any]:
    """Give a sentence as it is stored; the ledger keeps its hash and where it comes from."""
    output_id = uuid.uuid4()
    ledger.add_output(
        run, kind="summary sentence", output_id=output_id, content_sha256=_sha256(sentence.text),
        sources=[
            {"source": span.source.value, "ref": span.ref, "start": span.start, "end": span.end,
             "quote_sha256": _sha256(span.quote)}
            for span in sentence.evidence
        ],
    )  # fmt: skip
    return {**sentence_body(sentence, lines), "output_id": str(output_id)}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
