"""The form of one instrument: a row of choices an item, each of which may stay without an answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone

from rapport.engines.psychometrics import Instrument

NO_ANSWER = ("", "No answer")


class AnswersForm(forms.Form):
    """The answers to one instrument, as they stand on paper or were said aloud."""

    taken_on = forms.DateField(
        label="Answered on",
        widget=forms.DateInput(attrs={"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        choices = [(str(instrument.lowest + n), word) for n, word in enumerate(instrument.options)]
        for number, item in enumerate(instrument.items, start=1):
            self.fields[f"item_{number}"] = _row(item, choices)
        if instrument.function_question:
            words = [(str(n), word) for n, word in enumerate(instrument.function_options)]
            self.fields["function"] = _row(instrument.function_question, words)

    def clean_taken_on(self) -> date:
        """Stop a day that has not come yet."""
        day: date = self.cleaned_data["taken_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day has not come yet.")
        return day

    @property
    def items(self) -> list[tuple[int, BoundField]]:
        """Give every item with its number, in order."""
        return [(n, self[f"item_{n}"]) for n in range(1, len(self.instrument.items) + 1)]

    @property
    def answers(self) -> list[int | None]:
        """Give what was answered, in item order; None where nothing was."""
        return [_number(self.cleaned_data[f"item_{n}"]) for n, _ in self.items]

    @property
    def function_row(self) -> BoundField | None:
        """Give the question about daily life, if the instrument has one."""
        return self["function"] if "function" in self.fields else None

    @property
    def function_answer(self) -> int | None:
        """Give the answer about daily life, if there was one."""
        return _number(self.cleaned_data.get("function", ""))


def _row(question: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=question, choices=[*choices, NO_ANSWER], initial="", required=False, widget=forms.RadioSelect
    )


def _number(value: str) -> int | None:
    return int(value) if value else None
