"""People in a browser in front of the running demonstration; each page that they see is checked by axe."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.product import Product

ARGS = [
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-background-networking",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
PASSWORD = "harbor-street-demo"  # printed by the demonstration for everyone
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Browser:
    """Signs people in once and gives them windows after that."""

    def __init__(self, product: Product, chromium) -> None:
        self.product, self._chromium, self._kept = product, chromium, {}
        self._open: list[BrowserContext] = []
        self.errors: list[str] = []

    def window(self, username: str = "", size=DESK, **options) -> Page:
        """Give a window in which somebody is signed in, or nobody."""
        if username and username not in self._kept:
            self._kept[username] = self._sign_in(username)
        state = self._kept.get(username) if username else None
        context = self._chromium.new_context(
            base_url=self.product.origin, viewport=size, storage_state=state, **options
        )
        context.set_default_timeout(20_000)
        self._open.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: self.errors.append(f"{page.url}: {fault}"))
        page.on("response", lambda answer: answer.status >= 500 and self.errors.append(answer.url))
        return page

    def _sign_in(self, username: str) -> object:
        page = self.window()
        page.goto("/account/login/")
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_label("Code").fill(self.product.code(username))
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Today").wait_for()
        return page.context.storage_state()

    def close(self) -> None:
        for context in self._open:
            context.close()
        self._open.clear()


@pytest.fixture(scope="session")
def demonstration() -> Iterator[Product]:
    place = Path(tempfile.mkdtemp(prefix="rapport-journeys-")).resolve()
    place.chmod(0o711)  # the database's account goes through it
    product = Product(place / "home", place / "no-models")
    try:
        product.start()
        yield product
    finally:
        product.remove()
        shutil.rmtree(place)


@pytest.fixture(scope="session")
def _browser(demonstration, playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
    yield Browser(demonstration, chromium)
    chromium.close()


@pytest.fixture
def browser(_browser) -> Iterator[Browser]:
    """Give the browser; an error in any script or on the server fails the test."""
    _browser.errors.clear()
    yield _browser
    _browser.close()
    assert _browser.errors == []


@pytest.fixture(scope="session")
def faults():
    """Give a function that names what axe finds on a page, and what hangs over its edge."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def look(page: Page) -> list[str]:
        page.wait_for_load_state()
        violations = axe.run(page, options=RULES).response["violations"]
        found = [
            f"{page.url} {one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]
        ]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [*found, f"{page.url} is {wider} pixels wider than the window"] if wider > 0 else found

    return look


@pytest.fixture(scope="session")
def check(faults):
    """Give a function that asks that nothing is wrong with a page."""

    def look(page: Page) -> None:
        assert faults(page) == []

    return look
