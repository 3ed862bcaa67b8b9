"""When audio and transcripts go. Pure functions over moments and days."""

from __future__ import annotations

from datetime import datetime, timedelta

from rapport.trust.retention.kinds import LONGEST_AUDIO_DAYS, Days, PurgePlan

WARN_BEFORE = timedelta(days=2)
HELD = "Nothing is deleted: the client's records are under legal hold."


def purge_plan(
    *,
    recorded_at: datetime,
    signed_at: datetime | None,
    days: Days,
    draft_needed: bool = True,
    held: bool = False,
) -> PurgePlan:
    """Say when audio and transcript of a session go, when to warn, and why.

    Audio goes at signature and never later than ``days.audio`` (at most 7) days after it was
    recorded. A transcript goes ``days.transcript`` days after signature; unsigned, it stays while a
    draft needs it, and else goes when the audio does. Under legal hold nothing goes.
    """
    if held:
        return PurgePlan(None, None, None, HELD)
    latest = recorded_at + timedelta(days=min(days.audio, LONGEST_AUDIO_DAYS))
    if signed_at is None:
        return _unsigned(recorded_at, latest, draft_needed=draft_needed)
    audio_at = min(max(signed_at, recorded_at), latest) if days.until_signature else latest
    transcript_at = max(signed_at, recorded_at) + timedelta(days=days.transcript)
    return PurgePlan(audio_at, transcript_at, None, _why_signed(days, early=audio_at < latest))


def _unsigned(recorded_at: datetime, latest: datetime, *, draft_needed: bool) -> PurgePlan:
    most = _in_days((latest - recorded_at).days)
    if not draft_needed:
        why = f"No draft needs the recording or its text: both go {most} after the session."
        return PurgePlan(latest, latest, None, why)
    why = (
        f"The recording goes when the note is signed, and {most} after the session at the latest; "
        "the text waits for the signature."
    )
    return PurgePlan(latest, None, max(recorded_at, latest - WARN_BEFORE), why)


def _why_signed(days: Days, *, early: bool) -> str:
    audio = "the recording goes now" if early else "the recording goes when its days are over"
    text = (
        "so does the text"
        if days.transcript == 0 and early
        else f"the text goes {_in_days(days.transcript)} later"
    )
    return f"The note is signed: {audio}; {text}."


def _in_days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
