import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.engines.grounding.tests.lines import transcript
from rapport.engines.interventions import Behaviour, behaviour, catalogue, find_interventions

SHOWN = [
    ("affirmation", "It took a lot of courage to say that to her."),
    ("summary", "Let me summarize what I've heard so far."),
    ("psychoeducation", "When you avoid the store, your brain learns that the store is dangerous."),
    ("information_with_permission", "Would it be okay if I shared some information about sleep?"),
    ("change_talk", "What are some reasons you might want to cut down?"),
    ("scaling", "On a scale of zero to ten, how ready are you?"),
    ("validation", "It makes sense that you were angry."),
    ("normalising", "A lot of people feel that way after a loss."),
    ("agenda", "What would you like to focus on today?"),
    ("cognitive_restructuring", "What is the evidence against that thought?"),
    ("cognitive_restructuring", "Let's fill in the thought record together."),
    ("behavioural_activation", "Let's schedule one pleasant activity for Saturday."),
    ("exposure", "Where would that go on your fear ladder?"),
    ("relaxation", "Let's do the box breathing together."),
    ("grounding_mindfulness", "Name five things you can see in the room."),
    ("problem_solving", "Let's brainstorm a few ways to handle rent."),
    ("safety_planning", "Let's update your safety plan and who you would call."),
    ("homework_review", "How did the homework go?"),
    ("homework_setting", "Would you be willing to write three thoughts down this week?"),
    ("goal_setting", "What is a realistic goal for the month?"),
    ("role_play", "Let's role-play the talk with your manager."),
    ("sleep", "Keep the same bedtime every night."),
    ("values_acceptance", "What really matters to you in your life?"),
    ("coping_skills", "Which coping skills have you used?"),
]


def named(*lines):
    return {one.key for one in find_interventions(transcript(*lines))}


@pytest.mark.parametrize(("key", "said"), SHOWN)
def test_a_technique_is_named_with_the_line_that_shows_it(key, said):
    found = {one.key: one for one in find_interventions(transcript("C: Hello.", f"T: {said}"))}

    assert key in found
    assert found[key].evidence[0].quote == said


@pytest.mark.parametrize(("key", "said"), SHOWN)
def test_the_same_words_of_the_client_name_nothing(key, said):
    assert named(f"C: {said}") == set()


@pytest.mark.parametrize(
    "said",
    [
        "Mm-hmm.",
        "Okay, see you at ten.",
        "Did the bus come?",
        "I have a new office.",
        "Cut the cake.",
        "Good morning.",
    ],
)
def test_small_talk_names_nothing(said):
    assert named(f"T: {said}") == set()


def test_one_open_question_is_no_technique_and_three_are():
    asks = ["T: What happened then?", "T: How did that feel?", "T: Tell me more about her."]

    assert "open_question" not in named(asks[0])
    assert "open_question" in named(asks[0], "C: We argued.", asks[1], "C: Bad.", asks[2])


@pytest.mark.parametrize(
    ("said", "before", "expected"),
    [
        ("so what was that like for you?", "", Behaviour.OPEN_QUESTION),
        ("tell me about your week.", "", Behaviour.OPEN_QUESTION),
        ("did you sleep?", "", Behaviour.CLOSED_QUESTION),
        ("how many drinks was it?", "", Behaviour.CLOSED_QUESTION),
        ("it sounds like you felt alone.", "", Behaviour.REFLECTION),
        ("you walked home in the rain.", "i walked home in the rain", Behaviour.REFLECTION),
        ("on the one hand you love it, and on the other hand it costs you.", "", Behaviour.REFLECTION),
        ("smoking makes it harder for the lungs to heal.", "", Behaviour.INPUT),
        ("mm-hmm.", "", Behaviour.OTHER),
        ("okay.", "", Behaviour.OTHER),
    ],
)
def test_what_a_sentence_does_is_told_by_its_form(said, before, expected):
    assert behaviour(said, before) is expected


@pytest.mark.parametrize(
    "said",
    [
        "you wrote on the form that you smoke.",
        "you need to take it every day.",
        "you could ride your bike there.",
        "you want to open your mouth for me.",
        "it looks like one of those viruses.",
        "you know, it is the best way to get your balance back.",
        "so it sounds like you were-",
        "so what i'm hearing is",
        "you want to look different, or?",
        "the store.",
    ],
)
def test_telling_advising_and_breaking_off_are_no_reflection(said):
    assert behaviour(said, "i went to the store") is not Behaviour.REFLECTION


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("grounding_mindfulness", "Just be mindful of what you write."),
        ("information_with_permission", "Can I suggest that you come back in two weeks?"),
        ("normalising", "Colds like this are very common."),
        ("normalising", "Your blood pressure is normal."),
        ("validation", "I can see that the damage is on this side."),
        ("validation", "That is really hard on your lungs."),
        ("problem_solving", "If you run into anything, then we can problem-solve."),
        ("safety_planning", "I will give you some pills for the pain."),
        ("goal_setting", "Congratulations on taking this first step toward quitting."),
        ("relaxation", "Breathe in for me while I listen."),
        ("affirmation", "I appreciate you coming in."),
        ("change_talk", "Where does this leave you in terms of how you feel?"),
    ],
)
def test_words_that_only_resemble_a_technique_do_not_name_it(key, said):
    assert key not in named(f"T: {said}")


def test_what_is_good_and_bad_about_a_habit_is_asked_and_not_called_change_talk():
    found = named("T: What are some of the good things about smoking?")

    assert "decisional_balance" in found
    assert "change_talk" not in found


def test_no_more_than_five_lines_are_named():
    lines = [f"T: What happened on day {day}?" for day in range(9)]

    (found,) = [one for one in find_interventions(transcript(*lines)) if one.key == "open_question"]

    assert len(found.evidence) == 5


def test_another_language_names_nothing():
    assert find_interventions(transcript("T: On a scale of 1 to 10?", language="es")) == ()


def test_every_key_of_the_catalogue_is_its_own():
    keys = [row.key for row in catalogue()]

    assert len(keys) == len(set(keys)) >= 20


@given(st.lists(st.text(max_size=80), max_size=5))
def test_evidence_always_stands_in_the_clinicians_words(said):
    session = transcript(*(f"{'TC'[n % 2]}: {text}" for n, text in enumerate(said)))
    clinician = {one.ref: one.text for one in session.utterances[::2]}

    for found in find_interventions(session):
        for span in found.evidence:
            assert clinician[span.ref][span.start : span.end] == span.quote
