"""A page in Debian's Chromium whose every request is answered here: our static files, and what a test says.

Nothing leaves the browser: what no test answers is a 404, and names outside do not resolve.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

STATIC = Path(__file__).parents[1] / "static"
ORIGIN = "http://localhost"
ARGS = [
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-background-networking",
]
FRAME = """<!doctype html><html lang="en"><head><title>Luis - note</title>
<meta name="csrf-token" content="token-of-this-page">
<script type="module" src="/static/js/app.js"></script></head>
<body>{}<div id="toasts"></div><div class="cover" id="cover">hidden</div></body></html>"""


class Desk:
    """Opens pages made of a fragment and keeps what the page sent."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.answers: dict[str, list[dict[str, object]]] = {}
        self.sent: list[tuple[str, str, dict[str, str], bytes]] = []
        self.errors: list[str] = []
        page.on("pageerror", lambda fault: self.errors.append(str(fault)))
        page.route("**/*", self._answer)

    def open(self, body: str, files: dict[str, tuple[str, bytes]] | None = None) -> Page:
        """Open a page that holds ``body``; ``files`` are further addresses with type and content."""
        self._files = {"/": ("text/html", FRAME.format(body).encode()), **(files or {})}
        self.page.goto(ORIGIN + "/")
        self.page.wait_for_function("document.documentElement.dataset.js !== undefined")
        self.page.wait_for_load_state("networkidle")
        return self.page

    def _answer(self, route: Route) -> None:
        request, path = route.request, route.request.url.removeprefix(ORIGIN).split("?")[0].split("#")[0]
        if request.method == "POST":
            self.sent.append((path, request.method, request.headers, request.post_data_buffer or b""))
            turns = self.answers.get(path, [])
            route.fulfill(**(turns.pop(0) if len(turns) > 1 else turns[0] if turns else {"status": 204}))
        elif path in self._files:
            self._send(route, *self._files[path])
        elif path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            kind = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0]
            route.fulfill(status=200, content_type=kind, body=file.read_bytes())
        else:
            route.fulfill(status=404)

    @staticmethod
    def _send(route: Route, kind: str, content: bytes) -> None:
        """Answer with the range that was asked for: without it no browser seeks in a sound."""
        asked = re.match(r"bytes=(\d+)-(\d*)", route.request.headers.get("range", ""))
        if not asked:
            route.fulfill(status=200, content_type=kind, body=content)
            return
        first, last = int(asked[1]), int(asked[2] or len(content) - 1)
        headers = {
            "Content-Type": kind,
            "Accept-Ranges": "bytes",
            "Content-Range": f"bytes {first}-{last}/{len(content)}",
        }
        route.fulfill(status=206, headers=headers, body=content[first : last + 1])


@pytest.fixture(scope="module")
def chromium(playwright) -> Iterator[object]:
    """Start the browser once for a file of tests."""
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
    yield browser
    browser.close()


@pytest.fixture
def desk(chromium) -> Iterator[Desk]:
    """Give a fresh page; an error in any script of it fails the test."""
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=ORIGIN)
    desk = Desk(context.new_page())
    yield desk
    context.close()
    assert desk.errors == []
