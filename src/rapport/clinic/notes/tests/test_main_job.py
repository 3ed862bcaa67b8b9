"""From a transcript to a signed note, through the services and jobs that the pages use."""

import pytest

from rapport.base.jobs.testing import run_pending_jobs
from rapport.clinic.notes import queries, services
from rapport.clinic.notes.models import Decision
from rapport.clinic.sessions.services import take_transcript
from rapport.engines import transcripts
from rapport.engines.sample import session as sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafted(session, consent, maya, at):
    parsed = transcripts.parse(
        transcripts.render(sample.reference(), "json").encode(), filename="sample.json"
    )
    take_transcript(by=maya, session_id=session.id, parsed=parsed, at=at)
    run_pending_jobs()
    return queries.note_of_session(session.id)


def decide_all(note, maya, at):
    for row in queries.sentences_of(note):
        services.accept_sentence(by=maya, sentence_id=row.id, seen_revision=row.revision, at=at)


def state(note, maya, session):
    return services.state_facts(
        by=maya, note_id=note.id, seen_revision=queries.note_by_id(note.id).revision,
        facts={
            "started_at": session.started_at.isoformat(), "ended_at": session.ended_at.isoformat(),
            "psychotherapy_minutes": 60, "modality": "in_person", "participants": "client",
            "risk_answer": "assessed_denied",
        },
    )  # fmt: skip


def test_a_transcript_becomes_a_draft_whose_every_sentence_has_evidence(drafted):
    rows = queries.sentences_of(drafted)
    assert drafted.state == "draft"
    assert len(rows) > 8
    assert all(row.body["evidence"] for row in rows)
    assert all(row.decision == Decision.PROPOSED for row in rows)


def test_the_note_is_signed_locked_and_its_hash_holds(drafted, luis, session, maya, at):
    from datetime import date

    from rapport.people.clients.services import change_demographics

    change_demographics(by=maya, client_id=luis.id, changes={"birth_date": date(1990, 1, 1)})
    decide_all(drafted, maya, at)
    note = state(drafted, maya, session)
    services.sign_note(by=maya, note_id=note.id, attested=True, seen_revision=note.revision, at=at)
    signed = queries.note_by_id(note.id)
    assert signed.state == "signed"
    assert queries.integrity_of(signed).holds
    with pytest.raises(Exception, match="signed"):
        services.write_sentence(by=maya, note_id=note.id, section="plan", text="Later.")
