"""The sections of a client summary, empty, for writing one by hand (domain facts 80, section 8.2)."""

from __future__ import annotations

from typing import Any

TITLES = (
    "What we worked on",
    "What you said matters",
    "Strengths I noticed",
    "What we practiced",
    "Next steps",
    "Our next appointment",
)
CLIENT_SECTIONS: list[dict[str, Any]] = [{"title": title, "sentences": []} for title in TITLES]
