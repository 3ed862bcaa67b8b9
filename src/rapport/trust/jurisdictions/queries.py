"""Reads of the rule registry and decisions from it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources

from django.utils import timezone

from rapport.trust.jurisdictions import policies
from rapport.trust.jurisdictions.kinds import Decision, Rule
from rapport.trust.jurisdictions.models import Attestation, LocalOverride


@cache
def rules() -> tuple[Rule, ...]:
    """Give every rule that came with the product."""
    text = resources.files("rapport.trust.jurisdictions").joinpath("rules.toml").read_text("utf-8")
    return tuple(Rule(**{**row, "features": tuple(row["features"])}) for row in tomllib.loads(text)["rules"])


def decide(
    *, feature: str, client_jurisdiction: str, clinician_states: Sequence[str] = (), on: date | None = None
) -> Decision:
    """Decide whether a feature may be used for a client in a place by a clinician with these licences."""
    return policies.decide(
        rules(),
        feature=feature,
        places=(client_jurisdiction, *clinician_states),
        on=on or timezone.localdate(),
        overrides=overrides(),
        attested=attestations(),
    )


def overrides() -> dict[str, str]:
    """Give the practice's own newest answer by rule."""
    return {row.rule_id: row.effect for row in LocalOverride.objects.order_by("at")}


def attestations() -> dict[str, date]:
    """Give when each rule was last looked at again."""
    return {row.rule_id: row.at.date() for row in Attestation.objects.order_by("at")}


def override_history(rule_id: str) -> list[LocalOverride]:
    """Give every change of one rule, newest first."""
    return list(LocalOverride.objects.filter(rule_id=rule_id).order_by("-at"))
