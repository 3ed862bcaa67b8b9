"""Reads of the rule registry and decisions from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from rapport.base.errors import MayNot, NotFound
from rapport.people.practice import queries as practice
from rapport.safeguards.actors import Actor, Role
from rapport.trust.jurisdictions import loading, policies
from rapport.trust.jurisdictions.kinds import (
    EVERYWHERE,
    FEATURES,
    Decision,
    Disclosure,
    Effect,
    OwnAnswer,
    Rule,
)
from rapport.trust.jurisdictions.models import Attestation, LocalOverride

STAFF = (Role.OWNER, Role.CLINICIAN, Role.SUPERVISOR, Role.TRAINEE, Role.AUDITOR)


class NoSuchRule(NotFound):
    """There is no such rule."""


class MayNotReadRules(MayNot):
    """The registry is for those who work under it."""


@dataclass(frozen=True)
class RuleRow:
    """One rule with what the practice said about it."""

    rule: Rule
    stale: bool
    review_due: date | None
    own: LocalOverride | None
    counts: bool


@dataclass(frozen=True)
class FeatureRow:
    """What a feature's rules come to in one place."""

    feature: str
    label: str
    decision: Decision


def rules() -> tuple[Rule, ...]:
    """Give every rule that came with the product."""
    return loading.rules()


def rule_by_id(rule_id: str) -> Rule:
    """Give one rule.

    Raises:
        NoSuchRule: there is none with this id.
    """
    for rule in loading.rules():
        if rule.id == rule_id:
            return rule
    raise NoSuchRule("There is no such rule.")


def decide(
    *, feature: str, client_jurisdiction: str, clinician_states: Sequence[str] = (), on: date | None = None
) -> Decision:
    """Decide whether a feature may be used for a client in a place by a clinician with these licences.

    The practice's own place counts too; the strictest rule of all of them wins.
    """
    return policies.decide(
        loading.rules(),
        feature=feature,
        places=(client_jurisdiction, *clinician_states, _practice_place()),
        on=on or timezone.localdate(),
        overrides=overrides(),
        attested=attestations(),
    )


def disclosures(*, jurisdiction: str, language: str = "en", on: date | None = None) -> tuple[Disclosure, ...]:
    """Give the sentences that the law of a place adds to the consent text."""
    day = on or timezone.localdate()
    return tuple(
        Disclosure(rule.disclosures.get(language) or rule.disclosures["en"], rule.id, rule.citation)
        for rule in loading.rules()
        if rule.jurisdiction == jurisdiction.upper() and rule.disclosures and policies.in_force(rule, day)
    )


def overrides() -> dict[str, OwnAnswer]:
    """Give the practice's own newest answer by rule."""
    rows = LocalOverride.objects.order_by("at")
    return {row.rule_id: OwnAnswer(Effect(row.effect), row.at.date()) for row in rows}


def attestations() -> dict[str, date]:
    """Give when each rule was last looked at again."""
    return {row.rule_id: row.at.date() for row in Attestation.objects.order_by("at")}


def override_history(rule_id: str) -> list[LocalOverride]:
    """Give every answer to one rule, newest first."""
    return list(LocalOverride.objects.filter(rule_id=rule_id).order_by("-at"))


def attestation_history(rule_id: str) -> list[Attestation]:
    """Give every time that one rule was looked up again, newest first."""
    return list(Attestation.objects.filter(rule_id=rule_id).order_by("-at"))


def rows_for(*, by: Actor, jurisdiction: str, on: date) -> list[RuleRow]:
    """Give the rules of one place, with those that hold everywhere.

    Raises:
        MayNotReadRules: for anyone outside care, ownership and audit.
    """
    check_may_read(by)
    places, attested = {EVERYWHERE, "US", jurisdiction.upper()}, attestations()
    own = {row.rule_id: row for row in LocalOverride.objects.order_by("at")}
    return [
        _row(rule, on, attested, own.get(rule.id)) for rule in loading.rules() if rule.jurisdiction in places
    ]


def features_in(*, jurisdiction: str, on: date) -> list[FeatureRow]:
    """Give what every feature comes to for a client and a licence in one place."""
    return [
        FeatureRow(feature, label, decide(feature=feature, client_jurisdiction=jurisdiction, on=on))
        for feature, label in FEATURES.items()
    ]


def places() -> list[str]:
    """Give every place that has a rule of its own."""
    return sorted({rule.jurisdiction for rule in loading.rules()} - {EVERYWHERE, "US"})


def stale_count(*, jurisdiction: str, on: date) -> int:
    """Count the rules of a place that somebody should look up again."""
    attested = attestations()
    own = {jurisdiction.upper(), "US"}
    gating = [rule for rule in loading.rules() if rule.jurisdiction in own and rule.features]
    return sum(policies.is_stale(rule, on, attested) for rule in gating)


def check_may_read(by: Actor) -> None:
    """Stop whoever has nothing to do with these rules.

    Raises:
        MayNotReadRules: see there.
    """
    if not by.has(*STAFF):
        raise MayNotReadRules("The rule registry is for clinical staff, the owner and an auditor.")


def _row(rule: Rule, on: date, attested: dict[str, date], own: LocalOverride | None) -> RuleRow:
    due = policies.review_due(rule, attested) if rule.review_days else None
    return RuleRow(rule, policies.is_stale(rule, on, attested), due, own, policies.in_force(rule, on))


def _practice_place() -> str:
    return practice.practice().jurisdiction if practice.is_set_up() else ""
