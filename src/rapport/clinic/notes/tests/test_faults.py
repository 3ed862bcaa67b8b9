"""A draft that cannot be made: the note opens for writing by hand, says why, and nothing is lost."""

import pytest
from django.db import connection
from django.urls import reverse

from rapport.base.jobs.testing import run_pending_jobs
from rapport.clinic.notes import queries, tasks
from rapport.clinic.sessions import queries as sessions
from rapport.clinic.sessions.services import take_transcript
from rapport.engines import transcripts
from rapport.people.worklist.queries import open_tasks
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import revoke

pytestmark = pytest.mark.django_db
SPANISH = """Therapist: ¿Cómo estuvo tu semana? Cuéntame qué pasó con el trabajo y con tu familia.
Client: Pues muy mal, la verdad, no duermo y estoy muy cansada de todo esto que pasa en la casa.
Therapist: Lo siento mucho. ¿Qué es lo que más te pesa de todo lo que pasó en estos días?
Client: Que mi hijo no me habla y que no sé qué hacer para que las cosas cambien entre los dos.
"""
ONE_SPEAKER = (
    "Client: I slept four hours a night.\nClient: Then I called my sister and we talked for an hour.\n"
)


def bring(maya, session, text, at):
    parsed = transcripts.parse(text.encode(), filename="session.txt")
    take_transcript(by=maya, session_id=session.id, parsed=parsed, at=at)


def fail_for_good(task_name):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = %s", [task_name])


def page_of(browser, session):
    return browser.get(reverse("notes:of_session", args=[session.id]), follow=True).content.decode()


def test_a_consent_revoked_before_the_draft_opens_the_note_for_writing(
    signed_in, session, consent, luis, maya, at
):
    bring(maya, session, ONE_SPEAKER, at)
    revoke(by=maya, client_id=luis.id, purpose=Purpose.NOTE_DRAFTING, at=at)
    run_pending_jobs()
    note = queries.note_of_session(session.id)
    assert (note.state, note.origin) == ("draft", "typed")
    assert not queries.sentences_of(note)
    [why] = note.findings["notices"]
    assert why in page_of(signed_in, session)
    assert {task.kind for task in open_tasks(by=maya)} == {"note.sign", "session.stopped"}


def test_a_draft_that_was_given_up_opens_the_note_beside_its_transcript(
    signed_in, session, consent, maya, at, brought
):
    take_transcript(by=maya, session_id=session.id, parsed=brought, at=at)
    tasks.on_transcript_ready(session_id=session.id)
    fail_for_good("notes.draft")
    for _ in range(2):
        tasks.tell_given_up()
    page = page_of(signed_in, session)
    assert "Nothing is lost: the transcript is kept" in page
    assert "What was said" in page
    assert queries.note_of_session(session.id).state == "draft"
    assert len(open_tasks(by=maya)) == 2


def test_a_draft_that_was_never_begun_is_told_too(signed_in, session, consent, maya, at, brought):
    take_transcript(by=maya, session_id=session.id, parsed=brought, at=at)
    fail_for_good("events.deliver")
    for _ in range(2):
        tasks.tell_given_up()
    assert "the transcript is kept" in sessions.progress_of(session.id).message
    assert [task.kind for task in open_tasks(by=maya)] == ["session.stopped"]


def test_in_another_language_the_note_says_that_risk_was_not_looked_for(
    signed_in, session, consent, maya, at
):
    bring(maya, session, SPANISH, at)
    run_pending_jobs()
    page = page_of(signed_in, session)
    assert "Risk was not looked for: the session is not in English." in page
    assert "not asked" not in page
    assert not queries.note_of_session(session.id).findings["risk"]


def test_in_english_it_does_not_say_so(signed_in, drafted):
    page = signed_in.get(reverse("notes:open", args=[drafted.id])).content.decode()
    assert "Risk was not looked for" not in page
    assert "not asked" in page


def test_one_speaker_is_drafted_from_and_what_lacks_is_named(signed_in, session, consent, maya, at):
    bring(maya, session, ONE_SPEAKER, at)
    run_pending_jobs()
    page = page_of(signed_in, session)
    assert "Not found in this session" in page
    assert "The session is very short" in page
