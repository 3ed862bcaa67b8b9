"""Reads ``manifest.toml`` into frozen values. Nothing here touches a model file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rapport.engines.models.errors import NoSuchModel


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model and what it must hash to.

    ``parts`` name where its bytes lie in packages (``package:path in the archive``), in order;
    ``matches_upstream`` says that the hash was also found in public manifests of the publisher's file.
    """

    name: str
    bytes: int
    sha256: str
    matches_upstream: bool
    upstream_name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A registry package that carries parts of a model: a transport, pinned by hash, never imported."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a downloaded file becomes the one that runs, and the numbers that prove it did."""

    source: str
    target: str
    converter: str
    version: str
    parity: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A model that Rapport can use. ``hub`` says whether the upstream name is a model hub repository."""

    key: str
    purpose: str
    licence: str
    licence_source: str
    upstream: str
    revision: str
    hub: bool
    default: bool
    note: str
    files: tuple[ModelFile, ...]
    packages: tuple[Package, ...]
    conversion: Conversion | None

    @property
    def bytes(self) -> int:
        """The size of what is downloaded, in bytes."""
        return sum(file.bytes for file in self.files)

    @property
    def main_file(self) -> ModelFile:
        """The file with the weights; its hash identifies the model in the AI ledger."""
        return max(self.files, key=lambda file: file.bytes)


@cache
def manifest() -> tuple[Model, ...]:
    """Give every model of the manifest, in its order."""
    text = resources.files("rapport.engines.models").joinpath("manifest.toml").read_text("utf-8")
    return tuple(_model(row) for row in tomllib.loads(text)["model"])


def find(key: str) -> Model:
    """Give the model named ``key``.

    Raises:
        NoSuchModel: the manifest has none of that name; the text lists those it has.
    """
    for model in manifest():
        if model.key == key:
            return model
    names = ", ".join(model.key for model in manifest())
    raise NoSuchModel(f"There is no model named {key}. The manifest knows: {names}.")


def _model(row: dict[str, Any]) -> Model:
    plain = {k: v for k, v in row.items() if k not in {"file", "package", "conversion"}}
    conversion = row.get("conversion")
    return Model(
        **plain,
        files=tuple(_file(f) for f in row["file"]),
        packages=tuple(Package(**p) for p in row.get("package", [])),
        conversion=Conversion(**{**conversion, "parity": tuple(conversion["parity"])})
        if conversion
        else None,
    )


def _file(row: dict[str, Any]) -> ModelFile:
    return ModelFile(
        name=row["name"],
        bytes=row["bytes"],
        sha256=row["sha256"],
        matches_upstream=row["matches_upstream"],
        upstream_name=row.get("upstream_name", row["name"]),
        parts=tuple(row.get("parts", [])),
    )
