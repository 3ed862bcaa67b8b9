"""The form on which the owner puts down what was established about a vendor."""

from __future__ import annotations

from typing import Any

from django import forms

from rapport.trust.vendors.kinds import PURPOSES, QUESTIONS, Service
from rapport.trust.vendors.models import Vendor


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class VendorForm(forms.Form):
    """Everything that a permit rests on. Nothing is assumed in the vendor's favor."""

    name = forms.CharField(label="Vendor", max_length=120)
    service = forms.ChoiceField(label="What it does", choices=[(s.value, s.label) for s in Service])
    host = forms.CharField(
        label="Host", max_length=200, help_text="The host's name alone, such as api.example.com."
    )
    purposes = forms.MultipleChoiceField(
        label="What it may get data for",
        choices=list(PURPOSES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    baa_signed_on = forms.DateField(
        label="Business Associate Agreement signed on", required=False, widget=_day()
    )
    baa_ends_on = forms.DateField(label="Agreement ends on", required=False, widget=_day())
    region = forms.CharField(
        label="Country where data is kept", max_length=40, help_text="US is the only one that is allowed."
    )
    retention = forms.CharField(label="How long it keeps data", max_length=200, required=False)
    no_training = forms.BooleanField(
        label="It ruled out, in writing, training on client data", required=False
    )
    reviewed_on = forms.DateField(
        label="Reviewed by us on", required=False, widget=_day(), help_text="A review counts for 12 months."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add one field for each question of the questionnaire."""
        super().__init__(*args, **kwargs)
        for number, question in enumerate(QUESTIONS):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=question, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    @staticmethod
    def initial_of(vendor: Vendor) -> dict[str, Any]:
        """Give what the form starts with when a record is changed."""
        names = ("name", "service", "host", "purposes", "baa_signed_on", "baa_ends_on", "region", "retention",
                 "reviewed_on")  # fmt: skip
        answers = {f"answer_{n}": vendor.answers.get(question, "") for n, question in enumerate(QUESTIONS)}
        facts = {name: getattr(vendor, name) for name in names}
        return {**facts, **answers, "no_training": not vendor.trains_on_data}

    def values(self) -> dict[str, Any]:
        """Give what the service takes."""
        data = dict(self.cleaned_data)
        answers = {question: data.pop(f"answer_{n}") for n, question in enumerate(QUESTIONS)}
        data["trains_on_data"] = not data.pop("no_training")
        return {**data, "answers": {question: answer for question, answer in answers.items() if answer}}
