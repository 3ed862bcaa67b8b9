"""From a recording to a transcript with speakers: the one function that the rest of Rapport calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import metadata

import numpy as np

from rapport.engines.kinds import Speaker, Transcript
from rapport.engines.speech import notices
from rapport.engines.speech.audio import Audio
from rapport.engines.speech.decode import Samples, open_source
from rapport.engines.speech.embed import Voices
from rapport.engines.speech.facts import AudioFacts
from rapport.engines.speech.listening import Heard, fingerprint, listen
from rapport.engines.speech.roles import guess, match_voice
from rapport.engines.speech.speakers import VoicedWord, VoiceTurn, assign, tell_apart
from rapport.engines.speech.survey import probe
from rapport.engines.speech.types import (
    EngineIdentity,
    Notice,
    Progress,
    RoleGuess,
    SpeechModels,
    SpeechOptions,
    SpeechResult,
    Stage,
    Turn,
    WindowStore,
    ignore_progress,
)
from rapport.engines.speech.unheard import unheard
from rapport.engines.speech.utterances import Passage, interleaved, passages, set_right, utterances
from rapport.engines.speech.voice import Stretch
from rapport.engines.speech.windows import windows

_QUIET, _WANTED_LEVEL, _MOST_GAIN = 0.01, 0.05, 30.0


def transcribe(
    path: Audio,
    *,
    options: SpeechOptions,
    models: SpeechModels,
    progress: Callable[[Progress], None] = ignore_progress,
    resume: WindowStore | None = None,
) -> SpeechResult:
    """This will transcribe the recording at ``path``: words with times, and who of two people said them.

    Holds one window (at most ``options.window_seconds``) in memory at a time. Each finished window is
    put into ``resume``; windows found there are not listened to again. A recording without speech
    gives no utterances and says so in a notice.

    Raises:
        UnableToReadAudio: the file holds no sound that can be read; the text says what to do.
    """
    progress(Progress(Stage.READING, 0.0, 0.0))
    facts = probe(path)
    heard = _listen_to_all(path, facts, options=options, models=models, progress=progress, resume=resume)
    progress(Progress(Stage.SPEAKERS, facts.duration, facts.duration))
    result = _result(facts, heard, options, models)
    progress(Progress(Stage.FINISHED, facts.duration, facts.duration))
    return result


def engine_identity(models: SpeechModels) -> EngineIdentity:
    """Give the name and version of the recogniser and the hash of its model, for the AI ledger."""
    return EngineIdentity("faster-whisper", _version(), models.name, models.whisper_sha256)


@cache
def _version() -> str:
    return metadata.version("faster-whisper")


def _listen_to_all(
    path: Audio,
    facts: AudioFacts,
    *,
    options: SpeechOptions,
    models: SpeechModels,
    progress: Callable[[Progress], None],
    resume: WindowStore | None,
) -> list[Heard]:
    if facts.silent:
        return []
    made_by = fingerprint(models, options, apart=facts.voices_apart)
    gain = min(_MOST_GAIN, _WANTED_LEVEL / max(facts.level, 1e-6)) if facts.level < _QUIET else 1.0
    heard: list[Heard] = []
    before: str | None = None
    progress(Progress(Stage.LISTENING, 0.0, facts.duration))
    for window in windows(_channels(path, facts), longest=options.window_seconds, gain=gain):
        one = Heard.from_data(resume.get(window.index), made_by) if resume else None
        if one is None:
            one = listen(window, models=models, options=options, before=before)
            if resume:
                resume.put(window.index, one.to_data(made_by))
        heard.append(one)
        before = one.language or before
        progress(Progress(Stage.LISTENING, min(window.end, facts.duration), facts.duration))
    return heard


def _channels(path: Audio, facts: AudioFacts) -> Iterator[Samples]:
    """Give both channels when each has its speaker; otherwise one.

    The louder channel carries a recording whose other channel is dead, and averaging halves it.
    """
    _source, blocks = open_source(path)
    for block in blocks:
        if facts.voices_apart or len(block) == 1:
            yield block
        else:
            power = (block**2).mean(axis=1)
            dead = float(power.min()) < 1e-3 * float(power.max())  # 30 dB quieter
            mixed = block[int(power.argmax())] if dead else block.mean(axis=0)
            yield np.ascontiguousarray(mixed[None])


def _result(
    facts: AudioFacts, heard: Sequence[Heard], options: SpeechOptions, models: SpeechModels
) -> SpeechResult:
    said: list[Notice] = notices.about_audio(facts)
    missed = notices.about_unheard(_unheard(heard))
    if not any(track for one in heard for track in one.words):
        transcript = Transcript((), duration=facts.duration)
        why = missed or [notices.no_speech()]
        return SpeechResult(transcript, (*why, *said), engine_identity(models), facts)
    languages = [(one.language, one.spoken) for one in heard if one.spoken]
    said += missed + notices.about_languages(languages)
    spoken = max(languages, key=lambda pair: sum(s for code, s in languages if code == pair[0]))[0]
    parts, turns, who, roles = _speakers(facts, heard, options, models, said)
    said += notices.about_roles(roles)
    if spoken == "en":  # the rule knows how English sounds
        parts = set_right(parts, options.hot_words)
        said += notices.about_corrections([word for part in parts for word in part.words])
    transcript = Transcript(utterances(parts, who), language=spoken, duration=facts.duration)
    named = tuple(Turn(t.start, t.end, who[t.voice]) for t in turns)
    return SpeechResult(transcript, tuple(said), engine_identity(models), facts, named, roles)


def _unheard(heard: Sequence[Heard]) -> list[Stretch]:
    """Give where nobody was understood, in any channel, in order of time."""
    places = [
        place
        for track in range(len(heard[0].words) if heard else 0)
        for place in unheard(
            [w for one in heard for w in one.words[track]], [s for one in heard for s in one.speech[track]]
        )
    ]
    return sorted(places, key=lambda place: place.start)


_Told = tuple[tuple[Passage, ...], tuple[VoiceTurn, ...], tuple[Speaker, Speaker], RoleGuess | None]


def _speakers(
    facts: AudioFacts,
    heard: Sequence[Heard],
    options: SpeechOptions,
    models: SpeechModels,
    said: list[Notice],
) -> _Told:
    """Give passages, turns and the speaker of each voice; what is unknown is added to ``said``."""
    tracks = [[w for one in heard for w in one.words[n]] for n in range(len(heard[0].words))]
    if options.speakers == 1:
        return _one_speaker(heard, Speaker.CLINICIAN, options)
    if facts.voices_apart:
        parts = interleaved(tracks, pause=options.pause)
        turns = tuple(VoiceTurn(s.start, s.end, n) for n in (0, 1) for one in heard for s in one.speech[n])
        return parts, tuple(sorted(turns, key=lambda t: t.start)), *_named(parts, None)
    if models.speaker is None:
        said.append(notices.speakers_off())
        return _one_speaker(heard, Speaker.UNKNOWN, options)
    voices = Voices(
        np.concatenate([one.voices.times for one in heard]),
        np.concatenate([one.voices.features for one in heard]),
    )
    told = tell_apart(voices, [s for one in heard for s in one.speech[0]])
    if told.one_voice:
        said.append(notices.one_voice())
        return _one_speaker(heard, Speaker.UNKNOWN, options)
    parts = passages(assign(tracks[0], told.turns), pause=options.pause)
    match = match_voice(told.centres, options.enrolled) if options.enrolled else None
    return parts, told.turns, *_named(parts, match)


def _one_speaker(heard: Sequence[Heard], speaker: Speaker, options: SpeechOptions) -> _Told:
    words = sorted((w for one in heard for track in one.words for w in track), key=lambda w: w.start)
    turns = tuple(VoiceTurn(s.start, s.end, 0) for one in heard for track in one.speech for s in track)
    parts = passages([VoicedWord(word, 0) for word in words], pause=options.pause)
    return parts, turns, (speaker, speaker), None


def _named(
    parts: Sequence[Passage], match: tuple[int, RoleGuess] | None
) -> tuple[tuple[Speaker, Speaker], RoleGuess]:
    clinician, roles = match or guess(parts)
    if clinician == 0:
        return (Speaker.CLINICIAN, Speaker.CLIENT), roles
    return (Speaker.CLIENT, Speaker.CLINICIAN), roles
