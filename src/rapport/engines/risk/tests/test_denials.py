"""A false "denied" is the worst error: every way in which a no is not quite a no stays "raised"."""

import pytest

from rapport.engines.grounding.tests.lines import transcript
from rapport.engines.kinds import RiskAnswer, SecondLook, Speaker, Transcript, Utterance, Word
from rapport.engines.risk import find_risk

ASKS = "T: Any thoughts of ending your life?"


def answer(topic, *lines):
    return next(one for one in find_risk(transcript(*lines)) if one.topic == topic)


CLEAR = [
    "No.",
    "No, nothing like that.",
    "Nope.",
    "No, never.",
    "None at all.",
    "Not at all.",
    "No, not at all.",
    "No, I haven't.",
    "No, I don't.",
    "Absolutely not.",
    "Definitely not.",
    "God, no.",
    "No. Nothing like that.",
    "No, I haven't had any thoughts like that.",
    "No, I'm not thinking about that.",
    "Never.",
    "No, no, no.",
    "No, no thoughts of suicide.",
    "I haven't had any thoughts of suicide.",
    "No, I'm okay.",
    "No, thank God.",
    "No. My sister came over and we cooked.",
]


@pytest.mark.parametrize("said", CLEAR)
def test_a_plain_no_to_a_plain_question_is_denied_with_both_lines(said):
    found = answer("suicide", ASKS, f"C: {said}")

    assert found.answer is RiskAnswer.DENIED
    assert [span.ref for span in found.sentences[0].evidence] == ["u0", "u1"]
    assert {SecondLook.RISK, SecondLook.NEGATION} <= set(found.sentences[0].second_look)
    assert said.strip() in found.sentences[0].text


UNCLEAR = [
    "Not since last month.",
    "Not really.",
    "Not exactly.",
    "Not anymore.",
    "Not lately.",
    "Not today.",
    "Not right now.",
    "Not yet.",
    "Not in a while.",
    "Not like before.",
    "I don't think so.",
    "I don't know.",
    "No, but sometimes I wonder.",
    "No, not this week.",
    "Well, no.",
    "I guess not.",
    "Maybe.",
    "Hm.",
    "No, I mean, yes.",
    "No... well, kind of.",
    "No, kind of.",
    "I wouldn't say that.",
    "I wouldn't say no.",
    "I'm not saying I wouldn't.",
    "Not never.",
    "It's not like I never think about it.",
    "I can't say no.",
    "No more than usual.",
    "No, only at night.",
    "No, I do.",
    "No, I have.",
    "Nothing I'd act on.",
    "Nothing serious.",
    "No plan or anything.",
    "I would never do anything.",
    "No, I would never act on it, they're just thoughts.",
    "No. Sometimes I think about it, though.",
    "Why do you ask?",
    "Yeah, no.",
    "Uh-uh.",
    "No?",
    "No comment.",
    "Who doesn't?",
    "I'd rather not talk about it.",
    "Not that I'd tell you.",
    "No, I'm too much of a coward.",
    "No, I couldn't do that to my kids.",
    "No. I just want it all to stop.",
    "No, I just wish I wouldn't wake up.",
    "Not no.",
    "No, not never.",
    "I don't not think about it.",
    "Not seriously.",
    "Not often.",
    "Not every day.",
    "Less than before.",
    "No. It passed.",
    "No, it's fine now.",
    "Barely.",
    "[shakes head]",
    "No, not unless things get worse.",
    "Not if I can help it.",
    "Never again.",
    "No longer.",
    "Technically no.",
    "Yes.",
]


@pytest.mark.parametrize("said", UNCLEAR)
def test_whatever_is_not_a_plain_no_stays_raised_and_is_quoted(said):
    found = answer("suicide", ASKS, f"C: {said}")

    assert found.answer is RiskAnswer.RAISED
    assert any(said in sentence.text for sentence in found.sentences)
    assert all(SecondLook.RISK in sentence.second_look for sentence in found.sentences)


QUESTIONS_WHOSE_NO_DENIES_NOTHING = [
    "Have you told anyone about your suicidal thoughts?",
    "Have the thoughts of suicide stopped?",
    "Does your husband know that you think about suicide?",
    "What stops you from killing yourself?",
    "Would you tell me if you were thinking of killing yourself?",
    "Is it okay if I ask about suicide?",
    "Do you know why you want to die?",
    "Are the suicidal thoughts getting better?",
    "You're not thinking of killing yourself, are you?",
    "So no thoughts of suicide?",
    "Can you control the thoughts of ending your life?",
    "Any thoughts of suicide? And are you sleeping?",
    "Can you keep yourself safe tonight?",
    "Is life worth living?",
    "When did you last think about suicide?",
    "Do you think about suicide every day?",
    "Did the thoughts of dying go away?",
]


