"""Which handlers hear which events. The one place where floors are wired upwards."""

from __future__ import annotations

from rapport.base.events import bind


def bind_all() -> None:
    """Declare every event. docs/reference/events.md explains them; a test compares."""
    bind("transcript.ready", "rapport.clinic.notes.tasks.on_transcript_ready")
    bind("consent.revoked", "rapport.clinic.sessions.tasks.on_consent_revoked")
    bind("note.drafted", "rapport.clinic.reports.tasks.on_note_drafted")
    # Before the handler of notes: that one lets the transcript go, which the summaries are drafted from.
    bind("note.signed", "rapport.clinic.reports.tasks.on_note_signed")
    bind("note.signed", "rapport.clinic.notes.tasks.on_note_signed")
    bind("note.waits_for_cosignature", "rapport.clinic.notes.tasks.on_note_waits")
    bind("note.returned", "rapport.clinic.notes.tasks.on_note_returned")
