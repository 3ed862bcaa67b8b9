import json

import pytest

from rapport.engines.grounding.tests.lines import transcript
from rapport.engines.language import InProcessModel, propose
from rapport.engines.models import ModelError, default_models_dir, require

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def model():
    pytest.importorskip("xllamacpp")
    try:
        found = require("qwen-0.5b", default_models_dir())
    except ModelError:
        pytest.skip("the language model qwen-0.5b is not installed")
    return InProcessModel(found.path / "qwen.gguf", name="qwen-0.5b")


def test_the_same_prompt_has_the_same_answer(model):
    asked = [model.complete("Say one word.", max_tokens=8) for _ in range(2)]

    assert asked[0] == asked[1]
    assert asked[0].strip()


def test_a_schema_shapes_the_answer(model):
    schema = {"type": "object", "properties": {"yes": {"type": "boolean"}}, "required": ["yes"]}

    answer = json.loads(model.complete("Is water wet? Answer in JSON.", max_tokens=24, schema=schema))

    assert set(answer) == {"yes"}


def test_a_stop_ends_the_answer(model):
    assert "b" not in model.complete("Repeat exactly: a b c", max_tokens=16, stop=("b",))


def test_an_exchange_gives_one_line_or_nothing(model):
    session = transcript("T: How was the week?", "C: I argued with my sister about the car.")

    found = propose(session.utterances, model)

    assert found is None or len(found.text.splitlines()) == 1
