"""Writes on the registry: a practice's own answer, and the owner's word on a rule looked up again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from rapport.base.errors import MayNot, Unable
from rapport.safeguards.actors import Actor, Role, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.jurisdictions.kinds import Effect
from rapport.trust.jurisdictions.models import Attestation, LocalOverride
from rapport.trust.jurisdictions.policies import may_override
from rapport.trust.jurisdictions.queries import rule_by_id

SHORTEST_REASON = 10


class MayNotOverride(MayNot):
    """Only the owner answers a rule, and nobody lifts the rule of a place."""


class UnableToOverride(Unable):
    """The effect or the reason is missing."""


@transaction.atomic
def override(*, by: Actor, rule_id: str, effect: str, reason: str, at: datetime) -> None:
    """Put down the practice's own answer to a rule, with the reason.

    Raises:
        MayNotOverride: not the owner, or softer than the rule of a place. NoSuchRule.
        UnableToOverride: no reason, or no such effect.
    """
    check_owner(by)
    rule = rule_by_id(rule_id)
    if effect not in set(Effect) or len(reason.strip()) < SHORTEST_REASON:
        raise UnableToOverride("Choose what applies and write the reason, with where you found it.")
    if not may_override(rule, Effect(effect)):
        raise MayNotOverride("This is the rule of a place. It can be made stricter here, never lifted.")
    LocalOverride.objects.create(
        rule_id=rule_id, effect=effect, reason=reason.strip(), by=by.id, by_name=by.name, at=at
    )
    audit.record(by=by, action=AuditAction.RULE_CHANGED, subject=("rule", rule_id), detail={"effect": effect})


@transaction.atomic
def attest(*, by: Actor, rule_id: str, at: datetime, found: str = "") -> None:
    """Put down that the owner looked a rule up again, and what was found.

    Raises:
        MayNotOverride: not the owner. NoSuchRule.
    """
    check_owner(by)
    rule_by_id(rule_id)
    Attestation.objects.create(rule_id=rule_id, found=found.strip(), by=by.id, by_name=by.name, at=at)
    audit.record(by=by, action=AuditAction.RULE_CHANGED, subject=("rule", rule_id), detail={"attested": True})


def check_owner(by: Actor) -> None:
    """Stop everyone but the owner.

    Raises:
        MayNotOverride: see there. NotAPerson: an engine or a job.
    """
    require_person(by)
    if not by.has(Role.OWNER):
        raise MayNotOverride("Only the owner can change this.")
