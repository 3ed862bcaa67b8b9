import numpy as np
import pytest

from rapport.engines.models.tests.builders import write_torch_file
from rapport.engines.models.torch_file import UnreadableTorchFile, read_state

TENSORS = {
    "weight": np.arange(12, dtype=np.float32).reshape(3, 4),
    "turned": np.arange(6, dtype=np.float32).reshape(2, 3),
    "bias": np.array([1.5, -2.5], dtype=np.float32),
}


def test_tensors_are_read_without_torch(tmp_path):
    write_torch_file(tmp_path / "model.pt", TENSORS)
    state = read_state(tmp_path / "model.pt", "model_state")
    assert set(state) == set(TENSORS)
    for name, expected in TENSORS.items():
        np.testing.assert_array_equal(state[name], expected)


def test_a_file_that_names_a_function_is_refused_before_anything_runs(tmp_path):
    write_torch_file(tmp_path / "model.pt", TENSORS, evil=True)
    with pytest.raises(UnreadableTorchFile, match=r"os\.system"):
        read_state(tmp_path / "model.pt", "model_state")


@pytest.mark.parametrize("keep", [0, 10, 60, 400, -4])
def test_a_file_that_was_cut_off_is_refused(tmp_path, keep):
    path = tmp_path / "model.pt"
    write_torch_file(path, TENSORS)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(UnreadableTorchFile):
        read_state(path, "model_state")


def test_another_kind_of_file_is_refused(tmp_path):
    path = tmp_path / "model.pt"
    path.write_bytes(b"PK\x03\x04 a zip")
    with pytest.raises(UnreadableTorchFile):
        read_state(path, "model_state")
