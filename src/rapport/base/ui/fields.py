"""How a form field is shown: which layout its widget needs and what describes it. No markup is here."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Textarea
from django.forms.forms import BaseForm
from django.utils.safestring import SafeString

DJANGO_ROWS = "10"  # what a Textarea says of itself when its author said nothing


def layout(bound: BoundField) -> str:
    """Give "hidden", "choices" (a group), "check" (one box) or "line"."""
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "check" if isinstance(widget, CheckboxInput) else "line"


def described_by(bound: BoundField) -> str:
    """Give the ids of hint and error, in the order in which they are read."""
    ids = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
    return " ".join(ids)


def control(bound: BoundField, **extra: Any) -> SafeString:
    """Render the widget itself with our class, its description and ``extra`` attributes."""
    own = str(bound.field.widget.attrs.get("class", ""))
    attrs: dict[str, Any] = {"class": f"input {own}".strip()} if layout(bound) == "line" else {}
    if described := described_by(bound):
        attrs["aria-describedby"] = described
    attrs.update({name.replace("_", "-"): value for name, value in extra.items()})
    if isinstance(bound.field.widget, Textarea) and str(bound.field.widget.attrs.get("rows")) == DJANGO_ROWS:
        attrs.setdefault("rows", 4)
    return bound.as_widget(attrs=attrs)


def first_id(bound: BoundField) -> str:
    """Give the id that a link in the error summary jumps to."""
    return f"{bound.auto_id}_0" if layout(bound) == "choices" else str(bound.auto_id)


def problems(form: BaseForm) -> list[tuple[str, str]]:
    """Give (id to jump to, message) for everything that is wrong; the id is empty for the whole form."""
    found = [("", str(message)) for message in form.non_field_errors()]
    for bound in form:
        found += [("" if bound.is_hidden else first_id(bound), str(e)) for e in bound.errors]
    return found
