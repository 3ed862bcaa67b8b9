"""Reads the tensors of a legacy torch file into numpy, without torch and without running what is inside.

A torch file is a pickle, and a pickle may name any function to call. This reader knows four names,
all of which only describe tensors; any other name is refused. What it does not do: compressed
(zip) torch files, sparse or quantised tensors.
"""

from __future__ import annotations

import collections
import io
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from rapport.engines.models.errors import ModelError

_MAGIC = 0x1950A86A20F9469CFC6C
_PROTOCOL = 1001
_TYPES = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}


class UnreadableTorchFile(ModelError):
    """The file is not a legacy torch file that holds nothing but plain tensors."""


@dataclass
class _Storage:
    """Raw numbers that tensors look into; filled after the pickles have been read."""

    dtype: np.dtype[Any]
    length: int
    values: npt.NDArray[Any] | None = None


@dataclass
class _View:
    """A tensor as the file describes it: where it starts in its storage, its shape and steps."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    steps: tuple[int, ...]

    def array(self) -> npt.NDArray[Any]:
        """Give the numbers as an array of their own; the span is checked before it is read."""
        values = self.storage.values
        last = self.offset + sum((n - 1) * s for n, s in zip(self.shape, self.steps, strict=True))
        if values is None or self.offset < 0 or last >= len(values) or min((*self.shape, 1)) < 1:
            raise UnreadableTorchFile("A tensor lies outside the numbers that the file holds.")
        item = values.itemsize
        strides = tuple(step * item for step in self.steps)
        return np.lib.stride_tricks.as_strided(values[self.offset :], self.shape, strides).copy()


def _rebuild(storage: _Storage, offset: int, shape: Any, steps: Any, *_unused: Any) -> _View:
    return _View(storage, int(offset), tuple(map(int, shape)), tuple(map(int, steps)))


class _Reader(pickle.Unpickler):
    """Unpickles tensors and plain containers; everything else is refused by name."""

    def __init__(self, file: BinaryIO, storages: dict[str, _Storage]) -> None:
        super().__init__(file)
        self._storages = storages

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild
        if module == "torch" and name in _TYPES:
            return _TYPES[name]
        raise UnreadableTorchFile(f"The file asks for {module}.{name}, which a plain model does not need.")

    def persistent_load(self, pid: Any) -> _Storage:
        kind, dtype, key, _place, length, *_view = pid
        if kind != "storage" or not isinstance(dtype, np.dtype):
            raise UnreadableTorchFile("The file holds something that is no tensor.")
        return self._storages.setdefault(str(key), _Storage(dtype, int(length)))


def read_state(path: Path, name: str) -> dict[str, npt.NDArray[Any]]:
    """Give the named group of tensors (for example ``model_state``) of the torch file at ``path``.

    Raises:
        UnreadableTorchFile: the file is cut off, of another kind, or names anything but tensors.
    """
    with path.open("rb") as file:
        try:
            return _read(file, name)
        except (EOFError, pickle.UnpicklingError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise UnreadableTorchFile("The file is not a complete torch file.") from error


def _read(file: BinaryIO, name: str) -> dict[str, npt.NDArray[Any]]:
    storages: dict[str, _Storage] = {}
    if _Reader(file, {}).load() != _MAGIC or _Reader(file, {}).load() != _PROTOCOL:
        raise UnreadableTorchFile("The file is not a legacy torch file.")
    if not _Reader(file, {}).load().get("little_endian"):
        raise UnreadableTorchFile("The file was written on a machine with another byte order.")
    content = _Reader(file, storages).load()
    for key in _Reader(file, {}).load():
        storages[str(key)].values = _numbers(file, storages[str(key)])
    return {key: view.array() for key, view in content[name].items() if isinstance(view, _View)}


def _numbers(file: BinaryIO, storage: _Storage) -> npt.NDArray[Any]:
    length = int.from_bytes(file.read(8), "little")
    if length != storage.length:
        raise UnreadableTorchFile("A tensor is not as long as the file says.")
    raw = io.BytesIO(file.read(length * storage.dtype.itemsize)).getvalue()
    if len(raw) != length * storage.dtype.itemsize:
        raise UnreadableTorchFile("The file ends early.")
    return np.frombuffer(raw, storage.dtype)
