"""Plain values for the pages of the rule registry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rapport.people.practice import queries as practice
from rapport.safeguards.actors import Actor, Role
from rapport.trust.jurisdictions import policies, queries
from rapport.trust.jurisdictions.kinds import FEATURES, Rule
from rapport.trust.jurisdictions.models import Attestation, LocalOverride
from rapport.trust.jurisdictions.queries import FeatureRow, RuleRow


@dataclass(frozen=True)
class RegistryPage:
    """What counts in one place, and the rules behind it by topic."""

    place: str
    places: list[str]
    features: list[FeatureRow]
    topics: list[tuple[str, list[RuleRow]]]
    stale: int


@dataclass(frozen=True)
class RulePage:
    """One rule with everything that the practice said about it."""

    rule: Rule
    stale: bool
    counts: bool
    features: list[str]
    answers: list[LocalOverride]
    readings: list[Attestation]
    may_answer: bool


def registry_page(*, by: Actor, place: str, on: date) -> RegistryPage:
    """Give the registry for a place, or for the practice's own where none is named."""
    known = queries.places()
    chosen = place.upper() if place.upper() in known else practice.practice().jurisdiction
    rows = queries.rows_for(by=by, jurisdiction=chosen, on=on)
    by_topic = sorted(rows, key=lambda row: row.rule.topic)
    return RegistryPage(
        place=chosen,
        places=known,
        features=queries.features_in(jurisdiction=chosen, on=on),
        topics=[(topic, list(group)) for topic, group in groupby(by_topic, key=lambda row: row.rule.topic)],
        stale=queries.stale_count(jurisdiction=chosen, on=on),
    )


def rule_page(*, by: Actor, rule_id: str, on: date) -> RulePage:
    """Give one rule.

    Raises:
        MayNotReadRules, NoSuchRule.
    """
    queries.check_may_read(by)
    rule = queries.rule_by_id(rule_id)
    return RulePage(
        rule=rule,
        stale=policies.is_stale(rule, on, queries.attestations()),
        counts=policies.in_force(rule, on),
        features=[FEATURES[feature] for feature in rule.features],
        answers=queries.override_history(rule_id),
        readings=queries.attestation_history(rule_id),
        may_answer=by.has(Role.OWNER),
    )
