"""Every write on sessions, one function an intention; grouped by what is written."""

from rapport.clinic.sessions.services.keeping import keep_session, settle_warning, warn_of_purges
from rapport.clinic.sessions.services.meetings import (
    NoSuchSession,
    UnableToOpenSession,
    add_participant,
    open_session,
)
from rapport.clinic.sessions.services.progress import (
    fail,
    fail_once,
    restart_clock,
    set_stage,
    settle_stop,
)
from rapport.clinic.sessions.services.purging import schedule_purge
from rapport.clinic.sessions.services.recordings import (
    NoSuchRecording,
    UnableToFinishRecording,
    UnableToStoreChunk,
    begin_recording,
    finish_recording,
    give_up_transcription,
    mark_failed,
    mark_transcribed,
    retry_transcription,
    stop_recordings_of,
    store_chunk,
)
from rapport.clinic.sessions.services.removal import (
    delete_recording,
    delete_transcript,
    finish_removals,
    sweep_blobs,
)
from rapport.clinic.sessions.services.taking import SampleIsFiction, take_sample, take_transcript
from rapport.clinic.sessions.services.transcripts import (
    RecordingWasStopped,
    SomebodyElseChangedIt,
    UnableToCorrect,
    add_transcript,
    correct_utterance,
    keep_window,
    swap_speakers,
)

__all__ = [
    "NoSuchRecording",
    "NoSuchSession",
    "RecordingWasStopped",
    "SampleIsFiction",
    "SomebodyElseChangedIt",
    "UnableToCorrect",
    "UnableToFinishRecording",
    "UnableToOpenSession",
    "UnableToStoreChunk",
    "add_participant",
    "add_transcript",
    "begin_recording",
    "correct_utterance",
    "delete_recording",
    "delete_transcript",
    "fail",
    "fail_once",
    "finish_recording",
    "finish_removals",
    "give_up_transcription",
    "keep_session",
    "keep_window",
    "mark_failed",
    "mark_transcribed",
    "open_session",
    "restart_clock",
    "retry_transcription",
    "schedule_purge",
    "set_stage",
    "settle_stop",
    "settle_warning",
    "stop_recordings_of",
    "store_chunk",
    "swap_speakers",
    "sweep_blobs",
    "take_sample",
    "take_transcript",
    "warn_of_purges",
]
