"""What other apps may know of a session's work."""

from __future__ import annotations

from django.db import models


class Stage(models.TextChoices):
    """What is being done for a session, in order."""

    RECEIVING = "receiving", "Receiving the recording"
    LISTENING = "listening", "Listening for speech"
    TRANSCRIBING = "transcribing", "Writing down what was said"
    SPEAKERS = "speakers", "Telling the two voices apart"
    DRAFTING = "drafting", "Drafting the note"
    READY = "ready", "Ready for you"
    FAILED = "failed", "Stopped"
