"""A drafted note of Luis's session, ready for Maya to review."""

import pytest

from rapport.base.jobs.testing import run_pending_jobs
from rapport.clinic.notes import queries, services
from rapport.clinic.sessions.services import take_transcript
from rapport.engines import transcripts
from rapport.engines.sample import session as sample
from rapport.people.clients.services import change_demographics


@pytest.fixture
def brought():
    """Give the supplied session as somebody brings it."""
    return transcripts.parse(transcripts.render(sample.reference(), "json").encode(), filename="sample.json")


@pytest.fixture
def drafted(session, consent, maya, at, brought):
    from datetime import date

    change_demographics(by=maya, client_id=session.client_id, changes={"birth_date": date(1990, 1, 1)})
    take_transcript(by=maya, session_id=session.id, parsed=brought, at=at)
    run_pending_jobs()
    return queries.note_of_session(session.id)


@pytest.fixture
def decided(drafted, session, maya, at):
    """The same note with every sentence accepted and the facts stated."""
    for row in queries.sentences_of(drafted):
        services.accept_sentence(by=maya, sentence_id=row.id, seen_revision=row.revision, at=at)
    return services.state_facts(
        by=maya, note_id=drafted.id, seen_revision=queries.note_by_id(drafted.id).revision,
        facts={
            "started_at": session.started_at.isoformat(), "ended_at": session.ended_at.isoformat(),
            "psychotherapy_minutes": 60, "modality": "in_person", "participants": "client",
            "risk_answer": "assessed_denied",
        },
    )  # fmt: skip


@pytest.fixture
def signed(decided, maya, at):
    services.sign_note(by=maya, note_id=decided.id, attested=True, seen_revision=decided.revision, at=at)
    return queries.note_by_id(decided.id)
