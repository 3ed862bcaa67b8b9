import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.engines.grounding import FailureCode, check, measure_text
from rapport.engines.grounding.tests.lines import judge, transcript, whole_lines
from rapport.engines.kinds import (
    DraftSentence,
    MeasureFact,
    SentenceKind,
    SessionContext,
    SourceKind,
    Span,
)

SAID = "C: I have not started the sertraline."
FACT = MeasureFact("m1", "PHQ-9", "2026-03-02", 14, 27, "moderate", 17, "2026-02-02")


def codes(verdict):
    return {failure.code for failure in verdict.failures}


def test_a_sentence_without_evidence_is_refused():
    verdict = check(DraftSentence("Client slept.", SentenceKind.REPORTED, ()), transcript("C: I slept."))

    assert codes(verdict) == {FailureCode.NO_EVIDENCE}


@pytest.mark.parametrize(
    ("span", "code"),
    [
        (Span(SourceKind.UTTERANCE, "u9", 0, 5, "I sle"), FailureCode.NO_EVIDENCE),
        (Span(SourceKind.NOTE, "u0", 0, 5, "I sle"), FailureCode.NO_EVIDENCE),
        (Span(SourceKind.UTTERANCE, "u0", 0, 5, "I ate"), FailureCode.EVIDENCE_MISMATCH),
        (Span(SourceKind.UTTERANCE, "u0", 0, 99, "I slept."), FailureCode.EVIDENCE_MISMATCH),
        (Span(SourceKind.UTTERANCE, "u0", -8, 8, "I slept."), FailureCode.EVIDENCE_MISMATCH),
    ],
)
def test_evidence_that_does_not_stand_there_is_refused(span, code):
    sentence = DraftSentence("Client said they slept.", SentenceKind.REPORTED, (span,))

    assert codes(check(sentence, transcript("C: I slept."))) == {code}


def test_nothing_is_drafted_from_an_unknown_speaker():
    assert codes(judge("U: I slept.", "Client said they slept.")) == {FailureCode.SPEAKER}


def test_another_persons_words_are_not_the_clients():
    assert FailureCode.SPEAKER in codes(judge("O: Dana drinks wine.", "Client said Dana drinks wine."))


def test_a_span_that_cuts_off_the_not_is_read_with_its_whole_clause():
    session = transcript(SAID)
    text = session.utterances[0].text
    at = text.index("started")
    span = Span(SourceKind.UTTERANCE, "u0", at, len(text), text[at:])
    sentence = DraftSentence("Client started the sertraline.", SentenceKind.REPORTED, (span,))

    assert FailureCode.NEGATION in codes(check(sentence, session))


def test_in_another_language_only_quotations_pass():
    line = "C: No duermo nada."

    assert codes(judge(line, "Client reported no sleep.", language="es")) == {FailureCode.LANGUAGE}
    assert judge(line, "Client said, “No duermo nada.”", kind=SentenceKind.QUOTED, language="es").ok


def test_a_quoted_sentence_may_be_the_bare_words():
    assert judge(SAID, "I have not started the sertraline.", kind=SentenceKind.QUOTED).ok
    assert not judge(SAID, "I have started the sertraline.", kind=SentenceKind.QUOTED).ok


def test_a_medicine_of_the_clients_own_list_is_known_as_one():
    context = SessionContext(medications=("Zyxoril 20 mg",))

    verdict = judge("C: I take my pills.", "Client said they take their Zyxoril.", context=context)

    assert FailureCode.MEDICATION in codes(verdict)


def test_the_topic_of_a_question_must_have_been_asked_about():
    lines = ("T: How about alcohol?", "C: Two glasses on Sunday.")
    answer = "client answered, “Two glasses on Sunday.”"

    assert judge(lines, f"Asked about alcohol, {answer}").ok
    assert FailureCode.NEW_WORDS in codes(judge(lines, f"Asked about cannabis, {answer}"))


def test_the_clinicians_own_sentence_is_theirs():
    assert check(DraftSentence("Euthymic.", SentenceKind.FROM_CLINICIAN, ()), transcript("C: Hi.")).ok


def measured(text):
    source = measure_text(FACT)
    span = Span(SourceKind.MEASURE, "m1", 0, len(source), source)
    sentence = DraftSentence(text, SentenceKind.FROM_MEASURE, (span,))
    return check(sentence, transcript("C: Hi."), context=SessionContext(measures=(FACT,)))


@pytest.mark.parametrize(
    "text",
    [
        "PHQ-9 on 2026-03-02: 14 of 27 (moderate), previous 17 on 2026-02-02.",
        "PHQ-9 score was 14/27 (moderate), down from 17.",
        "PHQ-9: 14, down 3 points from 17.",
    ],
)
def test_a_score_as_the_chart_holds_it_passes(text):
    assert measured(text).ok, codes(measured(text))


@pytest.mark.parametrize(
    "text",
    [
        "PHQ-9 score was 17/27 (moderate), down from 14.",
        "PHQ-9 score was 14/27 (moderate), up from 17.",
        "PHQ-9 score was 14/27 (severe).",
        "PHQ-9 score was 15/27 (moderate).",
        "PHQ-9 score was 14/27, depression is improving.",
        "PHQ-9 score was 14/27, previously 16.",
        "GAD-7 score was 14/27.",
    ],
)
def test_a_score_with_one_changed_thing_is_refused(text):
    assert not measured(text).ok


@given(
    st.sampled_from(
        [
            "not",
            "never",
            "no",
            "without",
            "only",
            "maybe",
            "nobody",
            "if",
            "yesterday",
            "seven",
            "Anna",
            "Zoloft",
            "almost",
        ]
    ),
    st.integers(2, 8),
)
def test_no_word_of_weight_can_be_slipped_in(word, at):
    parts = ["Client", "said", "they", "told", "their", "sister", "about", "the", "new", "job."]
    changed = " ".join([*parts[:at], word, *parts[at:]])

    assert not judge("C: I told my sister about the new job.", changed).ok


@given(st.text(max_size=60))
def test_any_text_gets_a_verdict(text):
    session = transcript(SAID)

    verdict = check(DraftSentence(text, SentenceKind.WORDED_BY_MODEL, whole_lines(session)), session)

    assert verdict.ok == (not verdict.failures)
