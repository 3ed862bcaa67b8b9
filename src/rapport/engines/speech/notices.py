"""The sentences that tell a reader what to know about a transcript before relying on it."""

from __future__ import annotations

from collections.abc import Sequence

from rapport.engines.kinds import Word
from rapport.engines.speech.facts import AudioFacts
from rapport.engines.speech.types import Notice, NoticeCode, RoleGuess
from rapport.engines.speech.voice import Stretch

_CLIPPED = 0.002
_SURE_ROLES = 0.75
_OTHER_LANGUAGE_SHARE = 0.1
_MOST_PLACES = 12


def about_audio(facts: AudioFacts) -> list[Notice]:
    """Give what the recording's state means for the transcript."""
    notices = []
    if facts.truncated:
        notices.append(
            Notice(
                NoticeCode.TRUNCATED,
                "The recording ends early: the end of the file is missing. What is there was used.",
            )
        )
    if facts.clipped_share > _CLIPPED:
        notices.append(
            Notice(
                NoticeCode.CLIPPED,
                "The recording is too loud and distorted in places. Expect more wrong words; "
                "next time record with a lower level.",
            )
        )
    return notices


def no_speech() -> Notice:
    """Give the notice for a recording in which nobody speaks."""
    return Notice(
        NoticeCode.NO_SPEECH,
        "No speech was found in this recording. Check the microphone, or write the note yourself.",
    )


def about_languages(windows: Sequence[tuple[str, float]]) -> list[Notice]:
    """Give notices from (language, seconds of speech) of each window."""
    seconds: dict[str, float] = {}
    for language, length in windows:
        seconds[language] = seconds.get(language, 0.0) + length
    if not seconds:
        return []
    main = max(seconds, key=lambda language: seconds[language])
    notices = []
    if main != "en":
        notices.append(
            Notice(
                NoticeCode.NOT_ENGLISH,
                f"The recording seems to be in another language ({main}). A draft will hold quotations only.",
            )
        )
    others = sum(seconds.values()) - seconds[main]
    if others > _OTHER_LANGUAGE_SHARE * sum(seconds.values()):
        found = ", ".join(sorted(seconds))
        notices.append(
            Notice(
                NoticeCode.MIXED_LANGUAGES,
                f"More than one language was heard ({found}). Check the words by ear.",
            )
        )
    return notices


def speakers_off() -> Notice:
    """Give the notice for a missing speaker encoder."""
    return Notice(
        NoticeCode.SPEAKERS_OFF,
        "Speakers were not told apart: the speaker model is not installed. Turn it on with: "
        "rapport models install speaker-encoder",
    )


def one_voice() -> Notice:
    """Give the notice for a recording in which two voices could not be found."""
    return Notice(
        NoticeCode.ONE_VOICE, "Only one voice could be made out. Say who speaks in each line before drafting."
    )


def about_roles(roles: RoleGuess | None) -> list[Notice]:
    """Give a notice when it is unclear which voice is the clinician's."""
    if roles is None or roles.confidence >= _SURE_ROLES:
        return []
    return [
        Notice(
            NoticeCode.ROLES_UNSURE,
            "It is not clear which voice is the clinician's. Check, and swap with one click.",
        )
    ]


def about_unheard(places: Sequence[Stretch]) -> list[Notice]:
    """Give a notice that names, from when to when, where speech was heard and no words were recognised."""
    if not places:
        return []
    shown = [f"{_clock(place.start)} to {_clock(place.end)}" for place in places[:_MOST_PLACES]]
    text = f"Somebody speaks, but no words were recognised, from {_listing(shown, len(places))}."
    return [Notice(NoticeCode.NOT_UNDERSTOOD, f"{text} Listen there: something said is missing here.")]


def about_corrections(words: Sequence[Word]) -> list[Notice]:
    """Give a notice that tells when words were set right from the client's own list."""
    changed = [_clock(word.start) for word in words if word.correction]
    if not changed:
        return []
    times = _listing(changed[:_MOST_PLACES], len(changed))
    return [
        Notice(
            NoticeCode.CORRECTED,
            "Names or medications of this client's list were put where unsure words sound like them, at "
            f"{times}. Listen there before you rely on them.",
        )
    ]


def _listing(shown: Sequence[str], total: int) -> str:
    rest = f" and at {total - len(shown)} more places" if total > len(shown) else ""
    return ", ".join(shown) + rest


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
