"""How long pages take over HTTP, from a demonstration of its own that runs as processes on this machine."""

from __future__ import annotations

import http.client
import re
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.product import Product

PASSWORD = "harbor-street-demo"  # noqa: S105  # printed by the demonstration for everyone
ROUNDS = 40
CHARTS = 15
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_CHART = re.compile(r'href="(/clients/[0-9a-f-]{36}/)"')


class Visitor:
    """A browser without a screen: keeps its cookies, follows where it is sent."""

    def __init__(self, port: int) -> None:
        """Visit the product on ``port`` of this machine."""
        self._connection = http.client.HTTPConnection("localhost", port, timeout=60)
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> str:
        """Give a page."""
        return self._ask("GET", path)

    def post(self, path: str, page: str, **fields: str) -> str:
        """Send a form of ``page``; give the page that follows."""
        token = _TOKEN.search(page)
        body = urlencode({**fields, "csrfmiddlewaretoken": token[1] if token else ""})
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: str = "") -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self._cookies[key] = rest.partition(";")[0]
        if answer.status in {301, 302, 303}:
            return self._ask("GET", answer.getheader("Location") or "/")
        if answer.status >= http.client.BAD_REQUEST:
            raise RuntimeError(f"{path} answered {answer.status}")
        return text


def measure() -> dict[str, Any]:
    """Give median and 95th percentile in milliseconds of the pages that a day begins with."""
    place = Path(tempfile.mkdtemp(prefix="rapport-bench-")).resolve()
    place.chmod(0o711)  # the database's account goes through it
    product = Product(place / "home", place / "no-models")
    began = time.perf_counter()
    try:
        product.start()
        ready = round(time.perf_counter() - began, 1)
        visitor = sign_in(product)
        charts = list(dict.fromkeys(_CHART.findall(visitor.get("/clients/"))))[:CHARTS]
        pages = {"today": ["/"], "clients": ["/clients/"], "a client's chart": charts}
        figures = {name: timed(visitor, paths) for name, paths in pages.items()}
        product.stop()
        began = time.perf_counter()
        product.start()
        again = round(time.perf_counter() - began, 1)
    finally:
        product.remove()
        shutil.rmtree(place)
    return {"first start of the demonstration (s)": ready, "second start (s)": again, **figures}


def sign_in(product: Product) -> Visitor:
    """Give a visitor who is signed in as Maya."""
    visitor = Visitor(product.port)
    page = visitor.get("/account/login/")
    page = visitor.post("/account/login/", page, login="maya", password=PASSWORD)
    visitor.post("/account/2fa/authenticate/", page, code=product.code("maya"))
    return visitor


def timed(visitor: Visitor, paths: list[str]) -> dict[str, float]:
    """Ask for these pages in turn and give how long each took; the first round is not counted."""
    for path in paths:
        visitor.get(path)
    took = []
    for turn in range(ROUNDS):
        began = time.perf_counter()
        visitor.get(paths[turn % len(paths)])
        took.append(1000 * (time.perf_counter() - began))
    p95 = statistics.quantiles(took, n=20)[-1]
    return {"median (ms)": round(statistics.median(took), 1), "p95 (ms)": round(p95, 1)}
