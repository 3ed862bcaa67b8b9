"""The form of a psychotherapy note."""

from __future__ import annotations

from django import forms


class NoteForm(forms.Form):
    """Words for the author alone."""

    text = forms.CharField(label="Your note", widget=forms.Textarea(attrs={"rows": 12}))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
