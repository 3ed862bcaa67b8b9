"""A browser without a screen: keeps cookies, sends forms, and tries again while the product is away."""

from __future__ import annotations

import hashlib
import re

import httpx

from tests.product import Product, until

PASSWORD = "harbor-street-demo"  # the demonstration prints it for everyone
CHUNK = 256 * 1024


class Browser:
    """One person in front of one product."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.http = httpx.Client(base_url=product.origin, follow_redirects=True, timeout=60)

    def sign_in(self, username: str) -> None:
        self.get("/account/login/")
        page = self.post("/account/login/", login=username, password=PASSWORD)
        page = self.post(str(page.url.path), code=self.product.code(username))
        assert "Today" in page.text, page.text[:400]

    def get(self, path: str) -> httpx.Response:
        return self.http.get(path)

    def post(self, path: str, **fields) -> httpx.Response:
        return self.http.post(path, data=fields, headers=self.token())

    def token(self) -> dict[str, str]:
        return {"X-CSRFToken": self.http.cookies.get("csrftoken", ""), "Referer": self.product.origin}

    def when_back(self, path: str) -> httpx.Response:
        """Ask for a page until it comes: somebody who presses reload."""

        def loaded():
            try:
                page = self.get(path)
            except httpx.HTTPError:
                return None
            return page if page.status_code < 500 else None

        return until(loaded, seconds=60, what=f"{path} is there again")

    def new_session(self, client_id, **changes) -> str:
        """Put a session into a client's chart; give its id."""
        fields = {
            "day": "2026-11-18", "start": "10:00", "minutes": "50", "modality": "in_person",
            "client_location": "OR", "clinician_location": "OR", "others": "",
        }  # fmt: skip
        page = self.post(f"/clients/{client_id}/sessions/new/", **(fields | changes))
        return re.search(r"/sessions/([0-9a-f-]{36})/", str(page.url))[1]

    def begin(self, session_id: str, key: str = "the-same-file") -> dict:
        return self.post(
            f"/sessions/{session_id}/recording/begin/", key=key, mode="session", content_type="audio/ogg"
        ).json()

    def send(self, url: str, number: int, data: bytes) -> httpx.Response:
        digest = {"X-Chunk-SHA256": hashlib.sha256(data).hexdigest()}
        kind = {"Content-Type": "application/octet-stream"}
        return self.http.post(f"{url}{number}", content=data, headers=self.token() | digest | kind)

    def upload(self, session_id: str, pieces: list[bytes]) -> dict:
        """Send a whole recording piece by piece; give what the upload began with."""
        begun = self.begin(session_id)
        for number, piece in enumerate(pieces):
            assert self.send(begun["chunk_url"], number, piece).status_code == 201
        assert "next_url" in self.post(begun["finish_url"], chunks=len(pieces)).json()
        return begun


def pieces_of(data: bytes) -> list[bytes]:
    """Cut a file as a browser does."""
    return [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)]
