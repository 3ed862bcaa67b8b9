"""Two summaries from one session, and what the client's must leave out."""

import pytest

from rapport.engines.drafting import draft_note, draft_summaries, load_formats
from rapport.engines.drafting.tests.lines import SEVEN_TRAPS, session
from rapport.engines.kinds import SessionContext


def summaries(text=SEVEN_TRAPS, language="en", names=()):
    transcript = session(text, language=language)
    context = SessionContext(names=names)
    draft = draft_note(transcript, context=context, format=load_formats()["soap"])
    return draft_summaries(transcript, draft, context=context)


def said(summary):
    return " ".join(s.text for section in summary.sections for s in section.sentences)


def test_every_sentence_of_both_has_evidence():
    both = summaries()
    for summary in (both.therapist, both.client):
        assert summary.sections
        assert all(s.evidence for section in summary.sections for s in section.sentences)


def test_the_client_is_spoken_to_in_plain_words():
    client = summaries().client
    assert client.grade <= 6
    assert "Client" not in said(client)
    assert "You said that you have been waking up a lot." in said(client)


@pytest.mark.parametrize(
    "withheld", ["fluoxetine", "read about", "Beatriz", "killing", "thoughts like that", "started it"]
)
def test_the_client_summary_leaves_out_medicine_risk_and_other_people(withheld):
    assert withheld not in said(summaries().client)


def test_the_next_step_is_the_one_that_was_finally_agreed():
    steps = next(section for section in summaries().client.sections if section.key == "steps")
    text = " ".join(s.text for s in steps.sentences)
    assert "three nights" in text
    assert "every night" not in text


def test_the_next_visit_keeps_its_day_and_time():
    visit = next(section for section in summaries().client.sections if section.key == "visit")
    assert "ten-thirty" in visit.sentences[0].text


def test_the_therapists_summary_opens_with_risk_and_names_what_is_open():
    therapist = summaries("""
        C: Have you had any thoughts of suicide?
        K: Sometimes I wish I was dead.
        C: Is there anything we didn't get to?
        K: There's the hearing about the flat. But I don't want to get into that today.
    """).therapist
    assert therapist.sections[0].key == "risk"
    assert "hearing about the flat" in said(therapist)


def test_a_session_in_another_language_gives_the_client_nothing_of_ours():
    both = summaries("C: ¿Cómo está?\nK: No puedo dormir por las noches desde hace un mes.", language="es")
    assert both.client.sections == ()
