"""Forms of summaries: the text, why one is withheld, the question before sending, and what a reader marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from rapport.clinic.reports.policies import WITHHOLD_REASONS


class SummaryForm(forms.Form):
    """A summary's sections as text. A line that is left as it was keeps its evidence."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sections: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sections = sections
        for number, section in enumerate(sections):
            self.fields[f"section_{number}"] = forms.CharField(
                label=section["title"],
                required=False,
                initial="\n".join(one["text"] for one in section["sentences"]),
                widget=forms.Textarea(attrs={"rows": max(3, len(section["sentences"]) + 1)}),
            )

    def sections(self) -> list[dict[str, Any]]:
        """Give the sections as they are stored, evidence kept where the words are the same."""
        made = []
        for number, section in enumerate(self._sections):
            known = {one["text"]: one for one in section["sentences"]}
            sentences = [
                known.get(line, {"text": line, "kind": "from_clinician", "evidence": []})
                for line in _lines(self.cleaned_data[f"section_{number}"])
            ]
            made.append({**section, "sentences": sentences})
        return made

    def text(self) -> str:
        """Give what is written, saved or not, as one text."""
        return "\n".join(
            line
            for number in range(len(self._sections))
            for line in _lines(self.data.get(f"section_{number}", ""))
        )


class WithholdForm(forms.Form):
    """Why a summary is kept from the client."""

    why = forms.ChoiceField(
        label="Why is it withheld?", choices=list(WITHHOLD_REASONS.items()), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="In your words",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stays in the chart.",
    )


class ReleaseForm(forms.Form):
    """The question that comes before anything is sent."""

    asked_who_reads = forms.BooleanField(
        label="I asked whether anyone else reads what reaches this client, and this way is safe for them.",
    )


class WrongForm(forms.Form):
    """What a reader marks in their summary. Ticks only: see `services.mark_wrong`."""

    lines = forms.TypedMultipleChoiceField(
        label="Which lines are not right?", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    missing = forms.BooleanField(label="Something important is missing.", required=False)
    call = forms.BooleanField(label="I would like to talk about it.", required=False)

    def __init__(self, *args: Any, texts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = list(enumerate(texts))  # type: ignore[attr-defined]  # the field above

    def clean(self) -> dict[str, Any]:
        """Ask for at least one tick."""
        data = super().clean() or {}
        if not (data.get("lines") or data.get("missing") or data.get("call")):
            raise forms.ValidationError("Tick at least one line.")
        return data


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
