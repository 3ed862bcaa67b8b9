"""What a reader of the draft must be told about its source."""

from __future__ import annotations

from rapport.engines.drafting.language import is_foreign
from rapport.engines.kinds import Speaker, Transcript

UNKNOWN = (
    "It is not known who said {count} lines; nothing was drafted from them. Set who speaks and draft again."
)
ALL_UNKNOWN = (
    "It is not known who speaks in this transcript, so nothing was drafted. Set the speakers and draft again."
)
OTHER = "Another person spoke; their words are not in this draft."
FOREIGN = (
    "The session is not in English: the draft holds quotations only, and risk was not looked for. "
    "Read the transcript."
)
MIXED = (
    "Parts of the session are not in English: those are quoted as they stand, "
    "and risk was not looked for in them."
)
EMPTY = "Nothing was said in this session that a draft could be made from."
SHORT = "The session is very short; the draft holds little."
_FEW_WORDS = 60


def notices_of(transcript: Transcript) -> tuple[str, ...]:
    """Give the notices that hold for a transcript, the gravest first."""
    spoken = [one for one in transcript.utterances if one.text.strip()]
    if not spoken:
        return (EMPTY,)
    unknown = sum(one.speaker is Speaker.UNKNOWN for one in spoken)
    if unknown == len(spoken):
        return (ALL_UNKNOWN,)
    found = []
    if not in_english(transcript):
        found.append(FOREIGN)
    elif any(is_foreign(one.text) for one in spoken):
        found.append(MIXED)
    if unknown:
        found.append(UNKNOWN.format(count=unknown))
    if any(one.speaker is Speaker.OTHER for one in spoken):
        found.append(OTHER)
    if sum(len(one.text.split()) for one in spoken) < _FEW_WORDS:
        found.append(SHORT)
    return tuple(found)


def in_english(transcript: Transcript) -> bool:
    """Say whether the transcript is tagged as English and most of its longer lines look so."""
    longer = [one.text for one in transcript.utterances if len(one.text.split()) > 4]  # noqa: PLR2004 - a few words
    foreign = sum(is_foreign(text) for text in longer)
    return transcript.language.lower().startswith("en") and foreign * 2 <= len(longer)
