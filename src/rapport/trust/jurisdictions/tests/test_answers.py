"""The owner answers rules with a reason; answers are kept for good."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from rapport.safeguards.actors import Actor, NotAPerson
from rapport.trust.jurisdictions import queries, services
from rapport.trust.jurisdictions.models import LocalOverride
from rapport.trust.jurisdictions.services import MayNotOverride, UnableToOverride
from tests.looking import events

pytestmark = pytest.mark.django_db
WHY = "Our counsel wrote to us on November 2."
DAY = date(2026, 11, 23)


def decision(feature, place):
    return queries.decide(feature=feature, client_jurisdiction=place, on=DAY)


def test_the_owner_opts_in_with_a_reason_that_is_kept_and_audited(olive, at):
    services.override(by=olive, rule_id="baseline-generation", effect="review", reason=WHY, at=at)
    assert decision("plan_suggestions", "OR").allowed
    [row] = queries.override_history("baseline-generation")
    assert (row.reason, row.by, row.by_name) == (WHY, olive.id, olive.name)
    [event] = events(action="rule.changed")
    assert (event.subject_id, event.detail) == ("baseline-generation", {"effect": "review"})


def test_the_newest_answer_counts(olive, at):
    for effect in ("block", "consent"):
        services.override(by=olive, rule_id="baseline-capture", effect=effect, reason=WHY, at=at)
    assert decision("recording", "OR").allowed


@pytest.mark.parametrize("effect", ["allow", "review", "consent"])
def test_nobody_lifts_the_rule_of_a_place(olive, at, effect):
    with pytest.raises(MayNotOverride, match="never lifted"):
        services.override(by=olive, rule_id="vt-telehealth-recording", effect=effect, reason=WHY, at=at)
    assert not decision("recording_telehealth", "VT").allowed


@pytest.mark.parametrize(("effect", "reason"), [("perhaps", WHY), ("block", "   "), ("block", "because")])
def test_an_answer_needs_an_effect_and_a_reason(olive, at, effect, reason):
    with pytest.raises(UnableToOverride):
        services.override(by=olive, rule_id="baseline-capture", effect=effect, reason=reason, at=at)


def test_a_rule_that_is_not_there_cannot_be_answered(olive, at):
    with pytest.raises(queries.NoSuchRule):
        services.override(by=olive, rule_id="nothing", effect="block", reason=WHY, at=at)
    with pytest.raises(queries.NoSuchRule):
        services.attest(by=olive, rule_id="nothing", at=at)


def test_only_the_owner_answers(maya, noor, at):
    for actor in (maya, noor):
        with pytest.raises(MayNotOverride):
            services.override(by=actor, rule_id="baseline-capture", effect="block", reason=WHY, at=at)
        with pytest.raises(MayNotOverride):
            services.attest(by=actor, rule_id="il-pa-104-0054-bans", at=at)
    with pytest.raises(NotAPerson):
        services.attest(by=Actor.service("worker"), rule_id="il-pa-104-0054-bans", at=at)


def test_looking_a_rule_up_again_makes_it_fresh(olive, at):
    later = date(2027, 6, 1)
    before = queries.decide(feature="note_drafting", client_jurisdiction="TX", on=later)
    for rule in queries.rules():
        if rule.jurisdiction == "TX":
            services.attest(by=olive, rule_id=rule.id, at=at.replace(year=2027, month=5), found="Read it.")
    after = queries.decide(feature="note_drafting", client_jurisdiction="TX", on=later)
    assert (before.stale, after.stale) == (True, False)
    assert queries.attestation_history("tx-sb-1188")[0].found == "Read it."


def test_answers_can_never_be_changed_or_removed(olive, at):
    services.override(by=olive, rule_id="baseline-capture", effect="block", reason=WHY, at=at)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LocalOverride.objects.update(effect="allow")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LocalOverride.objects.all()._raw_delete("default")


def test_the_practices_own_place_counts_too(practice):
    practice.jurisdiction = "VT"
    practice.save()
    assert not queries.decide(feature="recording_telehealth", client_jurisdiction="OR", on=DAY).allowed
