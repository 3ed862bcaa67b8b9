"""Deciding from rules: the strictest of client's place, licences, practice and baseline wins. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from rapport.trust.jurisdictions.kinds import (
    ALWAYS_ON,
    EVERYWHERE,
    RESTRICTED,
    Decision,
    Effect,
    OwnAnswer,
    Rule,
    Status,
)

STRICTNESS = {effect: place for place, effect in enumerate(Effect)}
GATING = frozenset({Status.ENACTED, Status.IN_FORCE})
OPT_IN_HOLDS = timedelta(days=90)
Overrides = Mapping[str, OwnAnswer]
Attestations = Mapping[str, date]


def decide(
    rules: Iterable[Rule],
    *,
    feature: str,
    places: Iterable[str],
    on: date,
    overrides: Overrides,
    attested: Attestations,
) -> Decision:
    """Decide whether a feature may be used where ``places`` apply on a day.

    A practice's own answer may opt in to what only the baseline switches off, or make any rule
    stricter; it never lifts the rule of a place. A stale rule keeps its effect and asks the owner to
    look again, so documentation never stops in the middle of a treatment.
    """
    if feature in ALWAYS_ON:
        return Decision(True, "A safety function or approved script is always on.", "", (), True, False)
    found = applicable(rules, feature=feature, places=places, on=on)
    if not found:
        return Decision(
            False, "No rule for this is known here, so it stays off.", "No rule", (), False, False
        )
    effects = {rule.id: effect_of(rule, on, overrides, attested) for rule in found}
    strictest = max(found, key=lambda rule: (STRICTNESS[effects[rule.id]], not rule.is_baseline))
    blocked = effects[strictest.id] == Effect.BLOCK
    return Decision(
        allowed=not blocked,
        reason=_reason(strictest, effects[strictest.id]),
        source=strictest.citation or strictest.source,
        rule_ids=tuple(rule.id for rule in found),
        verified=not strictest.is_baseline and strictest.verified,
        stale=any(is_stale(rule, on, attested) for rule in found),
        effective=strictest.effective,
        conditions=() if blocked else _conditions(found, effects),
    )


def applicable(rules: Iterable[Rule], *, feature: str, places: Iterable[str], on: date) -> list[Rule]:
    """Give the rules that gate a feature in any of these places on a day; unverified ones gate nothing."""
    everywhere = {EVERYWHERE, *(place.strip().upper() for place in places)}
    return [
        rule
        for rule in rules
        if feature in rule.features and rule.jurisdiction in everywhere and in_force(rule, on)
    ]


def in_force(rule: Rule, on: date) -> bool:
    """Whether a rule counts on a day: enacted, begun and not run out."""
    begun = rule.effective is None or rule.effective <= on
    over = rule.sunset is not None and rule.sunset <= on
    return rule.status in GATING and begun and not over


def effect_of(rule: Rule, on: date, overrides: Overrides, attested: Attestations) -> Effect:
    """Give a rule's effect here, with the practice's own answer where that may count."""
    own = overrides.get(rule.id)
    if own is None:
        return rule.effect
    if STRICTNESS[own.effect] >= STRICTNESS[rule.effect]:
        return own.effect
    if not rule.is_baseline or not _opt_in_holds(rule, own, on, attested):
        return rule.effect
    return own.effect


def may_override(rule: Rule, effect: Effect) -> bool:
    """Whether a practice may answer a rule so: stricter always, softer only than the baseline."""
    return rule.is_baseline or STRICTNESS[effect] >= STRICTNESS[rule.effect]


def is_stale(rule: Rule, on: date, attested: Attestations) -> bool:
    """Whether nobody has looked a rule up for as long as a reading holds."""
    if rule.review_days == 0:
        return False
    return on > review_due(rule, attested)


def review_due(rule: Rule, attested: Attestations) -> date:
    """Give the day until which the last reading of a rule holds."""
    read = max(rule.retrieved, attested.get(rule.id, rule.retrieved))
    return read + timedelta(days=rule.review_days)


def _opt_in_holds(rule: Rule, own: OwnAnswer, on: date, attested: Attestations) -> bool:
    """An opt-in to a restricted feature ends when nobody has stood by it for 90 days."""
    if not RESTRICTED & set(rule.features):
        return True
    return on - max(own.on, attested.get(rule.id, own.on)) <= OPT_IN_HOLDS


def _reason(rule: Rule, effect: Effect) -> str:
    if effect != Effect.BLOCK:
        return rule.summary
    if rule.effect == Effect.BLOCK:
        return f"Not allowed here: {rule.summary}"
    return "Not allowed here: the practice decided so."


def _conditions(found: Iterable[Rule], effects: Mapping[str, Effect]) -> tuple[str, ...]:
    asked = {effects[rule.id]: None for rule in found if effects[rule.id] != Effect.ALLOW}
    by_strictness = sorted(asked, key=lambda effect: -STRICTNESS[effect])
    return tuple(_CONDITIONS[effect] for effect in by_strictness)


_CONDITIONS = {
    Effect.CONSENT: "Written consent of every participant, with a spoken yes at each session.",
    Effect.REVIEW: "A licensed person reviews everything that is made with AI.",
}
