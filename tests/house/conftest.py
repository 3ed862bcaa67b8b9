"""Something of everything that belongs to Luis, so that every address has something to be asked for."""

import hashlib
import uuid
from datetime import date

import pytest

from rapport.base.jobs.testing import run_pending_jobs
from rapport.clinic.notes import queries as notes
from rapport.clinic.notes import services as note_services
from rapport.clinic.psychotherapy_notes import services as psychotherapy_notes
from rapport.clinic.sessions import queries as sessions
from rapport.clinic.sessions import services as capture
from rapport.engines import transcripts
from rapport.engines.sample import session as sample
from rapport.people.measures import services as measures
from rapport.people.worklist import services as worklist
from rapport.trust.consent import queries as consents
from tests.looking import summaries_of, tasks_of


@pytest.fixture
def belongings(luis, maya, session, consent, at):
    """Give the ids that addresses take, all of them Luis's."""
    recording = capture.begin_recording(
        by=maya, session_id=session.id, source="upload", media_type="audio/ogg", at=at
    )
    capture.store_chunk(
        by=maya, recording_id=recording.id, number=0, data=b"sound",
        sha256=hashlib.sha256(b"sound").hexdigest(), at=at,
    )  # fmt: skip
    words = transcripts.render(sample.reference(), "json").encode()
    capture.take_transcript(
        by=maya, session_id=session.id, parsed=transcripts.parse(words, filename="a.json"), at=at
    )
    run_pending_jobs()
    note = notes.note_of_session(session.id)
    transcript = sessions.transcript_of(session.id)
    own = psychotherapy_notes.write_note(by=maya, client_id=luis.id, text="Fictional thoughts.", at=at)
    measure = measures.record_answers(
        by=maya, client_id=luis.id, instrument="phq9", answers=[1] * 9, taken_on=date(2026, 11, 1), at=at
    )
    worklist.make_task(
        by=maya, client_id=luis.id, owner_id=maya.id, kind="own", text="Call back", due_at=at, at=at
    )
    sentence = notes.sentences_of(note)[0]
    note_services.write_sentence(by=maya, note_id=note.id, section="plan", text="Fictional plan.")
    return {
        "client_id": luis.id, "session_id": session.id, "recording_id": recording.id, "number": 0,
        "line_id": transcript.utterances.first().id, "note_id": note.id, "sentence_id": sentence.id,
        "decision": "accept", "summary_id": summaries_of(note.id)[0].id, "own_note_id": own.id,
        "measure_id": measure.id, "task_id": tasks_of(luis.id)[0].id, "kind": "diagnosis", "key": "phq9",
        "language": "en", "document_id": consents.current_document().id, "user_id": maya.id,
        "vendor_id": uuid.uuid4(), "rule_id": "baseline-capture", "secret": "no-such-secret",
    }  # fmt: skip
