"""The form that a client signs: one tick a purpose, none of them ticked beforehand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from rapport.trust.consent.documents import form_words
from rapport.trust.consent.kinds import Method, Purpose, Relation
from rapport.trust.consent.models import ConsentDocument


class SignForm(forms.Form):
    """What the signer fills in, in the language of the text, and below it what staff add."""

    purposes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    signer_name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    signer_relation = forms.ChoiceField(widget=forms.RadioSelect)
    method = forms.ChoiceField(
        label="How it was signed", choices=[(m.value, m.label) for m in Method], widget=forms.RadioSelect
    )
    signed_on = forms.DateField(
        label="Day on the paper",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Only for paper. Leave it empty for today.",
    )

    def __init__(self, *args: Any, document: ConsentDocument, is_current: bool, **kwargs: Any) -> None:
        """Take the ticks and words from ``document``, the text on the page."""
        super().__init__(*args, **kwargs)
        self._is_current = is_current
        words = form_words(document.language)
        rows = document.body.get("purposes", [])
        self._rows = [(key, f"{label}: {meaning}") for key, label, meaning in rows]
        self._field("purposes").choices = self._rows
        self.fields["purposes"].label = words["ticks"]
        self.fields["purposes"].help_text = words["hint"]
        self.fields["signer_name"].label = words["name"]
        self.fields["signer_relation"].label = words["who"]
        self.fields["purposes"].error_messages["required"] = words["tick_one"]
        self.fields["signer_name"].error_messages["required"] = words["name_missing"]
        self.fields["signer_relation"].error_messages["required"] = words["choose"]
        self._field("signer_relation").choices = [(r.value, words[r.value]) for r in Relation]

    def left_open(self) -> list[Purpose]:
        """Give what stood on the page and was not ticked: that is a no."""
        return [Purpose(key) for key, _ in self._rows if key not in self.cleaned_data["purposes"]]

    def clean_purposes(self) -> list[Purpose]:
        """Give the purposes that were ticked."""
        return [Purpose(value) for value in self.cleaned_data["purposes"]]

    def clean(self) -> dict[str, Any]:
        """Stop a day in the future, and a text on the screen that has changed since the page was opened."""
        data: dict[str, Any] = super().clean() or {}
        day = data.get("signed_on")
        if day is not None and day > timezone.localdate():
            self.add_error("signed_on", "This day has not come yet.")
        if not self._is_current and data.get("method") == Method.ON_SCREEN:
            raise forms.ValidationError("The text has changed since. Read the current one before you sign.")
        return data

    def _field(self, name: str) -> forms.ChoiceField:
        found = self.fields[name]
        assert isinstance(found, forms.ChoiceField)  # noqa: S101  # both are declared so above
        return found


class WhoForm(forms.Form):
    """Which answer a button speaks of: a purpose, and for someone else in the room who."""

    purpose = forms.ChoiceField(choices=[(p.value, p.label) for p in Purpose], required=False)
    participant = forms.UUIDField(required=False)

    def clean_purpose(self) -> Purpose | None:
        """Give the purpose, or nothing where all are meant."""
        value = self.cleaned_data["purpose"]
        return Purpose(value) if value else None
