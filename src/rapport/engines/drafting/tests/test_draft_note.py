"""What a draft of a whole session holds, and what it must not."""

import pytest

from rapport.engines.drafting import DraftingSession, draft_note, load_formats
from rapport.engines.drafting.tests.lines import SEVEN_TRAPS, session
from rapport.engines.kinds import (
    MeasureFact,
    RiskAnswer,
    SecondLook,
    SentenceKind,
    SessionContext,
    Transcript,
)

PHQ = MeasureFact("m1", "PHQ-9", "2026-03-02", 14, 27, "moderate", 17, "2026-02-09")
FORMATS = sorted(load_formats())


def drafted(text=SEVEN_TRAPS, form="soap", context=None, **more):
    return draft_note(session(text, **more), context=context or SessionContext(), format=load_formats()[form])


def section(draft, key):
    return next(one for one in draft.sections if one.key == key)


def text_of(draft, key):
    return " ".join(sentence.text for sentence in section(draft, key).sentences)


def test_a_medication_not_started_is_quoted_with_its_not_and_asks_for_a_second_look():
    found = [s for s in drafted().sentences() if "started" in s.text]
    assert found
    assert all("haven't started" in s.text and s.kind is SentenceKind.QUOTED for s in found)
    assert all(SecondLook.MEDICATION in s.second_look and SecondLook.NEGATION in s.second_look for s in found)


def test_a_number_that_was_corrected_stands_as_corrected():
    text = text_of(drafted(), "subjective")
    assert "four times a night" in text
    assert "six times" not in text or "No, actually" in text


def test_a_denied_risk_is_a_denial_at_the_top_and_nowhere_else():
    draft = drafted()
    suicide = next(one for one in draft.risk if one.topic == "suicide")
    assert suicide.answer is RiskAnswer.DENIED
    assert "killing" not in text_of(draft, "subjective")


def test_homework_stands_as_finally_agreed_and_the_proposal_that_shrank_does_not():
    plan = text_of(drafted(), "plan")
    assert "three nights" in plan
    assert "every night" not in plan.lower()


def test_the_appointment_stands_with_its_time():
    plan = section(drafted(), "plan")
    assert "ten-thirty" in " ".join(s.text for s in plan.sentences if s.topic == "appointment")
    assert "The next appointment" not in plan.not_found


def test_a_third_person_keeps_their_name_and_their_act():
    text = text_of(drafted(), "subjective")
    assert "My supervisor, Beatriz, gave me two extra shifts" in text


def test_a_thought_is_quoted_with_the_question_that_asked_for_it():
    text = text_of(drafted(), "subjective")
    assert "went through your mind" in text
    assert "I'm going to let everybody down" in text


def test_a_proposal_that_was_turned_down_is_no_plan():
    draft = drafted("""
        C: How was the week?
        K: I argued with my brother again about the rent.
        C: Would you be willing to call your brother this week?
        K: No. I'm not going to do that.
        C: That's fine.
        K: Thank you.
    """)
    assert section(draft, "plan").sentences == ()
    assert "A next step or practice that was agreed" in section(draft, "plan").not_found


def test_a_yes_to_a_plain_request_is_reported_with_the_yes_in_quotation_marks():
    sentence = next(s for s in section(drafted(), "plan").sentences if "pharmacy" in s.text)
    assert (
        sentence.text == "Client agreed to call the pharmacy and ask about side effects (“I could do that”)."
    )


def test_objective_holds_scores_of_the_chart_and_assessment_their_change():
    draft = drafted(context=SessionContext(measures=(PHQ,)))
    assert text_of(draft, "objective") == "PHQ-9 on 2026-03-02: total 14 of 27 (moderate)."
    assert "PHQ-9 total 14, down 3 points from 17 on 2026-02-09." in text_of(draft, "assessment")
    assert all(s.kind is SentenceKind.FROM_MEASURE for s in section(draft, "objective").sentences)


def test_objective_without_a_measure_says_so_and_only_asks():
    objective = section(drafted(), "objective")
    assert objective.sentences == ()
    assert objective.not_found == ("A measure or score",)
    assert objective.prompts


def test_a_score_read_aloud_is_quoted():
    draft = drafted("""
        C: Your PHQ-9 total today is nine. A month ago it was twelve.
        K: I feel a little lighter in the mornings.
        C: What helped?
        K: I've been walking to the market with my neighbor.
    """)
    assert "Clinician said, “Your PHQ-9 total today is nine. A month ago it was twelve.”" in text_of(
        draft, "objective"
    )


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_drafts_with_evidence_for_every_sentence(form):
    transcript = session(SEVEN_TRAPS)
    lines = transcript.by_ref()
    context = SessionContext(measures=(PHQ,), goals=(("g1", "Sleep through most nights"),))
    draft = draft_note(transcript, context=context, format=load_formats()[form])
    assert [one.key for one in draft.sections] == [rule.key for rule in load_formats()[form].sections]
    for sentence in draft.sentences():
        assert sentence.evidence
        for span in sentence.evidence:
            if span.source == "utterance":
                assert lines[span.ref].text[span.start : span.end] == span.quote


def test_girp_names_the_goal_that_the_session_touched():
    context = SessionContext(goals=(("g1", "Sleep through most nights"), ("g2", "Learn to paint")))
    text = text_of(drafted(form="girp", context=context), "goal")
    assert "“Sleep through most nights”" in text
    assert "paint" not in text


def test_words_that_the_recogniser_doubted_ask_for_a_second_look():
    draft = drafted(probability=0.3)
    assert all(
        SecondLook.LOW_CONFIDENCE in s.second_look
        for one in draft.sections
        for s in one.sentences
        if s.topic != "intervention"
    )


def test_nothing_is_given_to_a_speaker_who_is_not_known():
    draft = drafted("U: I have been sleeping badly since the move.\nU: What happened at work this week?")
    assert [s for s in draft.sentences() if s.topic == "sleep"] == []
    assert "not known who speaks" in draft.notices[0]


def test_a_session_in_another_language_is_quoted_only_and_says_so():
    draft = drafted(
        "C: ¿Cómo ha dormido esta semana?\nK: Me despierto a las tres y pienso en el trabajo toda la noche.",
        language="es",
    )
    assert "not in English" in draft.notices[0]
    assert all(s.kind is SentenceKind.QUOTED for one in draft.sections for s in one.sentences)


def test_an_empty_session_gives_an_empty_draft_with_a_notice():
    draft = draft_note(Transcript(()), context=SessionContext(), format=load_formats()["soap"])
    assert draft.notices
    assert all(one.sentences == () for one in draft.sections)


def test_what_the_client_set_aside_is_listed_as_left_out():
    draft = drafted("""
        C: Is there anything we didn't get to?
        K: There's the hearing about the flat. But I don't want to get into that today.
        C: Then it can wait.
    """)
    assert "Set aside: “There's the hearing about the flat”" in [one.label for one in draft.left_out]


def test_the_same_session_gives_the_same_draft_twice():
    assert drafted() == drafted()


def test_a_live_session_drafts_what_was_said_so_far_and_ends_with_the_same_draft():
    transcript = session(SEVEN_TRAPS)
    live = DraftingSession()
    for utterance in transcript.utterances[:6]:
        live.add(utterance)
    early = live.draft(format=load_formats()["soap"])
    for utterance in transcript.utterances[6:]:
        live.add(utterance)
    assert "four times a night" in text_of(early, "subjective")
    assert live.draft(format=load_formats()["soap"]) == drafted()
