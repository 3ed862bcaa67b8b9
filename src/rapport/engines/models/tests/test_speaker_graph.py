import numpy as np
import pytest

from rapport.engines.models.speaker_graph import HIDDEN, ParityFailed, check_parity, convert, parity_input
from rapport.engines.models.tests.builders import write_torch_file


def made_up_weights():
    rng = np.random.default_rng(7)
    state = {"linear.weight": rng.normal(size=(256, 256)) / 16, "linear.bias": rng.normal(size=256) / 16}
    for n, size in enumerate((40, 256, 256)):
        state[f"lstm.weight_ih_l{n}"] = rng.normal(size=(1024, size)) / 16
        state[f"lstm.weight_hh_l{n}"] = rng.normal(size=(1024, 256)) / 16
        state[f"lstm.bias_ih_l{n}"] = rng.normal(size=1024) / 16
        state[f"lstm.bias_hh_l{n}"] = rng.normal(size=1024) / 16
    return {name: array.astype(np.float32) for name, array in state.items()}


def reference(state, mels):
    """The network as its authors describe it, in plain numpy, for one input of (frames, 40)."""
    sigmoid = lambda x: 1 / (1 + np.exp(-x))  # noqa: E731 - a formula
    rows = mels
    for n in range(3):
        h = c = np.zeros(256)
        out = []
        for row in rows:
            gates = state[f"lstm.weight_ih_l{n}"] @ row + state[f"lstm.bias_ih_l{n}"]
            gates = gates + state[f"lstm.weight_hh_l{n}"] @ h + state[f"lstm.bias_hh_l{n}"]
            i, f, g, o = np.split(gates, 4)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
            out.append(h)
        rows = np.array(out)
    dense = np.maximum(0, state["linear.weight"] @ rows[-1] + state["linear.bias"])
    return dense / np.linalg.norm(dense)


def test_the_converted_graph_gives_what_the_published_network_gives(tmp_path):
    state = made_up_weights()
    write_torch_file(tmp_path / "encoder.pt", state)
    convert(tmp_path / "encoder.pt", tmp_path / "encoder.onnx")
    expected = reference(state, parity_input()[0])
    assert check_parity(tmp_path / "encoder.onnx", tuple(expected)) < 1e-5


def test_a_graph_that_differs_is_refused(tmp_path):
    write_torch_file(tmp_path / "encoder.pt", made_up_weights())
    convert(tmp_path / "encoder.pt", tmp_path / "encoder.onnx")
    with pytest.raises(ParityFailed):
        check_parity(tmp_path / "encoder.onnx", (0.5,) * HIDDEN)
