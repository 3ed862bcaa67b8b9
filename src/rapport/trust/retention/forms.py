"""Forms of retention: days, and a legal hold."""

from __future__ import annotations

from typing import Any

from django import forms

from rapport.trust.retention.kinds import LONGEST_AUDIO_DAYS, LONGEST_TRANSCRIPT_DAYS

_EXCERPTS = {
    "": "As the practice does",
    "yes": "Keep at most 25 words",
    "no": "Keep only a mark and the time",
}


class DaysForm(forms.Form):
    """How long things are kept in one scope."""

    audio_days = forms.IntegerField(
        label="Days that a recording is kept at most",
        min_value=0,
        max_value=LONGEST_AUDIO_DAYS,
        help_text="7 at most. A recording goes earlier when the note is signed.",
    )
    until_signature = forms.BooleanField(
        label="Delete a recording as soon as the note is signed", required=False
    )
    transcript_days = forms.IntegerField(
        label="Days that the text is kept after the note is signed",
        min_value=0,
        max_value=LONGEST_TRANSCRIPT_DAYS,
        help_text="0 deletes it with the signature.",
    )
    excerpts = forms.ChoiceField(
        label="Under each signed sentence", choices=list(_EXCERPTS.items()), required=False
    )

    def clean_excerpts(self) -> bool | None:
        """Give yes, no, or nothing for what the wider scope says."""
        return {"yes": True, "no": False}.get(self.cleaned_data["excerpts"])


def initial_days(days: Any, *, own_excerpts: bool | None) -> dict[str, Any]:
    """Give what the form starts with: what counts now."""
    return {
        "audio_days": days.audio,
        "until_signature": days.until_signature,
        "transcript_days": days.transcript,
        "excerpts": {True: "yes", False: "no", None: ""}[own_excerpts],
    }


class HoldForm(forms.Form):
    """Why nothing of a client's may be deleted."""

    reason = forms.CharField(
        label="What the hold is for",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example a subpoena, with its date.",
    )
