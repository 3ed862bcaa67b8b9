"""The models that are installed on this machine are the ones that the manifest names."""

import pytest

from rapport.engines.models import default_models_dir, installed, manifest, verify

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("model", manifest(), ids=lambda model: model.key)
def test_an_installed_model_is_whole(model):
    if model.key not in installed(default_models_dir()):
        pytest.skip(f"not installed: rapport models install {model.key}")
    assert verify(model.key, default_models_dir()).sha256 == model.main_file.sha256
