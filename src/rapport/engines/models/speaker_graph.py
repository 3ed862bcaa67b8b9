"""Turns the published speaker encoder (a torch file) into an ONNX graph, once, and proves the result.

The network, as its authors publish it (resemble-ai/Resemblyzer, voice_encoder.py): three LSTM layers
of 256 over mel frames, the last hidden state, a linear layer, ReLU, and division by the L2 norm.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rapport.engines.models.errors import ModelError
from rapport.engines.models.torch_file import read_state

VERSION = "1"
"""Names this converter in the manifest and in receipts; raise it when the graph changes."""

LAYERS, HIDDEN, MELS = 3, 256, 40
_OPSET, _IR = 17, 8
_TOLERANCE = 1e-4


class ParityFailed(ModelError):
    """The converted model does not give the embedding that the published one gives."""


def convert(source: Path, target: Path) -> None:
    """This will write the ONNX graph for the torch file at ``source`` to ``target``."""
    import onnx

    state = read_state(source, "model_state")
    onnx.save_model(_model(state), str(target))


def parity_input(*, frames: int = 160) -> npt.NDArray[np.float32]:
    """Give the synthetic mel input of the parity vector: (1, frames, 40), made by formula."""
    t = np.arange(frames, dtype=np.float64)[:, None]
    m = np.arange(MELS, dtype=np.float64)[None, :]
    power = 0.02 * (1 + np.sin(t / 7 + m / 3)) * np.exp(-m / 12) * (1 + 0.5 * np.cos(t / 29))
    return power.astype(np.float32)[None]


def check_parity(model: Path, expected: tuple[float, ...]) -> float:
    """Give the largest difference to the ``expected`` embedding (its leading numbers, unit length).

    Raises:
        ParityFailed: the difference is larger than 1e-4, or the model gives another shape.
    """
    import onnxruntime

    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    got = np.asarray(session.run(None, {"mels": parity_input()})[0])
    if got.shape != (1, HIDDEN) or not expected:
        raise ParityFailed("The converted speaker encoder has another shape than the published one.")
    difference = float(np.abs(got[0, : len(expected)] - np.asarray(expected)).max())
    if difference > _TOLERANCE:
        raise ParityFailed("The converted speaker encoder does not agree with the published one.")
    return difference


def _gates(block: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """Reorder torch's gates (input, forget, cell, output) to ONNX's (input, output, forget, cell)."""
    i, f, c, o = np.split(block, 4, axis=0)
    return np.concatenate([i, o, f, c], axis=0).astype(np.float32)


def _layer(state: dict[str, npt.NDArray[Any]], n: int) -> dict[str, npt.NDArray[np.float32]]:
    biases = np.concatenate([_gates(state[f"lstm.bias_{side}_l{n}"]) for side in ("ih", "hh")])
    return {
        f"w{n}": _gates(state[f"lstm.weight_ih_l{n}"])[None],
        f"r{n}": _gates(state[f"lstm.weight_hh_l{n}"])[None],
        f"b{n}": biases[None],
    }


def _model(state: dict[str, npt.NDArray[Any]]) -> Any:
    from onnx import TensorProto, checker, helper, numpy_helper

    weights: dict[str, npt.NDArray[Any]] = {
        "linear_w": state["linear.weight"].astype(np.float32),
        "linear_b": state["linear.bias"].astype(np.float32),
        "axis": np.array([1], dtype=np.int64),
        "first": np.array([0], dtype=np.int64),
    }
    nodes = [helper.make_node("Transpose", ["mels"], ["x0"], perm=[1, 0, 2])]
    for n in range(LAYERS):
        weights |= _layer(state, n)
        nodes.append(
            helper.make_node(
                "LSTM", [f"x{n}", f"w{n}", f"r{n}", f"b{n}"], [f"y{n}", f"h{n}"], hidden_size=HIDDEN
            )
        )
        nodes.append(helper.make_node("Squeeze", [f"y{n}", "axis"], [f"x{n + 1}"]))
    nodes += [
        helper.make_node("Squeeze", [f"h{LAYERS - 1}", "first"], ["last"]),
        helper.make_node("Gemm", ["last", "linear_w", "linear_b"], ["dense"], transB=1),
        helper.make_node("Relu", ["dense"], ["positive"]),
        helper.make_node("ReduceL2", ["positive"], ["length"], axes=[1], keepdims=1),
        helper.make_node("Div", ["positive", "length"], ["embedding"]),
    ]
    graph = helper.make_graph(
        nodes,
        "speaker_encoder",
        [helper.make_tensor_value_info("mels", TensorProto.FLOAT, ["batch", "frames", MELS])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", HIDDEN])],
        [numpy_helper.from_array(array, name) for name, array in weights.items()],
    )
    opset = [helper.make_opsetid("", _OPSET)]
    model = helper.make_model(graph, opset_imports=opset, producer_name="rapport", producer_version=VERSION)
    model.ir_version = _IR
    checker.check_model(model)
    return model
