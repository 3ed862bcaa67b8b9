"""Turning a recording into a transcript, behind the one gate for AI."""

from __future__ import annotations

import time
import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from rapport.clinic.record import queries as record
from rapport.clinic.sessions import queries, services
from rapport.clinic.sessions.blobs import RecordingStream
from rapport.clinic.sessions.gates import DICTATION, check_may_receive, participant_ids, whereabouts
from rapport.clinic.sessions.kinds import Stage
from rapport.clinic.sessions.models import Recording
from rapport.clinic.sessions.services.windows import finish_listening
from rapport.engines.models import ModelMissing, UnverifiedModel
from rapport.engines.speech import (
    Progress,
    SpeechModels,
    SpeechOptions,
    SpeechResult,
    UnableToReadAudio,
    transcribe,
)
from rapport.engines.speech import Stage as SpeechStage
from rapport.safeguards.actors import Actor
from rapport.trust.consent.kinds import Purpose
from rapport.trust.jurisdictions.kinds import OWN_WORDS
from rapport.trust.ledger import registry
from rapport.trust.ledger import services as ledger
from rapport.trust.ledger.kinds import AITask

TRANSCRIBE = registry.declare(
    AITask(
        key="sessions.transcribe",
        title="Writing down what was said",
        purposes=(Purpose.RECORDING, Purpose.TRANSCRIPTION),
        feature="transcription",
        description="Speech recognition on this machine: words with times and probabilities, and who spoke.",
    )
)
DICTATE = registry.declare(
    AITask(
        key="sessions.dictate",
        title="Writing down what the clinician dictated",
        purposes=(),
        feature=OWN_WORDS,
        description="Speech recognition on this machine of the clinician's own recap; no client is heard.",
        own_words=True,
    )
)
WORKER = Actor.service("speech")
UNREADABLE = (UnableToReadAudio, ModelMissing, UnverifiedModel)
_STAGES = {
    SpeechStage.READING: Stage.LISTENING,
    SpeechStage.LISTENING: Stage.TRANSCRIBING,
    SpeechStage.SPEAKERS: Stage.SPEAKERS,
    SpeechStage.FINISHED: Stage.SPEAKERS,
}


class SealedWindows:
    """Keeps each recognised window under the recording's key; asks for consent again at each one."""

    def __init__(self, recording: Recording, run: ledger.RunHandle) -> None:
        """Keep windows of ``recording`` made by ``run``."""
        self._recording, self._run = recording, run

    def get(self, index: int) -> dict[str, Any] | None:
        """Give what an earlier attempt recognised."""
        found: dict[str, Any] | None = queries.kept_window(recording_id=self._recording.id, name=str(index))
        return found

    def put(self, index: int, data: dict[str, Any]) -> None:
        """Keep a window, unless consent has gone.

        Raises:
            RunRefused, ConsentNotInForce: it was revoked meanwhile; the work stops here.
        """
        ledger.recheck(self._run)
        check_may_receive(session=self._recording.session, source=self._recording.source, at=timezone.now())
        services.keep_window(by=WORKER, recording_id=self._recording.id, name=str(index), data=data)


def transcribe_recording(recording: Recording) -> None:
    """Recognise a recording's speech and put the transcript into the chart.

    Raises:
        RunRefused, ConsentNotInForce: not allowed (any more). UnableToReadAudio, ModelMissing: see there.
    """
    session, now = recording.session, timezone.now()
    check_may_receive(session=session, source=recording.source, at=now)
    models = SpeechModels.from_dir(Path(settings.MODELS))
    options = SpeechOptions(
        hot_words=record.hot_words(client_id=session.client_id),
        speakers=1 if recording.source == DICTATION else 2,
    )
    run = _open_run(recording, models)
    began = time.monotonic()
    result = _listen(recording, run, models, options)
    _keep(recording, run, result)
    ledger.finish_run(run, seconds=time.monotonic() - began, status="finished")


def _open_run(recording: Recording, models: SpeechModels) -> ledger.RunHandle:
    session, is_dictated = recording.session, recording.source == DICTATION
    place, states = whereabouts(session, timezone.now())
    return ledger.open_run(
        by=WORKER,
        task=DICTATE if is_dictated else TRANSCRIBE,
        client_id=session.client_id,
        session_id=session.id,
        inputs=[("recording", str(recording.id))],
        engine={"name": "faster-whisper", "model": models.name, "model_sha256": models.whisper_sha256},
        participant_ids=() if is_dictated else participant_ids(session),
        client_jurisdiction=place,
        clinician_states=states,
    )


def _listen(
    recording: Recording, run: ledger.RunHandle, models: SpeechModels, options: SpeechOptions
) -> SpeechResult:
    last: dict[str, float] = {"at": 0.0}

    def show(progress: Progress) -> None:
        share = progress.done / progress.total if progress.total else 0.0
        if time.monotonic() - last["at"] > 1 or share in {0.0, 1.0}:
            last["at"] = time.monotonic()
            stage = _STAGES[progress.stage]
            services.set_stage(
                by=WORKER, session_id=recording.session_id, stage=stage, done=share, at=timezone.now()
            )

    return transcribe(
        RecordingStream(recording),
        options=options,
        models=models,
        progress=show,
        resume=SealedWindows(recording, run),
    )


def _keep(recording: Recording, run: ledger.RunHandle, result: SpeechResult) -> uuid.UUID:
    ledger.recheck(run)
    check_may_receive(session=recording.session, source=recording.source, at=timezone.now())
    transcript = services.add_transcript(
        by=WORKER,
        session_id=recording.session_id,
        spoken=result.transcript,
        source=recording.source,
        at=timezone.now(),
        notices=[notice.text for notice in result.notices],
        engine={key: str(value) for key, value in asdict(result.engine).items()},
        recording_id=recording.id,
    )
    ledger.add_output(run, kind="transcript", output_id=transcript.id, content_sha256="", sources=[])
    finish_listening(by=WORKER, recording_id=recording.id)
    return transcript.id
