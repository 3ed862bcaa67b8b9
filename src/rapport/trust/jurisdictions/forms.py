"""Forms of the rule registry: the practice's own answer, and what was found when a rule was looked up."""

from __future__ import annotations

from django import forms

from rapport.trust.jurisdictions.kinds import Effect

WORDS = {
    Effect.ALLOW: "Allowed",
    Effect.REVIEW: "A licensed person reviews everything",
    Effect.CONSENT: "Written consent of everyone, and a spoken yes",
    Effect.BLOCK: "Off",
}


class OverrideForm(forms.Form):
    """What counts in this practice, and why."""

    effect = forms.ChoiceField(
        label="What counts in this practice",
        choices=[(effect.value, words) for effect, words in WORDS.items()],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why, and where you found it",
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Name who told you, such as counsel, board or carrier, and the date.",
    )


class AttestForm(forms.Form):
    """What was found when somebody looked a rule up again."""

    found = forms.CharField(
        label="What you found",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: read on the legislature's site today, unchanged.",
    )


class PlaceForm(forms.Form):
    """Which place to look at."""

    place = forms.ChoiceField(label="Place")

    def __init__(self, places: list[str], *args: object, **kwargs: object) -> None:
        """Offer the places that the registry knows."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = [(place, place) for place in places]
