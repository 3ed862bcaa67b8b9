"""An installation without a practice, and a browser at this machine."""

import pytest

from rapport.config.setup.progress import Progress

PRACTICE = {
    "practice": "Alder Lane Therapy", "jurisdiction": "OR", "time_zone": "America/Los_Angeles",
    "npi": "1234567893", "day_0": "9-12, 1pm-5pm",
}  # fmt: skip
YOU = {"name": "Olive Owner", "credential": "LCSW", "licence": "L-100", "licence_until": "2040-06-30"}
SIGN_IN = {"username": "olive", "password": "four plain words here", "again": "four plain words here"}


class Guide:
    """A person who goes through the guide."""

    def __init__(self, browser):
        self.browser = browser

    def practice(self, **change):
        return self.browser.post("/setup/practice/", PRACTICE | change)

    def you(self, **change):
        return self.browser.post("/setup/you/", YOU | change)

    def shares(self):
        """Open the page with the shares; give them as they stand on it."""
        self.browser.get("/setup/recovery/")
        return Progress(self.browser.session).shares()

    def words(self):
        """Type the right words back."""
        shares = self.shares()
        asked = Progress(self.browser.session).asked()
        return self.browser.post(
            "/setup/recovery/words/", {f"share_{s}": shares[s].split()[place] for s, place in asked}
        )

    def sign_in(self, **change):
        return self.browser.post("/setup/sign-in/", SIGN_IN | change)

    def until_sign_in(self):
        self.practice()
        self.you()
        self.words()
        self.browser.post("/setup/backup/")


@pytest.fixture
def home(tmp_path, settings):
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def guide(db, client, home):
    client.defaults["HTTP_HOST"] = "localhost"
    return Guide(client)
