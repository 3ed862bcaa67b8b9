"""`rapport scribe`: the engines without a server, behind one plain question."""

import json

import pytest

from rapport.engines.sample import session as sample
from rapport.engines.transcripts import render

SPANISH = """Therapist: ¿Cómo estuvo tu semana? Cuéntame qué pasó con el trabajo y con tu familia.
Client: Pues muy mal, la verdad, no duermo y estoy muy cansada de todo esto que pasa en la casa.
"""


@pytest.fixture
def transcript(tmp_path):
    file = tmp_path / "session.vtt"
    file.write_text(render(sample.reference(), "vtt"))
    return file


@pytest.fixture
def models(tmp_path, monkeypatch):
    """A model whose files are there but empty: reading the audio fails before it is opened."""
    from rapport.engines.speech import SpeechModels

    found = SpeechModels("whisper-base", tmp_path, "0" * 64, None)
    monkeypatch.setattr(SpeechModels, "from_dir", lambda *_args, **_options: found)


def test_without_the_word_that_everyone_agreed_nothing_is_read(say, tmp_path):
    status, printed, said = say("scribe", tmp_path / "is-not-even-there.txt")
    assert (status, printed) == (1, "")
    assert "Nothing was read" in said


@pytest.mark.parametrize("form", ["soap", "dap", "birp", "girp", "pie"])
def test_each_format_is_drafted_with_its_evidence(say, transcript, form):
    status, printed, said = say("scribe", transcript, "--format", form, "--consent-confirmed")
    assert status == 0
    assert f"Draft ({form.upper()})" in printed
    assert "**Suicide**: raised" in printed
    assert "; u00" in printed
    assert "plain text" in said


def test_json_holds_every_sentence_with_the_words_it_rests_on(say, transcript):
    _, printed, _ = say("scribe", transcript, "--output", "json", "--consent-confirmed")
    draft = json.loads(printed)
    sentences = [one for section in draft["sections"] for one in section["sentences"]]
    assert len(sentences) > 5
    assert all(span["quote"] for one in sentences for span in one["evidence"])


def test_in_another_language_it_says_that_risk_was_not_looked_for(say, tmp_path):
    file = tmp_path / "session.txt"
    file.write_text(SPANISH)
    _, printed, _ = say("scribe", file, "--consent-confirmed")
    assert "Risk was not looked for" in printed
    assert "not asked" not in printed
    assert "denied" not in printed


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("nothing.txt", b"", "empty"),
        ("nothing.wav", b"", "empty"),
        ("letter.wav", b"Dear Sir or Madam", "wav, mp3, m4a"),
        ("broken.json", b'{"segments": [', "json"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(say, tmp_path, models, name, content, why):
    file = tmp_path / name
    file.write_bytes(content)
    status, printed, said = say("scribe", file, "--consent-confirmed")
    assert (status, printed) == (1, "")
    assert why.lower() in said.lower()
    assert "Traceback" not in said


def test_without_a_model_it_says_how_to_install_one(say, tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_MODELS", str(tmp_path))
    status, _, said = say("scribe", sample.audio_path(), "--consent-confirmed")
    assert (status, "rapport models install" in said) == (1, True)
