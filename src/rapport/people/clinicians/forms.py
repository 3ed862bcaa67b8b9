"""Forms about staff: somebody new, their roles, how they sign, a licence, a lost second factor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation

from rapport.people.practice.forms import NpiField
from rapport.people.practice.places import state_choices
from rapport.safeguards.accounts.kinds import Proof, ResetReason
from rapport.safeguards.actors import Role

STAFF_ROLES = [r for r in Role if r not in {Role.CLIENT, Role.PROXY}]


class RolesForm(forms.Form):
    """What someone may be here."""

    roles = forms.TypedMultipleChoiceField(
        label="Roles",
        choices=[(r.value, r.value.replace("_", " ").capitalize()) for r in STAFF_ROLES],
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
        help_text="Clients are seen by their care team alone, whatever other roles somebody has.",
    )


class StaffForm(RolesForm):
    """Someone who will sign in."""

    display_name = forms.CharField(label="Name", max_length=120)
    username = forms.CharField(label="User name", max_length=80)
    credential = forms.CharField(
        label="Credential", max_length=60, required=False, help_text="As it is printed, such as LCSW."
    )
    password = forms.CharField(
        label="First passphrase",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters. They set up a second factor when they first sign in.",
    )
    field_order = ("display_name", "username", "credential", "roles", "password")

    def clean_password(self) -> str:
        """Stop a passphrase that is too short or too common."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password


class ProfileForm(forms.Form):
    """How someone signs, and who cosigns."""

    credential = forms.CharField(
        label="Credential", max_length=60, required=False, help_text="As it is printed, such as LCSW."
    )
    npi = NpiField(label="Their own NPI")
    supervisor = forms.ChoiceField(label="Who cosigns their notes", required=False)

    def __init__(self, *args: Any, supervisors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].choices = [("", "Nobody"), *supervisors]  # type: ignore[attr-defined]  # a choice field


class LicenceForm(forms.Form):
    """A licence; one with the same state and number is renewed."""

    kind = forms.CharField(label="Kind", max_length=60, help_text="Such as LCSW, LPC, LMFT or Psychologist.")
    number = forms.CharField(label="Number", max_length=40)
    jurisdiction = forms.ChoiceField(label="State", choices=state_choices)
    expires_on = forms.DateField(
        label="Valid until", widget=forms.DateInput(attrs={"type": "date", "class": "is-short"})
    )


class ResetForm(forms.Form):
    """Why a second factor is taken away, and how it is known that the right person asks."""

    reason = forms.TypedChoiceField(
        label="Why?",
        choices=[(one.value, one.label) for one in ResetReason],
        coerce=ResetReason,
        widget=forms.RadioSelect,
    )
    proof = forms.TypedChoiceField(
        label="How do you know that it is really them?",
        choices=[(one.value, one.label) for one in Proof],
        coerce=Proof,
        widget=forms.RadioSelect,
        help_text="A message or an email that asks for this is how accounts are stolen.",
    )
