"""One demonstration for the whole folder, served by real processes; each test has a session of its own."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from rapport.engines.models import ModelMissing, default_models_dir
from rapport.engines.sample import session as sample
from rapport.engines.speech import SpeechModels
from rapport.engines.transcripts import render
from tests.endurance.browser import Browser, pieces_of
from tests.product import ROOT, Product

TEAM = """
SELECT m.client_id FROM people_careteams_membership m
JOIN safeguards_accounts_user u ON u.id = m.user_id
WHERE u.username = %s AND m.until IS NULL ORDER BY m.client_id
"""


@pytest.fixture(scope="session")
def place():
    """A folder that the database account reaches (pytest's own is closed to it)."""
    folder = Path(tempfile.mkdtemp(prefix="rapport-endurance-")).resolve()
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def models_dir():
    """Where the recogniser is installed, or None."""
    named = Path(os.environ.get("RAPPORT_MODELS") or ROOT / ".models")
    for folder in (named, ROOT / ".models", default_models_dir(), Path.home() / ".cache/rapport/models"):
        try:
            SpeechModels.from_dir(folder)
        except ModelMissing:
            continue
        return folder
    return None


@pytest.fixture(scope="session")
def product(place, models_dir):
    """A demonstration that runs; what a test killed is there again for the next one."""
    running = Product(place / "home", models_dir)
    try:
        running.start()
        yield running
    finally:
        running.remove()


@pytest.fixture(autouse=True)
def _whole_again(request):
    if "product" in request.fixturenames:
        running = request.getfixturevalue("product")
        yield
        running.bring_back()
    else:
        yield


@pytest.fixture(scope="session")
def maya(product):
    """Maya, signed in."""
    browser = Browser(product)
    browser.sign_in("maya")
    yield browser
    browser.http.close()


@pytest.fixture(scope="session")
def luis(product, maya):
    """The first of Maya's clients who agreed to recording, transcription and drafting."""
    for (client_id,) in product.ask(TEAM, "maya"):
        if "chunk_url" in maya.begin(maya.new_session(client_id)):
            return client_id
    raise AssertionError("No client of the demonstration agreed to a recording.")


@pytest.fixture
def session(maya, luis):
    """A session of Luis's that nothing was done with yet."""
    return maya.new_session(luis)


@pytest.fixture
def pieces():
    """The supplied recording, cut as a browser cuts it."""
    return pieces_of(sample.audio_path().read_bytes())


@pytest.fixture
def speech(models_dir):
    if models_dir is None:
        pytest.skip("whisper-base is not installed: rapport models install whisper-base")


@pytest.fixture
def lines():
    """The supplied session as text."""
    return render(sample.reference(), "txt")
