import re

import pytest

from rapport.engines.models import NoSuchModel, find, manifest


@pytest.mark.parametrize("model", manifest(), ids=lambda model: model.key)
def test_every_model_is_pinned_and_licensed(model):
    assert model.revision
    assert model.licence in {"MIT", "Apache-2.0"}
    assert model.licence_source.startswith("https://")
    assert model.files
    for file in model.files:
        assert re.fullmatch(r"[0-9a-f]{64}", file.sha256), file.name
        assert file.bytes > 0


@pytest.mark.parametrize("model", manifest(), ids=lambda model: model.key)
def test_every_model_can_be_had_from_the_hub_or_from_pinned_packages(model):
    assert model.hub or model.packages
    named = {package.name for package in model.packages}
    for package in model.packages:
        assert re.fullmatch(r"[0-9a-f]{64}", package.sha256), package.name
    for file in model.files:
        assert {part.split(":")[0] for part in file.parts} <= named
        assert bool(file.parts) == bool(named)


def test_the_default_set_is_small_enough_for_a_laptop():
    chosen = [model for model in manifest() if model.default]
    assert [model.key for model in chosen] == ["whisper-base", "speaker-encoder"]
    assert sum(model.bytes for model in chosen) < 200_000_000


def test_the_weights_identify_a_model():
    assert find("whisper-base").main_file.name == "model.bin"
    assert find("speaker-encoder").main_file.sha256.startswith("39373b86598fa3da")


def test_an_unknown_model_is_answered_with_the_known_ones():
    with pytest.raises(NoSuchModel, match="whisper-base"):
        find("whisper-huge")
