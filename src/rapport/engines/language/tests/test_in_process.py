import json
import sys

import pytest

from rapport.engines.language import InProcessModel, LanguageModelUnavailable, UnusableAnswer
from rapport.engines.language.in_process import _content


def test_a_missing_file_is_said_and_nothing_is_loaded(tmp_path):
    model = InProcessModel(tmp_path / "gone.gguf", name="gone")

    with pytest.raises(LanguageModelUnavailable):
        model.complete("Write.", max_tokens=4)


def test_a_missing_package_is_said(tmp_path, monkeypatch):
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF")
    monkeypatch.setattr(InProcessModel, "installed", staticmethod(lambda: False))

    with pytest.raises(LanguageModelUnavailable, match="xllamacpp"):
        InProcessModel(file).complete("Write.", max_tokens=4)


def test_importing_the_engine_does_not_load_llama_or_a_network_library():
    code = (
        "import sys, rapport.engines.language; print([m for m in ('xllamacpp', 'httpx') if m in sys.modules])"
    )
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "answer",
    [
        {"choices": [{"message": {"content": "Hi."}}]},
        json.dumps({"choices": [{"message": {"content": "Hi."}}]}),
    ],
)
def test_the_text_is_taken_out_of_either_form(answer):
    assert _content(answer) == "Hi."


@pytest.mark.parametrize("answer", [{}, {"choices": []}, {"error": "no"}, "[]"])
def test_an_answer_without_text_is_unusable(answer):
    with pytest.raises(UnusableAnswer):
        _content(answer)
