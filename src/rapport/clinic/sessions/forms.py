"""Forms of a session: when and where it was, and a transcript that is pasted or uploaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from rapport.engines.kinds import Speaker

ROLES = [
    ("", "Choose"),
    ("clinician", "the clinician"),
    ("client", "the client"),
    ("other", "someone else"),
    ("unknown", "not known"),
]
MODALITIES = [("in_person", "In person"), ("video", "Video"), ("audio", "Telephone")]


class SessionForm(forms.Form):
    """When the session was, how, and who else was there."""

    day = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "date"}))
    start = forms.TimeField(label="Start", widget=forms.TimeInput(attrs={"type": "time"}))
    minutes = forms.IntegerField(
        label="Minutes", min_value=1, max_value=480, initial=50, help_text="From start to stop."
    )
    modality = forms.ChoiceField(label="How you met", choices=MODALITIES, widget=forms.RadioSelect)
    client_location = forms.CharField(
        label="State where the client was", max_length=2, min_length=2, help_text="Two letters, such as OR."
    )
    clinician_location = forms.CharField(label="State where you were", max_length=2, min_length=2)
    others = forms.CharField(
        label="Anyone else in the room",
        required=False,
        help_text="One name a line. Each must agree before anything is recorded.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def times(self) -> tuple[datetime, datetime]:
        """Give start and end as moments in the practice's time zone."""
        start = datetime.combine(self.cleaned_data["day"], self.cleaned_data["start"])
        began = timezone.make_aware(start)
        return began, began + timedelta(minutes=self.cleaned_data["minutes"])

    def facts(self) -> dict[str, str]:
        """Give the facts of the session as they are stored."""
        data = self.cleaned_data
        return {
            "modality": data["modality"],
            "client_location": data["client_location"].upper(),
            "clinician_location": data["clinician_location"].upper(),
            "attendance": "attended",
        }

    def people(self) -> list[str]:
        """Give the names of others in the room."""
        return [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]


class TranscriptForm(forms.Form):
    """A transcript as a file or as text."""

    file = forms.FileField(
        label="Transcript file", required=False, help_text="txt, vtt, srt or json, up to 5 MB."
    )
    text = forms.CharField(
        label="Or paste it here",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One line for each speaker, such as “Therapist: How was your week?”",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        data = super().clean() or {}
        if not data.get("file") and not (data.get("text") or "").strip():
            raise ValidationError("Choose a file or paste the transcript.")
        return data

    def content(self) -> tuple[bytes, str]:
        """Give the bytes and a file name whose ending says what they are."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), "pasted.txt"


class RolesForm(forms.Form):
    """Who is who in a transcript whose labels do not say it. The content travels along, untouched."""

    content = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, labels: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, label in enumerate(labels):
            self.fields[f"role_{number}"] = forms.ChoiceField(label=f"“{label}” is", choices=ROLES)

    def roles(self, labels: Sequence[str]) -> dict[str, Speaker]:
        """Give the chosen role of each label."""
        return {label: Speaker(self.cleaned_data[f"role_{n}"]) for n, label in enumerate(labels)}


class LineForm(forms.Form):
    """A corrected line."""

    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 3}))
    speaker = forms.ChoiceField(
        label="Speaker",
        choices=[
            ("clinician", "Clinician"),
            ("client", "Client"),
            ("other", "Someone else"),
            ("unknown", "Not known"),
        ],
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
