"""The folder of installed models: what is there, whether it is whole, and how it is put there at once.

A model is a folder named after its key with its files and a receipt (``installed.json``), which is
written last, before the folder is renamed into place. A folder without a fitting receipt counts as
not installed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapport.engines.models.errors import ModelMissing, UnverifiedModel
from rapport.engines.models.manifest import Model, find, manifest

RECEIPT = "installed.json"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model on this machine: its folder, the hash that identifies it, and where it came from."""

    key: str
    path: Path
    sha256: str
    transport: str


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A model of the manifest and, if it is installed, where."""

    model: Model
    installed: InstalledModel | None


def default_models_dir() -> Path:
    """Give the folder for models: ``RAPPORT_MODELS``, or ``~/.cache/rapport/models``."""
    named = os.environ.get("RAPPORT_MODELS")
    return Path(named).expanduser() if named else Path.home() / ".cache" / "rapport" / "models"


def installed(models_dir: Path) -> dict[str, InstalledModel]:
    """Give what is installed under ``models_dir``, by key.

    Sizes and receipts are compared with the manifest; contents are not (see ``verify``).
    """
    found = (_installed(model, models_dir) for model in manifest())
    return {one.key: one for one in found if one is not None}


def require(key: str, models_dir: Path) -> InstalledModel:
    """Give the installed model ``key``.

    Raises:
        ModelMissing: it is not installed under ``models_dir``.
    """
    one = _installed(find(key), models_dir)
    if one is None:
        raise ModelMissing(f"The model {key} is not installed. Install it with: rapport models install {key}")
    return one


def list_models(models_dir: Path) -> tuple[ModelStatus, ...]:
    """Give every model of the manifest with its state under ``models_dir``."""
    here = installed(models_dir)
    return tuple(ModelStatus(model, here.get(model.key)) for model in manifest())


def verify(key: str, models_dir: Path) -> InstalledModel:
    """This will read every byte of an installed model and compare it with the manifest.

    Raises:
        ModelMissing: it is not installed.
        UnverifiedModel: a file was changed, cut off or removed since it was installed.
    """
    one, model = require(key, models_dir), find(key)
    for name, digest in _expected(model, _receipt(one.path)).items():
        if sha256_of(one.path / name) != digest:
            raise UnverifiedModel(
                f"The file {name} of the model {key} is damaged or was changed. "
                f"Remove the folder {one.path} and install the model again."
            )
    if model.conversion:
        from rapport.engines.models.speaker_graph import check_parity

        check_parity(one.path / model.conversion.target, model.conversion.parity)
    return one


def put_in_place(model: Model, staged: Path, models_dir: Path, *, transport: str) -> InstalledModel:
    """This will make the verified folder ``staged`` the installed model, in one rename."""
    receipt = {"key": model.key, "revision": model.revision, "transport": transport}
    if model.conversion:
        source = next(f for f in model.files if f.name == model.conversion.source)
        receipt["source_sha256"] = source.sha256
        receipt["converter"] = f"{model.conversion.converter} {model.conversion.version}"
        receipt["target_sha256"] = sha256_of(staged / model.conversion.target)
    (staged / RECEIPT).write_text(json.dumps(receipt, indent=2), "utf-8")
    staged.chmod(0o755)  # weights are public; the service may run as another user than the installer
    target = models_dir / model.key
    if target.exists():
        # Renamed away first: whoever still reads the old files keeps them, and no mixture ever exists.
        old = staged.with_name(staged.name + ".old")
        target.rename(old)
        staged.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    else:
        staged.rename(target)
    return require(model.key, models_dir)


def sha256_of(path: Path) -> str:
    """Give the sha256 of a file in hexadecimal; an absent file has the empty string."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()


def _installed(model: Model, models_dir: Path) -> InstalledModel | None:
    folder = models_dir / model.key
    receipt = _receipt(folder)
    if receipt.get("key") != model.key or receipt.get("revision") != model.revision:
        return None
    if any(not (folder / name).is_file() for name in _expected(model, receipt)):
        return None
    if not model.conversion and any((folder / f.name).stat().st_size != f.bytes for f in model.files):
        return None
    return InstalledModel(model.key, folder, model.main_file.sha256, str(receipt.get("transport", "")))


def _expected(model: Model, receipt: dict[str, Any]) -> dict[str, str]:
    """Give each file that runs and its hash; a converted file's hash was noted when it was made."""
    if model.conversion:
        return {model.conversion.target: str(receipt.get("target_sha256", "none"))}
    return {file.name: file.sha256 for file in model.files}


def _receipt(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / RECEIPT).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
