"""Deciding from rules: the strictest of client's place, clinician's licences and everywhere wins. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from rapport.trust.jurisdictions.kinds import ALWAYS_ON, Decision, Rule

STRICTNESS = {"allow": 0, "consent": 1, "block": 2}
STALE_AFTER = timedelta(days=90)


def decide(
    rules: Iterable[Rule],
    *,
    feature: str,
    places: Iterable[str],
    on: date,
    overrides: Mapping[str, str],
    attested: Mapping[str, date],
) -> Decision:
    """Decide whether a feature may be used where ``places`` apply on a day.

    A local override softens a baseline or tightens any rule; it never lifts a known prohibition. A
    stale rule keeps its effect and asks the owner to look again: documentation never stops mid-treatment.
    """
    if feature in ALWAYS_ON:
        return Decision(True, "A safety function or approved script is always on.", "", (), True, False)
    everywhere = {"*", *(place.upper() for place in places if place)}
    found = [r for r in rules if feature in r.features and r.jurisdiction in everywhere and r.effective <= on]
    if not found:
        return Decision(
            False, "No rule for this is known here, so it stays off.", "No rule", (), False, False
        )
    strictest = max(found, key=lambda rule: STRICTNESS[effect_of(rule, overrides)])
    effect = effect_of(strictest, overrides)
    reason = strictest.summary if effect != "block" else f"Not allowed here: {strictest.summary}"
    return Decision(
        allowed=effect != "block",
        reason=reason,
        source=strictest.source,
        rule_ids=tuple(rule.id for rule in found),
        verified=strictest.verified,
        stale=any(is_stale(rule, on, attested) for rule in found),
    )


def effect_of(rule: Rule, overrides: Mapping[str, str]) -> str:
    """Give a rule's effect here, with the practice's own answer where that may count."""
    own = overrides.get(rule.id)
    if own is None:
        return rule.effect
    known_prohibition = rule.effect == "block" and rule.jurisdiction != "*"
    tighter = STRICTNESS[own] > STRICTNESS[rule.effect]
    return rule.effect if known_prohibition and not tighter else own


def is_stale(rule: Rule, on: date, attested: Mapping[str, date]) -> bool:
    """Whether nobody has looked a rule up for 90 days."""
    return on - max(rule.retrieved, attested.get(rule.id, rule.retrieved)) > STALE_AFTER
