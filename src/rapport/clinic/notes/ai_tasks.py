"""Drafting a note from a session's transcript, behind the one gate for AI."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils import timezone

from rapport import __version__
from rapport.clinic.notes import services
from rapport.clinic.notes.models import Note
from rapport.clinic.plans import queries as plans
from rapport.clinic.record import queries as record
from rapport.clinic.sessions import queries as sessions
from rapport.clinic.sessions.gates import DICTATION, participant_ids, whereabouts
from rapport.engines import kinds
from rapport.engines.drafting import NoteFormat, draft_note, load_formats
from rapport.engines.drafting.notices import FOREIGN
from rapport.people.measures import queries as measures
from rapport.safeguards.actors import Actor
from rapport.trust.consent.kinds import Purpose
from rapport.trust.jurisdictions.kinds import OWN_WORDS
from rapport.trust.ledger import registry
from rapport.trust.ledger import services as ledger
from rapport.trust.ledger.kinds import AITask

DRAFT = registry.declare(
    AITask(
        key="notes.draft",
        title="Drafting the note",
        purposes=(Purpose.TRANSCRIPTION, Purpose.NOTE_DRAFTING),
        feature="note_drafting",
        description="Rules on this machine select and word what was said; each sentence is checked.",
    )
)
PLACE = registry.declare(
    AITask(
        key="notes.place_dictation",
        title="Placing what the clinician dictated",
        purposes=(),
        feature=OWN_WORDS,
        description="Rules on this machine put each dictated sentence into its section, worded as dictated.",
        own_words=True,
    )
)
WORKER = Actor.service("drafting")


@cache
def formats() -> Mapping[str, NoteFormat]:
    """Give every note format, by key."""
    return load_formats()


def draft(note: Note) -> None:
    """Fill a note that waits for its draft.

    Raises:
        RunRefused: consent, law or vendor rules do not allow it (any more).
    """
    assert note.session_id is not None  # noqa: S101  # a draft is requested for a session only
    session = sessions.session_by_id(note.session_id)
    transcript = sessions.transcript_of(session.id)
    place, states = whereabouts(session, timezone.now())
    dictated = transcript is not None and transcript.source == DICTATION  # the words, not the note, decide
    run = ledger.open_run(
        by=WORKER, task=PLACE if dictated else DRAFT, client_id=note.client_id, session_id=session.id,
        inputs=[("transcript", str(transcript.id))] if transcript else [],
        engine={"name": "rapport rules", "version": __version__},
        participant_ids=() if dictated else participant_ids(session),
        client_jurisdiction=place, clinician_states=states,
    )  # fmt: skip
    began = time.monotonic()
    spoken = sessions.spoken_transcript(transcript.id) if transcript else kinds.Transcript(())
    made = draft_note(spoken, context=context_of(note.client_id), format=formats()[note.format])
    ledger.recheck(run)
    _fill(note, made, spoken, run)
    ledger.finish_run(run, seconds=time.monotonic() - began, status="finished")


def context_of(client_id: uuid.UUID) -> kinds.SessionContext:
    """Give what the chart holds that drafting may know: names, medications, scores and goals."""
    return kinds.SessionContext(
        medications=tuple(m.name for m in record.medications_of(client_id=client_id)),
        names=record.names_of(client_id=client_id),
        measures=measures.recent_facts(client_id=client_id),
        goals=tuple((str(goal.id), goal.text) for goal in plans.active_goals(client_id=client_id)),
    )


def _fill(note: Note, made: kinds.Draft, spoken: kinds.Transcript, run: ledger.RunHandle) -> None:
    lines = spoken.by_ref()
    rows = []
    for section, sentence in _placed(made):
        output_id = uuid.uuid4()
        body = sentence_body(sentence, lines)
        rows.append({"section": section, "body": body, "output_id": output_id})
        ledger.add_output(
            run, kind="sentence", output_id=output_id,
            content_sha256=hashlib.sha256(sentence.text.encode()).hexdigest(),
            sources=[_source(span) for span in sentence.evidence],
        )  # fmt: skip
    services.fill_draft(
        by=WORKER,
        note_id=note.id,
        sentences=rows,
        findings=findings_of(made),
        run_id=run.id,
        at=timezone.now(),
    )


def _placed(made: kinds.Draft) -> list[tuple[str, kinds.DraftSentence]]:
    risk = [("risk", sentence) for statement in made.risk for sentence in statement.sentences]
    return risk + [(section.key, sentence) for section in made.sections for sentence in section.sentences]


def sentence_body(sentence: kinds.DraftSentence, lines: Mapping[str, kinds.Utterance]) -> dict[str, Any]:
    """Give a drafted sentence as it is stored, each span with who said it and when."""
    return {
        "text": sentence.text,
        "kind": sentence.kind,
        "topic": sentence.topic,
        "second_look": list(sentence.second_look),
        "evidence": [span_body(span, lines) for span in sentence.evidence],
    }


def span_body(span: kinds.Span, lines: Mapping[str, kinds.Utterance]) -> dict[str, Any]:
    """Give a span as it is stored."""
    line = lines.get(span.ref)
    return {
        "source": span.source,
        "ref": span.ref,
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
        "speaker": line.speaker if line else "",
        "seconds": line.start if line else None,
        "until": line.end if line else None,
    }


def findings_of(made: kinds.Draft) -> dict[str, Any]:
    """Give what a draft found besides sentences, as it is stored."""
    return {
        "risk_looked_for": bool(made.risk) and FOREIGN not in made.notices,
        "risk": [{"topic": r.topic, "answer": r.answer} for r in made.risk],
        "prompts": {s.key: list(s.prompts) for s in made.sections},
        "not_found": {s.key: list(s.not_found) for s in made.sections},
        "titles": {s.key: s.title for s in made.sections},
        "interventions": [
            {"key": i.key, "name": i.name, "refs": [span.ref for span in i.evidence]}
            for i in made.interventions
        ],
        "left_out": [{"label": t.label, "refs": [span.ref for span in t.evidence]} for t in made.left_out],
        "notices": list(made.notices),
    }


def _source(span: kinds.Span) -> dict[str, Any]:
    digest = hashlib.sha256(span.quote.encode()).hexdigest()
    return {
        "source": span.source,
        "ref": span.ref,
        "start": span.start,
        "end": span.end,
        "quote_sha256": digest,
    }
