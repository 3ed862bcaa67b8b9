"""Whether words are English enough for rules that know only English."""

from __future__ import annotations

import re

from rapport.engines.drafting.lexicon import word_list

_COMMON = word_list("common_english")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_ENOUGH, _SHARE = 5, 0.15
_LAST_LATIN = 0x024F


def is_foreign(text: str) -> bool:
    """Say whether a text of some length holds hardly any of the commonest English words."""
    found = [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]
    if any(ord(letter) > _LAST_LATIN and letter.isalpha() for letter in text):
        return True
    return len(found) >= _ENOUGH and sum(word in _COMMON for word in found) / len(found) < _SHARE
