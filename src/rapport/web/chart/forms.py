"""Forms of the chart's hallway: a new client, emergency access, and the chart's lists."""

from __future__ import annotations

from django import forms


class ClientForm(forms.Form):
    """What is needed to add someone; the rest can follow."""

    legal_name = forms.CharField(label="Legal name", max_length=120)
    preferred_name = forms.CharField(
        label="Name they go by", max_length=80, required=False, help_text="First name only."
    )
    pronouns = forms.CharField(label="Pronouns", max_length=40, required=False)
    birth_date = forms.DateField(
        label="Date of birth", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    jurisdiction = forms.CharField(
        label="State where they live",
        max_length=2,
        min_length=2,
        help_text="Two letters, such as OR. Laws on recording and telehealth depend on it.",
    )
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    email = forms.EmailField(label="Email", required=False)
    presenting_problem = forms.CharField(
        label="What brings them", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_jurisdiction(self) -> str:
        """Give the state in capitals."""
        return str(self.cleaned_data["jurisdiction"]).upper()


class GlassForm(forms.Form):
    """Why a chart must be opened in an emergency."""

    reason = forms.CharField(
        label="Why do you need this chart now?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The owner and the primary clinician are told at once, with your reason.",
    )


class DiagnosisForm(forms.Form):
    """A diagnosis."""

    code = forms.CharField(label="ICD-10-CM code", max_length=8)
    label = forms.CharField(label="In your words", max_length=200)
    since = forms.DateField(label="Since", widget=forms.DateInput(attrs={"type": "date"}))
    is_primary = forms.BooleanField(label="Primary diagnosis", required=False)


class MedicationForm(forms.Form):
    """A medication as reported."""

    name = forms.CharField(label="Medication", max_length=120)
    dose = forms.CharField(label="Dose", max_length=80, required=False)
    prescriber = forms.CharField(label="Prescribed by", max_length=120, required=False)
    status = forms.ChoiceField(
        label="Status",
        choices=[
            ("taking", "Taking"),
            ("not started", "Prescribed, not started"),
            ("stopped", "Stopped"),
        ],
    )


class GoalForm(forms.Form):
    """A goal that both agreed on."""

    text = forms.CharField(label="Goal", widget=forms.Textarea(attrs={"rows": 2}))
    objective = forms.CharField(
        label="How you will both know it is reached", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    review_on = forms.DateField(
        label="Review on", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class ContactForm(forms.Form):
    """Someone around the client."""

    name = forms.CharField(label="Name", max_length=120)
    relation = forms.CharField(label="Relation", max_length=80, required=False)
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    is_emergency = forms.BooleanField(label="Emergency contact", required=False)
