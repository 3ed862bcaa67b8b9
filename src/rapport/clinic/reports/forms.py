"""The form of a summary: one field a section, one sentence a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms


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
            lines = [
                line.strip() for line in self.cleaned_data[f"section_{number}"].splitlines() if line.strip()
            ]
            sentences = [
                known.get(line, {"text": line, "kind": "from_clinician", "evidence": []}) for line in lines
            ]
            made.append({**section, "sentences": sentences})
        return made
