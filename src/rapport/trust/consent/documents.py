"""The consent texts that come with the product, by version and language (data files beside this module)."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

CURRENT = "2026-11"


@cache
def document_of() -> dict[tuple[str, str], tuple[str, str, str]]:
    """Give (title, text, sha256) by version and language. The first line of a file is its title."""
    folder = resources.files("rapport.trust.consent").joinpath("texts")
    found = {}
    for file in folder.iterdir():
        if file.name.endswith(".txt"):
            version, _, language = file.name.removesuffix(".txt").rpartition(".")
            title, _, text = file.read_text("utf-8").partition("\n")
            digest = hashlib.sha256(text.strip().encode()).hexdigest()
            found[version, language] = (title.strip(), text.strip(), digest)
    return found
