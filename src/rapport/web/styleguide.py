"""Fictional samples for the style page: every component in every state, for whoever builds pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from rapport.base.ui.badges import BADGES
from rapport.base.ui.charts import Band, LineChart, Reading, Series
from rapport.base.ui.icons import ICONS

TOKENS = (
    *("page", "surface", "sunk", "line", "line-strong", "ink", "ink-soft", "accent", "accent-soft"),
    *("info-soft", "success-soft", "warning-soft", "danger-soft", "danger", "mark", "focus"),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Full name", help_text="As on the insurance card.", initial="Luis Ortega")
    phone = forms.CharField(label="Telephone", required=False)
    reason = forms.CharField(label="What brings you here?", widget=forms.Textarea, required=False)
    role = forms.ChoiceField(label="Who speaks first", choices=[("c", "Clinician"), ("l", "Client")])
    format = forms.ChoiceField(
        label="Note format",
        choices=[("soap", "SOAP"), ("dap", "DAP")],
        widget=forms.RadioSelect,
        initial="soap",
    )
    agreed = forms.BooleanField(
        label="The client said yes aloud today", help_text="Asked again at each session."
    )
    recording = forms.FileField(
        label="Recording", required=False, help_text="wav, mp3, m4a, webm, ogg or flac."
    )


class FaultyForm(forms.Form):
    """Arrives with mistakes, to show how they are told."""

    birth_date = forms.DateField(label="Date of birth", help_text="For example 3/14/1988.")
    format = forms.ChoiceField(label="Note format", choices=[("soap", "SOAP")], widget=forms.RadioSelect)

    sample: ClassVar[dict[str, str]] = {"birth_date": "31/31/1988"}


def samples() -> dict[str, Any]:
    """Give everything that the style page shows."""
    now = timezone.now()
    faulty = FaultyForm(FaultyForm.sample)
    faulty.is_valid()
    return {
        "tokens": TOKENS,
        "icons": sorted(ICONS),
        "states": sorted(BADGES),
        "form": SampleForm(),
        "faulty": faulty,
        "moments": [now, now - timedelta(days=1), now - timedelta(days=40), now - timedelta(days=500)],
        "day": date(2026, 3, 3),
        "one_line": _one_line(),
        "two_lines": _two_lines(),
        "no_line": LineChart(title="WHO-5", series=(), maximum=100),
        "lines": LINES,
        "word_states": (("would", ""), ("not", "word-doubtful"), ("go", "word-unsure")),
    }


def _readings(*values: float) -> tuple[Reading, ...]:
    start = date(2026, 1, 6)
    return tuple(Reading(start + timedelta(days=14 * n), value) for n, value in enumerate(values))


def _one_line() -> LineChart:
    bands = (
        Band(0, 4, "minimal"),
        Band(5, 9, "mild"),
        Band(10, 14, "moderate"),
        Band(15, 19, "moderately severe"),
        Band(20, 27, "severe"),
    )
    series = Series("Total", _readings(18, 17, 19, 14, 12, 13, 9))
    return LineChart(title="Depression score over time", series=(series,), maximum=27, bands=bands)


def _two_lines() -> LineChart:
    first = Series("Sleep", _readings(4, 5, 5, 6, 7))
    second = Series("Worry", _readings(8, 8, 7, 5, 5))
    return LineChart(title="Two of Luis's own scales", series=(first, second), maximum=10)


LINES = (
    ("u1", 12.0, 17.5, "clinician", "Maya Okafor", "How did the week go, with the evening walks?"),
    ("u2", 18.2, 29.0, "client", "Luis", "I went twice. I thought I'd do four, but twice was honest."),
    ("u3", 29.6, 34.1, "clinician", "Maya Okafor", "Twice is twice more than the week before."),
    ("u4", 34.8, 47.3, "client", "Luis", "I never filled the sertraline. I wanted to talk with you first."),
    (
        "u5",
        48.0,
        53.9,
        "clinician",
        "Maya Okafor",
        "Thank you for telling me. Any thoughts of ending your life?",
    ),
    ("u6", 54.3, 61.0, "client", "Luis", "No. Not since October. I would tell you."),
)
