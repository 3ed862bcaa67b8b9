"""The strictest rule wins, the unknown falls back to the baseline, staleness stops no documentation."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.trust.jurisdictions.kinds import FEATURES, RESTRICTED, Effect, OwnAnswer
from rapport.trust.jurisdictions.loading import rules
from rapport.trust.jurisdictions.policies import STRICTNESS, decide

TODAY = date(2026, 11, 23)
DOCUMENTATION = ["recording", "recording_telehealth", "transcription", "note_drafting", "client_summary"]
PLACES = sorted({rule.jurisdiction for rule in rules()})


def asked(feature, *places, on=TODAY, overrides=None, attested=None):
    return decide(
        rules(), feature=feature, places=places, on=on, overrides=overrides or {}, attested=attested or {}
    )


@pytest.mark.parametrize("feature", DOCUMENTATION)
def test_where_nothing_is_known_documentation_needs_everyones_consent(feature):
    decision = asked(feature, "ZZ")
    assert decision.allowed
    assert not decision.verified
    assert decision.conditions == (
        "Written consent of every participant, with a spoken yes at each session.",
    )


@pytest.mark.parametrize("feature", sorted(RESTRICTED))
def test_where_nothing_is_known_generated_and_inferred_things_stay_off(feature):
    assert not asked(feature, "ZZ").allowed
    assert not asked(feature, "").allowed


@pytest.mark.parametrize("place", ["IL", "NV", "ME", "CO"])
@pytest.mark.parametrize("feature", sorted(RESTRICTED))
def test_the_states_that_forbid_it_forbid_it(place, feature):
    decision = asked(feature, place)
    assert not decision.allowed
    assert decision.verified
    assert decision.source


def test_vermont_forbids_recording_telehealth_and_nothing_else():
    refused = asked("recording_telehealth", "VT")
    assert not refused.allowed
    assert "9361" in refused.source
    assert asked("recording", "VT").allowed
    assert asked("note_drafting", "VT").allowed


def test_a_licence_counts_as_much_as_the_clients_place():
    assert not asked("recording_telehealth", "OR", "VT").allowed
    assert not asked("recording_telehealth", "vt").allowed


def test_a_law_counts_from_its_first_day():
    eve, first = date(2026, 12, 31), date(2027, 1, 1)
    assert asked("client_generation", "WA", on=eve).rule_ids == ("baseline-generation",)
    assert asked("client_generation", "WA", on=first).rule_ids == ("baseline-generation", "wa-hb-2225")
    assert asked("emotion_inference", "CO", on=date(2026, 8, 12)).effective == date(2026, 8, 12)


@pytest.mark.parametrize("feature", ["risk_cues", "scripted_content"])
@given(places=st.lists(st.sampled_from(PLACES), max_size=4), days=st.integers(0, 3000))
def test_safety_functions_and_scripts_are_never_refused(feature, places, days):
    assert asked(feature, *places, on=TODAY + timedelta(days=days)).allowed


@given(
    feature=st.sampled_from(sorted(FEATURES)),
    places=st.lists(st.sampled_from(PLACES), max_size=3),
    more=st.sampled_from(PLACES),
)
def test_another_place_never_makes_a_rule_softer(feature, places, more):
    assert asked(feature, *places).allowed or not asked(feature, *places, more).allowed


@given(
    feature=st.sampled_from(DOCUMENTATION),
    places=st.lists(st.sampled_from(PLACES), max_size=3),
    days=st.integers(0, 3000),
)
def test_documentation_does_not_stop_because_time_passed(feature, places, days):
    before, after = asked(feature, *places), asked(feature, *places, on=TODAY + timedelta(days=days))
    assert after.allowed or not before.allowed


def test_a_rule_that_nobody_looked_up_says_so_and_keeps_its_effect():
    later = TODAY + timedelta(days=400)
    assert asked("note_drafting", "IL", on=later).stale
    assert asked("note_drafting", "IL", on=later).allowed
    assert not asked("emotion_inference", "IL", on=later).allowed
    attested = {rule.id: later for rule in rules()}
    assert not asked("note_drafting", "IL", on=later, attested=attested).stale


@given(place=st.sampled_from(PLACES), effect=st.sampled_from(list(Effect)))
def test_no_answer_of_the_practice_lifts_the_rule_of_a_place(place, effect):
    own = {rule.id: OwnAnswer(effect, TODAY) for rule in rules() if not rule.is_baseline}
    for feature in FEATURES:
        assert asked(feature, place).allowed or not asked(feature, place, overrides=own).allowed


def test_the_owner_may_opt_in_where_only_the_baseline_speaks_and_only_for_90_days():
    own = {"baseline-generation": OwnAnswer(Effect.REVIEW, TODAY)}
    assert asked("plan_suggestions", "OR", overrides=own).allowed
    assert not asked("plan_suggestions", "IL", overrides=own).allowed
    assert asked("plan_suggestions", "OR", overrides=own, on=TODAY + timedelta(days=90)).allowed
    later = TODAY + timedelta(days=91)
    assert not asked("plan_suggestions", "OR", overrides=own, on=later).allowed
    again = {"baseline-generation": later}
    assert asked("plan_suggestions", "OR", overrides=own, on=later, attested=again).allowed


def test_a_practice_may_be_stricter_than_any_rule():
    own = {"baseline-capture": OwnAnswer(Effect.BLOCK, TODAY)}
    decision = asked("recording", "OR", overrides=own)
    assert (decision.allowed, decision.reason) == (False, "Not allowed here: the practice decided so.")


def test_an_unknown_feature_stays_off():
    assert not asked("mind_reading", "OR").allowed


def test_strictness_is_in_the_order_that_the_effects_are_named():
    assert sorted(STRICTNESS, key=STRICTNESS.__getitem__) == ["allow", "review", "consent", "block"]
