from types import SimpleNamespace

import pytest

from rapport.engines.kinds import Speaker, Word
from rapport.engines.speech.recognise import Language, settled, whole_words
from rapport.engines.speech.roles import guess, match_voice
from rapport.engines.speech.speakers import VoicedWord
from rapport.engines.speech.utterances import Passage, interleaved, passages, utterances


def said(text, *, start=0.0, step=0.4):
    return [Word(word, start + n * step, start + n * step + 0.3, 0.9) for n, word in enumerate(text.split())]


def voiced(text, voice, *, start=0.0):
    return [VoicedWord(word, voice) for word in said(text, start=start)]


def test_an_utterance_ends_where_the_speaker_changes_or_pauses():
    words = [
        *voiced("How are you?", 0),
        *voiced("Tired.", 1, start=1.5),
        *voiced("Very tired.", 1, start=6.0),
    ]
    found = utterances(passages(words, pause=1.5), (Speaker.CLINICIAN, Speaker.CLIENT))
    assert [(u.ref, u.index, u.speaker, u.text) for u in found] == [
        ("u0001", 0, Speaker.CLINICIAN, "How are you?"),
        ("u0002", 1, Speaker.CLIENT, "Tired."),
        ("u0003", 2, Speaker.CLIENT, "Very tired."),
    ]
    assert (found[2].start, found[2].end) == (6.0, 6.7)
    assert " ".join(word.text for word in found[0].words) == found[0].text


def test_a_long_monologue_is_cut_at_a_sentence_end():
    text = " ".join(["and then nothing happened for days."] * 40)
    parts = passages(voiced(text, 1), pause=1.5)
    assert len(parts) > 1
    assert all(part.text.endswith(".") for part in parts)
    assert all(part.end - part.start < 50 for part in parts)


def test_channels_are_interleaved_without_cutting_words_apart():
    left = said("I told him that I would not come back to the house", start=0.0)
    right = [*said("Mm-hm.", start=2.0), *said("What did he say?", start=6.0)]
    parts = interleaved([left, right], pause=1.5)
    assert [(part.voice, part.text) for part in parts] == [
        (0, "I told him that I would not come back to the house"),
        (1, "Mm-hm."),
        (1, "What did he say?"),
    ]


def test_pieces_of_one_word_are_joined_with_the_lower_probability():
    pieces = [
        SimpleNamespace(word=" PHQ", start=1.0, end=1.2, probability=0.9),
        SimpleNamespace(word="-9", start=1.2, end=1.5, probability=0.6),
        SimpleNamespace(word=" ", start=1.5, end=1.5, probability=0.1),
        SimpleNamespace(word=" fourteen.", start=1.6, end=2.0, probability=0.8),
    ]
    words = whole_words(pieces)
    assert [word.text for word in words] == ["PHQ-9", "fourteen."]
    assert (words[0].start, words[0].end, words[0].probability) == (1.0, 1.5, 0.6)


@pytest.mark.parametrize(
    ("heard", "before", "language"),
    [(("es", 0.95), "en", "es"), (("cy", 0.4), "es", "es"), (("cy", 0.4), None, "en")],
)
def test_an_unsure_language_is_that_of_the_window_before_or_english(heard, before, language):
    assert settled(Language(*heard), before) == language


MAYA = """How have you been since our last session? What was that like for you? It sounds like you
were alone with it. Can you tell me more about your sleep? Would it be okay if we looked at your record?"""
LUIS = """I was tired all week and I could not get up. My manager keeps calling me and I just freeze. I told
myself that I am useless, and then I stayed in bed. I did the record twice. My sister came and I cooked for
her, and I slept a little better after that, I think."""


@pytest.mark.parametrize("first", ["clinician", "client"])
def test_the_clinician_is_guessed_from_questions_and_pronouns(first):
    texts = (MAYA, LUIS) if first == "clinician" else (LUIS, MAYA)
    voice, roles = guess([Passage(n, tuple(said(text, start=100.0 * n))) for n, text in enumerate(texts)])
    assert voice == (0 if first == "clinician" else 1)
    assert roles.confidence > 0.9
    assert "asks more questions" in roles.reasons


def test_two_voices_that_talk_alike_give_no_confidence():
    parts = [Passage(n, tuple(said("Well, I think so.", start=5.0 * n))) for n in (0, 1)]
    assert guess(parts)[1].confidence < 0.6


def test_the_enrolled_voice_decides_when_it_clearly_matches():
    import numpy as np

    centres = np.eye(2, 256, dtype=np.float32)
    enrolled = np.zeros(256, np.float32)
    enrolled[1] = 1.0
    assert match_voice(centres, tuple(enrolled))[0] == 1
    enrolled[0] = 1.0
    assert match_voice(centres, tuple(enrolled)) is None
