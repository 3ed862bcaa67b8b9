"""The text that is signed: plain, complete, in both languages alike, and known by its hash."""

import re
from datetime import date

import pytest

from rapport.engines.readability import measure
from rapport.trust.consent import documents, queries
from rapport.trust.consent.documents import Facts, compose, plain
from rapport.trust.consent.kinds import OFFERED
from rapport.trust.consent.tests.given import agreed
from rapport.trust.retention import services as retention
from rapport.trust.vendors import services as vendors

FACTS = Facts(audio_days=7, transcript_days=0)


def words(language="en", facts=FACTS):
    text = compose(language=language, facts=facts)
    return plain(text.parts, text.purposes)


def test_a_client_can_read_it_with_six_years_of_school():
    assert measure(words()).grade <= 6.5


@pytest.mark.parametrize(
    "element",
    ["computer program (AI)", "record our session", "It does not decide your care",
     "I read and fix every draft",
     "a computer of this practice, in the United States", "deleted when I sign the note",
     "7 days after the session", "used to train AI",
     "people who care for you with me", "mishear", "accents", "data can be stolen",
     "A court can ask", "What it is good for", "by hand", "Your care stays the same", "stop at any time",
     "Nobody watches this live", "988", "each person must say yes", "parent or guardian", "interpreter",
     "complain", "pay nothing", "out loud"],
)  # fmt: skip
def test_it_says_everything_that_it_must(element):
    assert element in words()


def test_both_languages_have_the_same_parts_and_gaps():
    english, spanish = documents._source("en"), documents._source("es")
    assert english.keys() == spanish.keys()
    assert len(english["parts"]) == len(spanish["parts"])
    for left, right in zip(english["parts"], spanish["parts"], strict=True):
        assert set(re.findall(r"{\w+}", left["text"])) == set(re.findall(r"{\w+}", right["text"]))
    assert english["purposes"].keys() == spanish["purposes"].keys() == {p.value for p in OFFERED}


def test_it_is_free_of_markup():
    for language in documents.LANGUAGES:
        assert not re.search(r"[*_#<>`{}\[\]|]", words(language))


def test_the_version_names_exactly_these_words():
    same, other = compose(language="en", facts=FACTS), compose(language="en", facts=Facts(3, 0))
    assert same == compose(language="en", facts=FACTS)
    assert same.version != other.version
    assert same.version == f"2026-11-23.{same.sha256[:8]}"


def test_a_language_without_a_text_gets_english():
    assert compose(language="pl", facts=FACTS).language == "en"


def test_days_and_excerpts_are_those_of_the_settings():
    text = words(facts=Facts(audio_days=1, transcript_days=14, excerpts=False))
    assert "That is 1 day after the session at the latest" in text
    assert "deleted 14 days after I sign" in text
    assert "None of your words are kept" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "line"),
    [("TX", "I review every record"), ("CA", "You can always reach a person"), ("IL", "we use AI only to"),
     ("ME", "never turn you away")],
)  # fmt: skip
def test_the_law_of_a_place_adds_its_lines_in_both_languages(place, line):
    assert line in str(queries.current_document(jurisdiction=place).body)
    assert "What the law here adds" not in str(queries.current_document(jurisdiction="OR").body)
    spanish = queries.current_document("es", jurisdiction=place)
    assert spanish.body["parts"][-1][0] == "Lo que añade la ley de este lugar"


@pytest.mark.django_db
def test_the_same_text_is_kept_once():
    assert queries.current_document().id == queries.current_document().id


@pytest.mark.django_db
def test_a_changed_setting_makes_a_signature_outdated_but_leaves_it_in_force(maya, luis, at):
    agreed(maya, luis)
    assert not any(row.is_outdated for row in queries.overview(by=maya, client_id=luis.id))
    retention.set_days(by=maya, client_id=luis.id, audio_days=7, transcript_days=30, at=at)
    rows = queries.overview(by=maya, client_id=luis.id)
    assert all(row.is_outdated and row.now.in_force for row in rows)


@pytest.mark.django_db
def test_an_outside_service_is_named_before_anyone_signs(olive, at):
    vendors.decide_on_vendor(
        by=olive, name="Example Speech", service="speech", host="api.example.com", region="US",
        trains_on_data=False, at=at, purposes=["transcription"], baa_signed_on=date(2026, 1, 1),
        reviewed_on=date(2026, 11, 1),
    )  # fmt: skip
    document = queries.current_document()
    assert "a service of Example Speech" in str(document.body)
    assert document.hosts == ["api.example.com"]
