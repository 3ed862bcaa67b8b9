"""Forms of the practice: its settings, and a new member of staff."""

from __future__ import annotations

from typing import Any

from django import forms

from rapport.people.practice.policies import SETTINGS
from rapport.safeguards.actors import Role

STAFF_ROLES = [r for r in Role if r not in {Role.CLIENT, Role.PROXY}]


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
    return forms.CharField(label=setting.label, max_length=20)


class StaffForm(forms.Form):
    """Someone who will sign in."""

    display_name = forms.CharField(label="Name", max_length=120)
    username = forms.CharField(label="User name", max_length=80)
    credential = forms.CharField(label="Credential as it is printed", max_length=60, required=False)
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[(r.value, r.value.replace("_", " ").capitalize()) for r in STAFF_ROLES],
        widget=forms.CheckboxSelectMultiple,
    )
    password = forms.CharField(
        label="First passphrase",
        min_length=12,
        widget=forms.PasswordInput,
        help_text="At least 12 characters. They set up a second factor when they first sign in.",
    )
