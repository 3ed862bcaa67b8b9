"""Forms of a note: its facts, new sentences, addenda, and starting one by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from rapport.clinic.notes.models import NoteKind

RISK_ANSWERS = [
    ("", "Choose"),
    ("assessed_denied", "Asked; client denied"),
    ("assessed_raised", "Raised; see the note"),
    ("not_assessed", "Not assessed in this session"),
]


class FactsForm(forms.Form):
    """The facts of the service. Nothing clinical is preset: empty means not stated."""

    started_at = forms.DateTimeField(
        label="Start", widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    ended_at = forms.DateTimeField(label="Stop", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    modality = forms.ChoiceField(
        label="How you met",
        choices=[("in_person", "In person"), ("video", "Video"), ("audio", "Telephone")],
    )
    client_location = forms.CharField(label="Where the client was", max_length=120)
    clinician_location = forms.CharField(label="Where you were", max_length=120)
    telehealth_agreed = forms.BooleanField(
        label="By video or telephone: the client agreed to that", required=False
    )
    reason_for_audio = forms.CharField(label="If by telephone alone, why", max_length=200, required=False)
    participants = forms.CharField(
        label="Who took part", max_length=200, help_text="Such as: client; client and partner."
    )
    diagnoses = forms.MultipleChoiceField(
        label="Diagnoses treated", required=False, widget=forms.CheckboxSelectMultiple
    )
    goals = forms.MultipleChoiceField(
        label="Goals worked on", required=False, widget=forms.CheckboxSelectMultiple
    )
    risk_answer = forms.ChoiceField(label="Risk", choices=RISK_ANSWERS, required=False)
    risk_reason = forms.CharField(
        label="If not assessed, why",
        required=False,
        help_text="“Not assessed” with a reason is always a valid answer.",
    )
    mental_status = forms.CharField(
        label="Mental status, as you observed it", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("diagnoses", "goals"):
            self.fields[name].choices = choices[name]  # type: ignore[attr-defined]  # both are choice fields

    def clean_ended_at(self) -> Any:
        """Stop a session that ends before it starts, or has not ended yet."""
        start, end = self.cleaned_data.get("started_at"), self.cleaned_data["ended_at"]
        if start and end <= start:
            raise forms.ValidationError("The session ends before it starts.")
        if end > timezone.now():
            raise forms.ValidationError("This time lies in the future. Enter when the session really ended.")
        return end

    def facts(self) -> dict[str, Any]:
        """Give the facts as they are stored."""
        data = {key: value for key, value in self.cleaned_data.items() if key != "revision"}
        minutes = int((data["ended_at"] - data["started_at"]).total_seconds() // 60)
        return {
            **data,
            "started_at": data["started_at"].isoformat(),
            "ended_at": data["ended_at"].isoformat(),
            "psychotherapy_minutes": minutes,
        }


class NewNoteForm(forms.Form):
    """How a note without a draft begins."""

    kind = forms.ChoiceField(
        label="What the note is about", choices=NoteKind.choices, widget=forms.RadioSelect
    )
    format = forms.ChoiceField(label="Format", help_text="Stamps bring the format that suits them.")

    def __init__(self, *args: Any, formats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = formats  # type: ignore[attr-defined]  # a choice field


class AddendumForm(forms.Form):
    """Something to add to a signed note."""

    text = forms.CharField(label="Addendum", widget=forms.Textarea(attrs={"rows": 4}))
    reason = forms.CharField(label="Why it is added now", max_length=300)


class ReturnForm(forms.Form):
    """A supervisor's comment."""

    comment = forms.CharField(
        label="What the author should look at", widget=forms.Textarea(attrs={"rows": 3})
    )


def local_input(value: str) -> str:
    """Give a stored moment as a date-time input shows it."""
    if not value:
        return ""
    from datetime import datetime

    return timezone.localtime(datetime.fromisoformat(value)).strftime("%Y-%m-%dT%H:%M")
