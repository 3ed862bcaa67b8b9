import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.engines.grounding import check
from rapport.engines.grounding.tests.lines import transcript
from rapport.engines.kinds import RiskAnswer, SentenceKind
from rapport.engines.risk import NOT_ASKED_TEXT, find_risk, label


def answers(*lines):
    return {one.topic: one.answer for one in find_risk(transcript(*lines))}


SIGNS = [
    ("suicide", "Everyone would be better off without me."),
    ("suicide", "I don't want to wake up."),
    ("suicide", "There's no point going on."),
    ("suicide", "I just want it all to end."),
    ("suicide", "I wish I was dead."),
    ("suicide", "I wish I'd never been born."),
    ("suicide", "I can't keep doing this."),
    ("suicide", "I don\u2019t want to be here anymore."),
    ("suicide", "Sometimes I think about going to sleep and not waking up."),
    ("suicide", "I'm just a burden to my family."),
    ("suicide", "Nobody would notice if I disappeared."),
    ("suicide", "I've nothing left to live for."),
    ("suicide", "I thought about driving into a tree."),
    ("suicide", "I took all my pills last year."),
    ("suicide", "I'm tired of living."),
    ("suicide", "I'm not saying I wouldn't kill myself."),
    ("suicide", "I don't want to die, I just don't want to be alive."),
    ("suicide", "It's not worth living like this."),
    ("suicide", "My brother died by suicide."),
    ("suicide", "Quiero morirme."),
    ("suicide", "I don't see any way out. No way out."),
    ("self_harm", "I started cutting again."),
    ("self_harm", "I burned my arm with a lighter."),
    ("self_harm", "I punched myself in the face."),
    ("violence", "I want to kill him."),
    ("violence", "I'm afraid I'll hurt the baby."),
    ("violence", "I almost hit my son."),
    ("abuse", "He choked me on Sunday."),
    ("abuse", "My husband throws things at me."),
    ("abuse", "I'm scared when he comes home."),
    ("abuse", "He doesn't let me see my friends."),
    ("abuse", "My uncle touched me when I was nine."),
    ("substance_crisis", "I blacked out twice last week."),
    ("substance_crisis", "I get the shakes when I don't drink. I get shaky when I stop."),
    ("substance_crisis", "I overdosed in May."),
    ("means", "My dad keeps a rifle in the closet."),
    ("means", "I've been saving up my pills."),
    ("protective", "My kids keep me going."),
    ("protective", "I would never do that to my mother."),
]


@pytest.mark.parametrize(("topic", "said"), SIGNS)
def test_a_sign_is_raised_and_quoted_in_the_clients_words(topic, said):
    statement = next(one for one in find_risk(transcript(f"C: {said}")) if one.topic == topic)

    assert statement.answer is RiskAnswer.RAISED
    for sentence in statement.sentences:
        assert sentence.kind is SentenceKind.QUOTED
        assert all(span.quote in said for span in sentence.evidence)


@pytest.mark.parametrize(
    "said",
    [
        "I was dying of laughter.",
        "My feet are killing me.",
        "I'm dying to see that movie.",
        "I was just killing time.",
        "The cake is to die for.",
        "We cut back on takeout.",
        "I need to cut myself some slack.",
        "I hit the gym and beat the traffic.",
        "He stuck to his guns.",
        "Hit me up when you are free.",
        "I slept well and went for a walk.",
    ],
)
def test_what_can_only_be_an_idiom_is_left_alone(said):
    found = answers(f"C: {said}")

    assert {topic for topic, answer in found.items() if answer is not RiskAnswer.NOT_ASKED} == set()


def test_an_idiom_does_not_hide_what_is_said_beside_it():
    found = answers("C: My back is killing me and I want to kill myself.")

    assert found["suicide"] is RiskAnswer.RAISED


def test_a_clear_denial_of_ones_own_accord_is_denied():
    assert answers("C: I don't want to kill myself.")["suicide"] is RiskAnswer.DENIED


def test_nothing_said_is_not_asked_for_every_topic():
    found = find_risk(transcript("T: How was the week?", "C: Fine, busy."))

    assert {one.answer for one in found} == {RiskAnswer.NOT_ASKED}
    assert all(one.sentences == () for one in found)
    assert NOT_ASKED_TEXT == "Not asked in this session."
    assert [label(one.topic) for one in found][:2] == ["Suicide", "Self-harm"]


def test_general_advice_is_not_a_question():
    assert (
        answers("T: If you are ever in crisis, suicide hotlines help.", "C: Okay.")["suicide"]
        is RiskAnswer.NOT_ASKED
    )


def test_general_talk_that_the_client_takes_up_is_raised():
    found = answers("T: Thoughts of suicide are more common than people think.", "C: I've had those.")

    assert found["suicide"] is RiskAnswer.RAISED


def test_an_unknown_speaker_is_not_ignored():
    assert answers("U: I want to die.")["suicide"] is RiskAnswer.RAISED


def test_a_session_in_another_language_is_not_called_not_asked():
    assert find_risk(transcript("C: Quiero morirme.", language="es")) == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("T: Any thoughts of suicide?", "C: No, nothing like that."),
        ("C: I want to die.",),
        ('C: She said "kill yourself" to me.',),
    ],
)
def test_every_statement_passes_the_check_of_its_own_evidence(lines):
    session = transcript(*lines)

    for statement in find_risk(session):
        for sentence in statement.sentences:
            assert check(sentence, session).ok


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_session_gives_one_statement_a_topic_and_true_quotations(said):
    session = transcript(*(f"{'TC'[n % 2]}: {text}" for n, text in enumerate(said)))

    found = find_risk(session)

    assert len({one.topic for one in found}) == len(found) == 7
    texts = {one.ref: one.text for one in session.utterances}
    for statement in found:
        assert (statement.answer is RiskAnswer.NOT_ASKED) == (not statement.sentences)
        for span in (span for sentence in statement.sentences for span in sentence.evidence):
            assert texts[span.ref][span.start : span.end] == span.quote


def test_an_answer_is_not_quoted_again_without_its_question():
    said = transcript(
        "T: Are there any guns at home?",
        "C: No. No guns.",
        "T: Have you had thoughts of killing yourself?",
        "C: No. In March I thought about it, that I'd be better off dead.",
    )
    found = {one.topic: one for one in find_risk(said)}
    assert found["means"].answer is RiskAnswer.DENIED
    assert len(found["means"].sentences) == 1
    assert found["suicide"].answer is RiskAnswer.RAISED
    assert len(found["suicide"].sentences) == 1
    assert "better off dead" in found["suicide"].sentences[0].text


def test_whom_someone_would_call_if_it_came_back_is_kept_as_protective():
    said = transcript("T: And if it did come back, what would you do?", "C: I'd tell my brother.")
    found = {one.topic: one for one in find_risk(said)}
    assert found["protective"].answer is RiskAnswer.RAISED


def test_a_title_ends_no_sentence():
    said = transcript("C: I told Dr. Patel that I want to kill myself.")
    found = {one.topic: one for one in find_risk(said)}
    assert "Dr. Patel that I want to kill myself" in found["suicide"].sentences[0].text
