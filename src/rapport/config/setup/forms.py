"""The questions of the guide, a page each. They are checked as `config.beginning` checks them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation

from rapport.config.setup.progress import Progress
from rapport.people.practice.forms import HoursForm, NpiField
from rapport.people.practice.places import state_choices, zone_choices


class CodeForm(forms.Form):
    """The code that was printed at the start."""

    code = forms.CharField(
        label="Setup code", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class PracticeForm(HoursForm):
    """What the practice is called, where it is, and when it is open."""

    practice = forms.CharField(label="Name of the practice", max_length=200)
    jurisdiction = forms.ChoiceField(
        label="State", choices=state_choices, help_text="Its laws decide which features are on."
    )
    time_zone = forms.ChoiceField(label="Time zone", choices=zone_choices)
    npi = NpiField(
        label="NPI of the practice", help_text="Ten digits. Leave it empty if there is none; it can follow."
    )

    @property
    def facts(self) -> list[forms.BoundField]:
        """Give the fields that are no hours."""
        return [self[name] for name in ("practice", "jurisdiction", "time_zone", "npi")]


class YouForm(forms.Form):
    """Who the owner is, as a professional."""

    name = forms.CharField(
        label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    credential = forms.CharField(
        label="Your credential", max_length=60, help_text="As it is printed, such as LCSW."
    )
    licence = forms.CharField(label="Your licence number", max_length=40)
    licence_until = forms.DateField(
        label="Licence valid until", widget=forms.DateInput(attrs={"type": "date", "class": "is-short"})
    )


class WordsForm(forms.Form):
    """Two words of the shares, typed back from paper."""

    def __init__(self, *args: Any, progress: Progress, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._progress = progress
        for share, place in progress.asked():
            self.fields[f"share_{share}"] = forms.CharField(
                label=f"Share {share + 1}, word {place + 1}",
                max_length=20,
                widget=forms.TextInput(
                    attrs={"autocomplete": "off", "autocapitalize": "none", "class": "is-short"}
                ),
            )

    def clean(self) -> dict[str, Any]:
        """Stop a word that is another one."""
        given = super().clean() or {}
        for share, place in self._progress.asked():
            word = given.get(f"share_{share}")
            if word and not self._progress.is_word(word, share=share, place=place):
                self.add_error(f"share_{share}", "This is another word. Look at your paper once more.")
        return given


class SignInForm(forms.Form):
    """How the owner signs in."""

    username = forms.CharField(
        label="User name", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Passphrase",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters; a few words that do not belong together are best.",
    )
    again = forms.CharField(
        label="The same passphrase again",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Stop a passphrase that is too short or too common."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        """Stop a second passphrase that is another one."""
        given = super().clean() or {}
        if given.get("again") and given.get("password") and given["again"] != given["password"]:
            self.add_error("again", "The two passphrases differ.")
        return given
