"""Forms of the practice: what it is called and when it is open, and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from rapport.base.errors import Expected
from rapport.people.practice import hours, services
from rapport.people.practice.policies import SETTINGS, note_formats


class SettingsForm(forms.Form):
    """Every setting with its bounds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, setting in SETTINGS.items():
            self.fields[name] = _field(setting)


def _field(setting: Any) -> forms.Field:
    if isinstance(setting.default, bool):
        return forms.BooleanField(label=setting.label, required=False)
    if isinstance(setting.default, int):
        return forms.IntegerField(label=setting.label, min_value=setting.lowest, max_value=setting.highest)
    return forms.ChoiceField(label=setting.label, choices=note_formats)


class NpiField(forms.CharField):
    """A National Provider Identifier, or nothing; the check digit is checked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "NPI")
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "class": "is-short"}))
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> str:
        """Give the ten digits without the blanks that people write between them."""
        npi = "".join(str(value or "").split())
        if npi:
            _or_error(services.check_npi, npi)
        return npi


class HoursForm(forms.Form):
    """Opening hours: a line a day, as people write them."""

    def __init__(self, *args: Any, opening_hours: hours.Hours = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, name in enumerate(hours.DAYS):
            self.fields[f"day_{day}"] = _DayField(label=name, initial=hours.written(opening_hours, day))

    @property
    def days(self) -> list[forms.BoundField]:
        """Give the seven lines."""
        return [self[f"day_{day}"] for day in range(len(hours.DAYS))]

    @property
    def opening_hours(self) -> list[tuple[int, str, str]]:
        """Give the hours as the practice keeps them."""
        return hours_from(self.cleaned_data)


class _DayField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=80, **kwargs)

    def clean(self, value: Any) -> list[tuple[str, str]]:
        return _or_error(hours.parse_day, super().clean(value))  # type: ignore[no-any-return]  # as parse_day gives


class FactsForm(HoursForm):
    """What the practice is called, and how and when it is reached."""

    name = forms.CharField(label="Name of the practice", max_length=200)
    npi = NpiField(help_text="The practice's own, ten digits. Leave it empty if there is none.")
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    address = forms.CharField(
        label="Address", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @property
    def facts(self) -> list[forms.BoundField]:
        """Give the fields that are no hours."""
        return [self[name] for name in ("name", "npi", "phone", "address")]


def hours_from(cleaned: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """Give the hours of a cleaned form, in order."""
    return [(day, *span) for day in range(len(hours.DAYS)) for span in cleaned.get(f"day_{day}", [])]


def _or_error(check: Any, value: str) -> Any:
    try:
        return check(value)
    except Expected as error:
        raise forms.ValidationError(str(error)) from error
