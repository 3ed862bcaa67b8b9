"""A home of its own for each test, and commands run as a person runs them."""

import base64
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from rapport.config.cli import main


@pytest.fixture
def place():
    """A folder that the database account reaches (pytest's own is closed to it)."""
    folder = Path(tempfile.mkdtemp(prefix="rapport-cli-")).resolve()
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def home(place, monkeypatch):
    """An empty home, named as `RAPPORT_HOME`."""
    monkeypatch.setenv("RAPPORT_HOME", str(place / "home"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return place / "home"


@pytest.fixture
def keystore(home):
    """Make the home look like one that holds a practice."""
    (home / "keystore").mkdir(parents=True)
    (home / "keystore" / "practice.key").write_bytes(base64.b64encode(bytes(32)))
    return home / "keystore"


@pytest.fixture
def say(capsys):
    """Run a command; give its exit status, what it printed and what it said of failures."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}

    def run(*words):
        status = main([str(word) for word in words])
        return (status, *capsys.readouterr())

    yield run
    for number, handler in handlers.items():
        signal.signal(number, handler)
