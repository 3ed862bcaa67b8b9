"""What comes with the product: every rule sourced and dated, nothing asserted that was not read."""

from datetime import date

import pytest

from rapport.trust.jurisdictions.kinds import Status
from rapport.trust.jurisdictions.loading import UnusableRule, parse, rules
from rapport.trust.jurisdictions.policies import GATING

STATES = 51


def named(start):
    return [rule for rule in rules() if rule.id.startswith(start)]


def test_every_rule_says_where_from_and_when():
    for rule in rules():
        assert rule.source, rule.id
        assert rule.summary.endswith("."), rule.id
        assert date(2026, 1, 1) <= rule.retrieved <= date(2026, 11, 23), rule.id
        assert rule.review_days in ({0} if rule.is_baseline else {90, 365}), rule.id


def test_what_is_not_verified_gates_nothing_and_calls_itself_so():
    assert Status.NOT_VERIFIED not in GATING
    assert {rule.status for rule in named("watch-")} <= {Status.NOT_VERIFIED, Status.PROPOSED}
    assert all(not rule.features for rule in named("watch-"))


def test_no_row_says_that_a_board_has_or_has_not_spoken():
    boards = named("board-")
    assert len(boards) == STATES * 5
    assert {(rule.status, rule.source) for rule in boards} == {(Status.NOT_VERIFIED, "Not looked up")}


def test_every_state_has_one_recording_row_and_none_is_in_two_lists():
    places = [rule.jurisdiction for rule in rules() if rule.id.startswith(("recording-", "vt-telehealth"))]
    assert len(places) == len(set(places)) == STATES


def test_every_line_for_clients_is_there_in_both_languages():
    with_lines = [rule for rule in rules() if rule.disclosures]
    assert {rule.jurisdiction for rule in with_lines} == {"TX", "CA", "IL", "ME"}
    assert all({"en", "es"} == set(rule.disclosures) for rule in with_lines)


@pytest.mark.parametrize(
    "change",
    ['status = "rumored"', 'effect = "shrug"', 'features = ["mind_reading"]', 'surprise = "yes"'],
)
def test_a_row_that_does_not_fit_is_refused_by_name(change):
    name = change.split(" ", maxsplit=1)[0]
    row = {
        "id": '"x"', "jurisdiction": '"OR"', "topic": '"T"', "kind": '"law"', "title": '"T"',
        "status": '"in_force"', "summary": '"S."', "source": '"S"', "source_type": '"primary"',
        "retrieved": "2026-01-01", "review_days": "90",
    }  # fmt: skip
    lines = [f"{key} = {value}" for key, value in row.items() if key != name]
    with pytest.raises(UnusableRule, match="x"):
        list(parse("[[rules]]\n" + "\n".join([*lines, change])))
