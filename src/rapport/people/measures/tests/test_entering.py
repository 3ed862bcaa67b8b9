"""Entering the answers to a questionnaire in the browser: scored at once, for the care team alone."""

import re

import pytest

from rapport.engines.psychometrics import instruments
from rapport.people.measures import queries, services
from tests.looking import events


def address(luis, rest=""):
    return f"/clients/{luis.id}/measures/{rest}"


def answers(*values, day="2026-11-19", **more):
    given = {f"item_{n}": "" if v is None else str(v) for n, v in enumerate(values, start=1)}
    return {"taken_on": day, **given, **more}


def sent(signed_in, luis, data, key="phq9"):
    return signed_in.post(address(luis, f"{key}/enter/"), data, follow=True)


@pytest.mark.parametrize("key", sorted(instruments()))
def test_the_form_asks_every_question_and_says_whose_it_is(signed_in, luis, key):
    text, instrument = signed_in.get(address(luis, f"{key}/enter/")).content.decode(), instruments()[key]
    for item in instrument.items:
        assert item in text
    assert instrument.credit in text
    choices = len(instrument.options) + 1
    function = len(instrument.function_options) + 1 if instrument.function_question else 0
    assert text.count('type="radio"') == len(instrument.items) * choices + function


@pytest.mark.parametrize("key", sorted(instruments()))
def test_every_instrument_can_be_filled_in_and_read_again(signed_in, luis, key):
    instrument = instruments()[key]
    page = sent(signed_in, luis, answers(*[instrument.highest] * len(instrument.items)), key)
    assert page.status_code == 200
    assert f"{instrument.maximum} of {instrument.maximum}" in page.content.decode()


def test_answers_are_scored_by_the_published_rules_and_shown(signed_in, luis, maya):
    page = sent(signed_in, luis, answers(1, 1, 2, 2, 1, 1, 1, 1, 0, function="2"))
    assert page.status_code == 200
    assert "10 of 27" in page.content.decode()
    assert "Moderate" in page.content.decode()
    assert "Very difficult" in page.content.decode()
    (taken,) = queries.measures_of(by=maya, client_id=luis.id)
    assert (taken.total, taken.band, taken.safety, taken.unanswered) == (10, "moderate", False, ())
    assert "Look at this now" not in page.content.decode()


def test_a_positive_safety_question_is_shown_first_whatever_the_total(signed_in, luis):
    page = sent(signed_in, luis, answers(0, 0, 0, 0, 0, 0, 0, 0, 1))
    text = page.content.decode()
    assert "Look at this now" in text
    assert text.index("Look at this now") < text.index('id="score"')
    assert "Several days" in text
    assert "Safety question answered above zero" in signed_in.get(address(luis)).content.decode()


def test_one_missing_answer_is_estimated_and_said(signed_in, luis):
    page = sent(signed_in, luis, answers(1, 1, 1, 1, None, 1, 1, 1, 0))
    assert "8 of 27, estimated" in page.content.decode()
    assert "Without an answer: 5." in page.content.decode()


def test_a_safety_question_without_an_answer_is_no_no(signed_in, luis):
    page = sent(signed_in, luis, answers(1, 1, 1, 1, 1, 1, 1, 1, None))
    assert "A safety question was not answered" in page.content.decode()
    assert "No total" in page.content.decode()


def test_an_empty_form_is_not_kept(signed_in, luis, maya):
    page = sent(signed_in, luis, answers(*[None] * 9))
    assert page.status_code == 422
    assert "No question is answered yet" in page.content.decode()
    assert queries.measures_of(by=maya, client_id=luis.id) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (answers(1, 1, 1, 1, 1, 1, 1, 1, 4), "not one of the available choices"),
        (answers(1, 1, 1, 1, 1, 1, 1, 1, 0, day="2999-01-01"), "has not come yet"),
        (answers(1, 1, 1, 1, 1, 1, 1, 1, 0, day="soon"), "Enter a valid date"),
    ],
)
def test_what_does_not_fit_is_sent_back_with_the_answers_kept(signed_in, luis, data, why):
    page = sent(signed_in, luis, data)
    assert page.status_code == 422
    assert why in page.content.decode()
    kept = re.findall(r'name="item_\d"[^>]* checked', page.content.decode())
    assert len(kept) == 9 - (data["item_9"] == "4")


def test_a_questionnaire_that_we_may_not_show_is_not_there(signed_in, luis):
    assert signed_in.get(address(luis, "bdi2/enter/")).status_code == 404


def test_every_instrument_that_is_offered_carries_the_leave_to_show_it():
    assert {one.key for one in queries.offered()} >= {"phq9", "gad7"}
    assert all(one.licence and one.credit and one.items for one in queries.offered())


def test_reading_and_writing_are_on_the_record(signed_in, luis, maya):
    sent(signed_in, luis, answers(1, 1, 1, 1, 1, 1, 1, 1, 0))
    (written,) = events(action="measure.recorded", client_id=luis.id)
    (read,) = events(action="chart.read", client_id=luis.id, subject_type="measure")
    assert (written.actor_id, read.actor_id) == (maya.id, maya.id)
    assert read.subject_id == written.subject_id
    signed_in.get(address(luis))
    assert events(action="chart.read", client_id=luis.id)[0].detail == {"extent": "measures"}


def test_a_colleague_outside_the_care_team_meets_nothing(client, luis, maya, sam_user, settings, at):
    row = services.record_answers(
        by=maya, client_id=luis.id, instrument="gad7", answers=[1] * 7, taken_on=at.date(), at=at
    )
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(sam_user)
    for rest in ("", "gad7/enter/", f"{row.id}/"):
        assert client.get(address(luis, rest)).status_code == 404
    assert client.post(address(luis, "gad7/enter/"), answers(*[1] * 7)).status_code == 404


def test_a_form_of_one_client_does_not_open_in_the_chart_of_another(signed_in, luis, maya, at):
    from rapport.people.careteams.services import join_team
    from rapport.people.clients.services import add_client

    other = add_client(by=maya, legal_name="Ana Fictional", jurisdiction="OR", at=at)
    join_team(by=maya, client_id=other.id, user_id=maya.id, role="primary", at=at)
    row = services.record_answers(
        by=maya, client_id=other.id, instrument="gad7", answers=[1] * 7, taken_on=at.date(), at=at
    )
    assert signed_in.get(address(luis, f"{row.id}/")).status_code == 404


def test_the_chart_leads_here(signed_in, luis):
    assert address(luis) in signed_in.get(f"/clients/{luis.id}/").content.decode()
