"""A note from the clinician's dictation."""

from rapport.engines.drafting import draft_note, load_formats
from rapport.engines.drafting.tests.lines import session
from rapport.engines.kinds import RiskAnswer, SentenceKind, SessionContext

DICTATED = """
C: Client reports waking at three most nights. Um, affect was constricted, and he was oriented.
C: We practiced a thought record together. Client denied suicidal ideation.
C: Mood has improved since last month. Plan is to continue weekly and practice the thought record twice.
"""


def drafted(text=DICTATED):
    return draft_note(session(text), context=SessionContext(), format=load_formats()["soap"])


def test_each_sentence_stands_as_dictated_in_its_section():
    sections = {one.key: [s.text for s in one.sentences] for one in drafted().sections}
    assert sections["subjective"] == ["Client reports waking at three most nights."]
    assert sections["objective"] == ["Affect was constricted, and he was oriented."]
    assert sections["assessment"] == [
        "We practiced a thought record together.",
        "Mood has improved since last month.",
    ]
    assert sections["plan"] == ["Plan is to continue weekly and practice the thought record twice."]


def test_the_words_are_the_clinicians_and_the_draft_says_so():
    draft = drafted()
    assert all(s.kind is SentenceKind.FROM_CLINICIAN for s in draft.sentences())
    assert "dictation" in draft.notices[0]


def test_a_dictated_denial_is_a_denial():
    suicide = next(one for one in drafted().risk if one.topic == "suicide")
    assert suicide.answer is RiskAnswer.DENIED
    assert suicide.sentences[0].text == "Client denied suicidal ideation."


def test_a_dictated_denial_with_a_but_is_raised():
    draft = drafted("C: Client denied suicidal ideation today, but had a plan last week.")
    assert next(one for one in draft.risk if one.topic == "suicide").answer is RiskAnswer.RAISED