@pytest.mark.parametrize("question", QUESTIONS_WHOSE_NO_DENIES_NOTHING)
def test_a_no_to_another_kind_of_question_is_not_a_denial(question):
    assert answer("suicide", f"T: {question}", "C: No.").answer is RiskAnswer.RAISED


@pytest.mark.parametrize("reply", ["Well...", "I think so.", "Mostly.", "I don't want to talk about it."])
def test_a_no_that_does_not_survive_are_you_sure_is_raised(reply):
    found = answer("suicide", ASKS, "C: No.", "T: Are you sure?", f"C: {reply}")

    assert found.answer is RiskAnswer.RAISED
    assert any(reply.rstrip(".") in sentence.text for sentence in found.sentences)


def test_a_no_that_is_said_again_stands():
    assert (
        answer("suicide", ASKS, "C: No.", "T: Are you sure?", "C: Yes, I'm sure.").answer is RiskAnswer.DENIED
    )


def test_a_no_followed_by_but_is_raised():
    assert (
        answer("suicide", ASKS, "C: No.", "T: Mm-hmm.", "C: But I think about it.").answer
        is RiskAnswer.RAISED
    )


def test_an_answer_to_the_next_question_changes_nothing():
    lines = (ASKS, "C: No.", "T: How is your sleep?", "C: Well, bad.")

    assert answer("suicide", *lines).answer is RiskAnswer.DENIED


def test_one_later_sign_outweighs_a_denial_and_both_are_quoted():
    found = answer(
        "suicide", ASKS, "C: No.", "T: How was work?", "C: Everyone would be better off without me."
    )

    assert found.answer is RiskAnswer.RAISED
    assert "better off without me" in found.sentences[0].text
    assert "“No.”" in found.sentences[-1].text


@pytest.mark.parametrize(
    ("who", "said"), [(Speaker.UNKNOWN, "No."), (Speaker.OTHER, "No."), (Speaker.CLINICIAN, "No.")]
)
def test_only_the_client_can_deny(who, said):
    session = Transcript((Utterance("a", 0, Speaker.CLINICIAN, ASKS[3:]), Utterance("b", 1, who, said)))

    assert find_risk(session)[0].answer is RiskAnswer.RAISED


def test_a_no_that_was_not_heard_well_is_no_denial():
    words = (Word("No", 0.0, 0.4, 0.41),)
    question = Utterance("a", 0, Speaker.CLINICIAN, ASKS[3:])
    session = Transcript((question, Utterance("b", 1, Speaker.CLIENT, "No.", 0.0, 0.4, words)))

    found = find_risk(session)[0]

    assert found.answer is RiskAnswer.RAISED
    assert SecondLook.LOW_CONFIDENCE in found.sentences[0].second_look


def test_a_question_without_an_answer_is_raised():
    assert answer("suicide", ASKS).answer is RiskAnswer.RAISED
    assert answer("suicide", ASKS, "T: Let's move on.").answer is RiskAnswer.RAISED


@pytest.mark.parametrize(
    ("topic", "question"),
    [
        ("self_harm", "Are you thinking of hurting yourself?"),
        ("violence", "Any thoughts of hurting anyone else?"),
        ("means", "Do you have any guns at home?"),
        ("violence", "Any thoughts of hurting yourself or anyone else?"),
    ],
)
def test_each_topic_can_be_denied(topic, question):
    assert answer(topic, f"T: {question}", "C: No, I don't.").answer is RiskAnswer.DENIED


def test_no_guns_but_pills_is_no_denial():
    assert (
        answer("means", "T: Do you have any guns at home?", "C: No guns, but I kept the pills.").answer
        is RiskAnswer.RAISED
    )


def test_feeling_safe_is_denied_by_yes_and_raised_by_no():
    ask = "T: Do you feel safe at home?"

    assert answer("abuse", ask, "C: Yes, I do.").answer is RiskAnswer.DENIED
    assert answer("abuse", ask, "C: No.").answer is RiskAnswer.RAISED
    assert answer("abuse", ask, "C: Mostly.").answer is RiskAnswer.RAISED
    assert answer("abuse", ask, "C: Yes, when he's not there.").answer is RiskAnswer.RAISED
