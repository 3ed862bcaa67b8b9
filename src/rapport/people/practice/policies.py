"""The settings that a practice may change, with their defaults and allowed values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapport.base.errors import Unable


@dataclass(frozen=True)
class Setting:
    """One setting: its default, what it does in words, a number's bounds, where choices come from."""

    default: bool | int | str
    label: str
    lowest: int = 0
    highest: int = 0
    choices: str = ""


SETTINGS: dict[str, Setting] = {
    "impressions_first": Setting(False, "Clinicians write their own impressions before a draft opens"),
    "default_note_format": Setting("soap", "Note format that a new note starts with", choices="note_formats"),
    "keep_excerpts": Setting(True, "Keep an excerpt of at most 25 words behind each signed sentence"),
    "late_entry_hours": Setting(72, "Hours after the session when a note counts as a late entry", 24, 720),
    "plan_review_days": Setting(90, "Days after which a treatment plan is due for review", 30, 365),
    "passkey_required": Setting(False, "Staff sign in with a passkey, not with codes"),
}


@cache
def note_formats() -> tuple[tuple[str, str], ...]:
    """Give key and title of every note format: a new file is listed by being there."""
    folder = resources.files("rapport.engines").joinpath("drafting", "note_formats")
    found = [tomllib.loads(one.read_text("utf-8")) for one in folder.iterdir() if one.name.endswith(".toml")]
    return tuple(sorted((one["key"], one["title"]) for one in found))


class UnusableSetting(Unable):
    """This setting does not exist, or the value is outside what it allows."""


def check_setting(name: str, value: object) -> None:
    """Stop a setting that does not exist or a value that does not fit.

    Raises:
        UnusableSetting: with a sentence for the person who changed it.
    """
    setting = SETTINGS.get(name)
    if setting is None or not isinstance(value, type(setting.default)):
        raise UnusableSetting("This setting does not exist or takes another kind of value.")
    if setting.choices and value not in dict(note_formats()):
        raise UnusableSetting(f"{setting.label}: choose one of the list.")
    if setting.highest and not setting.lowest <= int(str(value)) <= setting.highest:
        raise UnusableSetting(f"{setting.label}: choose between {setting.lowest} and {setting.highest}.")
