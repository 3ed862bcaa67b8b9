"""Whether words are English enough for rules that know only English."""

from __future__ import annotations

import re

from rapport.engines.drafting.lexicon import word_list

_COMMON = word_list("common_english")
_FOREIGN = word_list("common_foreign")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_ENOUGH, _MANY = 3, 9
_LAST_LATIN = 0x024F


def is_foreign(text: str) -> bool:
    """Say whether a text is in another language, by its script and its commonest words."""
    if sum(ord(letter) > _LAST_LATIN and letter.isalpha() for letter in text) >= _ENOUGH:
        return True
    found = [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]
    english = sum(word in _COMMON for word in found)
    foreign = sum(word in _FOREIGN for word in found)
    return (foreign >= _ENOUGH and foreign > english) or (len(found) >= _MANY and not english)
