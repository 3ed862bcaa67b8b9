"""Sessions and what was captured in them: participants, recordings in chunks, transcripts in versions.

A recording and a transcript each have a key of their own under the client's, so that deleting one is
destroying its key. What the database must compute on (states, counts, purge times) stands unsealed.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from rapport.clinic.sessions.kinds import Stage
from rapport.safeguards.vault.fields import SealedDateTime, SealedJSON, SealedModel, SealedText


class Session(SealedModel):
    """One meeting of a client with a clinician.

    ``facts``: modality (in_person, video, audio), place, client_location, clinician_location,
    attendance (attended, no_show, late_cancelled). Locations are two-letter jurisdictions.
    """

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    clinician = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = SealedDateTime()
    ended_at: SealedDateTime[datetime | None] = SealedDateTime(null=True)
    facts: SealedJSON = SealedJSON(default=dict)
    made_at = models.DateTimeField()


class Participant(SealedModel):
    """Someone else in the room; capture needs their consent and a channel of their own."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="participants")
    name = SealedText()
    relation = SealedText(default="")


class RecordingState(models.TextChoices):
    """Where a recording stands. `policies.TRANSITIONS` says what may follow what."""

    RECEIVING = "receiving", "Being received"
    RECEIVED = "received", "Received"
    TRANSCRIBED = "transcribed", "Transcribed"
    FAILED = "failed", "Could not be transcribed"
    STOPPED = "stopped", "Stopped"
    DELETED = "deleted", "Deleted"


class Recording(SealedModel):
    """Audio of a session under its own key. ``facts`` holds what probing found (seconds, channels, codec)."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="recordings")
    source = models.CharField(max_length=12)
    state = models.CharField(max_length=12, choices=RecordingState.choices, default=RecordingState.RECEIVING)
    media_type = models.CharField(max_length=60)
    upload_key = models.CharField(max_length=64, blank=True)
    expected_chunks = models.PositiveIntegerField(null=True)
    facts: SealedJSON = SealedJSON(default=dict)
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    purge_after = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "upload_key"],
                condition=models.Q(state="receiving") & ~models.Q(upload_key=""),
                name="an_upload_resumes_its_recording",
            ),
        ]


class Chunk(models.Model):
    """One numbered piece of a recording, acknowledged only after it is stored encrypted."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="chunks")
    number = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    blob = models.CharField(max_length=120)
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "number"], name="a_chunk_is_stored_once"),
        ]


class RecognisedWindow(SealedModel):
    """What was recognised in one window of a recording, so that a killed job goes on where it was."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    data: SealedJSON = SealedJSON()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recording", "name"], name="one_result_per_window")]


class Transcript(SealedModel):
    """The words of a session under a key of their own. ``engine`` names what made it (no client text)."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="transcripts")
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, null=True, related_name="transcripts")
    source = models.CharField(max_length=12)
    language = models.CharField(max_length=12, default="en")
    engine = models.JSONField(default=dict)
    notices: SealedJSON = SealedJSON(default=list)
    made_at = models.DateTimeField()
    purge_after = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)


class Utterance(SealedModel):
    """One utterance as it stands now; ``body`` has speaker, start, end, text and words with probabilities."""

    transcript = models.ForeignKey(Transcript, on_delete=models.PROTECT, related_name="utterances")
    index = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    body: SealedJSON = SealedJSON()

    class Meta:
        ordering = ["index"]
        constraints = [
            models.UniqueConstraint(fields=["transcript", "index"], name="one_utterance_per_place")
        ]


class EarlierUtterance(SealedModel):
    """How an utterance read before it was corrected, by whom and when. Never changed."""

    utterance = models.ForeignKey(Utterance, on_delete=models.PROTECT, related_name="earlier")
    version = models.PositiveIntegerField()
    body: SealedJSON = SealedJSON()
    replaced_by = models.UUIDField()
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["utterance", "version"], name="each_version_is_kept_once")
        ]


class Progress(models.Model):
    """How far the work on a session's capture is. ``message`` is one of our own sentences."""

    session = models.OneToOneField(
        Session, on_delete=models.PROTECT, primary_key=True, related_name="progress"
    )
    stage = models.CharField(max_length=12, choices=Stage.choices)
    done = models.FloatField(default=0)
    message = models.CharField(max_length=400, blank=True)
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()
