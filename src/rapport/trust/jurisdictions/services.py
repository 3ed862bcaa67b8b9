"""Writes on the registry: a practice's own answer, and the owner's word on a stale rule."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from rapport.base.errors import MayNot, Unable
from rapport.safeguards.actors import Actor, Role, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.jurisdictions.models import Attestation, LocalOverride
from rapport.trust.jurisdictions.policies import STRICTNESS
from rapport.trust.jurisdictions.queries import rules


class MayNotOverride(MayNot):
    """Only the owner changes a rule, and nobody lifts a known prohibition."""


class UnableToOverride(Unable):
    """The rule, the effect or the reason is missing."""


@transaction.atomic
def override(*, by: Actor, rule_id: str, effect: str, reason: str, at: datetime) -> None:
    """Put down the practice's own answer to a rule, with the reason.

    Raises:
        MayNotOverride: not the owner, or softer than a known prohibition. UnableToOverride: no reason.
    """
    _check_owner(by)
    rule = {rule.id: rule for rule in rules()}.get(rule_id)
    if rule is None or effect not in STRICTNESS or not reason.strip():
        raise UnableToOverride("Choose what applies and write the reason, with where you found it.")
    if rule.effect == "block" and rule.jurisdiction != "*" and effect != "block":
        raise MayNotOverride("This is a known prohibition. It cannot be lifted here.")
    LocalOverride.objects.create(rule_id=rule_id, effect=effect, reason=reason.strip(), by=by.id, at=at)
    audit.record(by=by, action=AuditAction.RULE_CHANGED, subject=("rule", rule_id), detail={"effect": effect})


@transaction.atomic
def attest(*, by: Actor, rule_id: str, at: datetime) -> None:
    """Put down that the owner looked a rule up again and it stands."""
    _check_owner(by)
    Attestation.objects.create(rule_id=rule_id, by=by.id, at=at)
    audit.record(by=by, action=AuditAction.RULE_CHANGED, subject=("rule", rule_id), detail={"attested": True})


def _check_owner(by: Actor) -> None:
    require_person(by)
    if not by.has(Role.OWNER):
        raise MayNotOverride("Only the owner can change this.")
