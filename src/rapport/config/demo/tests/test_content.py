from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from rapport.config.demo.content import BadContent, load_demo
from rapport.config.demo.content_checks import check_practice, faults, npi_fits, similarity
from rapport.config.demo.content_kinds import FORMATS, Mention, Thread

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def practice():
    return load_demo(today=TODAY)


@pytest.fixture(scope="module")
def written(practice):
    return [client for client in practice.clients if client.depth == "written"]


def with_client(practice, changed):
    """The practice with one client replaced."""
    others = tuple(changed if client.id == changed.id else client for client in practice.clients)
    return replace(practice, clients=others)


def with_session(practice, client_id, number, **changes):
    """The practice with one session changed."""
    client = practice.client(client_id)
    sessions = tuple(replace(s, **changes) if s.number == number else s for s in client.sessions)
    return with_client(practice, replace(client, sessions=sessions))


def test_there_are_forty_clients_and_three_clinicians_at_least(practice):
    assert len(practice.clients) >= 40
    assert len(practice.clinicians) >= 3
    assert len({client.legal_name for client in practice.clients}) == len(practice.clients)


def test_six_clients_have_twelve_or_more_written_sessions(written):
    assert len(written) == 6
    assert all(len(client.written) >= 12 for client in written)


def test_a_written_note_is_neither_a_line_nor_an_essay(written):
    words = [len(session.text.split()) for client in written for session in client.written]
    assert min(words) >= 90
    assert max(words) <= 220


def test_everyone_in_care_has_at_least_three_notes_of_their_own(practice):
    unseen = [client for client in practice.clients if not client.sessions]
    assert all(client.status == "waitlist" for client in unseen)
    assert all(len(client.written) >= 3 for client in practice.clients if client.sessions)


def test_no_two_notes_anywhere_are_nearly_the_same(practice):
    notes = [session.text for client in practice.clients for session in client.written]
    assert len(set(notes)) == len(notes)
    assert all(
        similarity(one.text, other.text) < 0.5
        for client in practice.clients
        for one, other in combinations(client.written, 2)
    )


def test_no_section_is_used_twice(practice):
    sections = Counter(
        text for client in practice.clients for session in client.written for _, text in session.note
    )
    assert [text for text, times in sections.items() if times > 1] == []


def test_sessions_are_in_order_and_within_two_years(practice):
    for client in practice.clients:
        days = [session.days_ago for session in client.sessions]
        assert days == sorted(days, reverse=True), client.id
        assert all(0 < day <= 730 for day in days), client.id
    oldest = max(session.days_ago for client in practice.clients for session in client.sessions)
    assert oldest > 650


def test_attendance_is_as_uneven_as_in_life(practice):
    kept = Counter(session.attendance for client in practice.clients for session in client.sessions)
    assert kept["no_show"] >= 8
    assert kept["late_cancelled"] >= 8


def test_every_diagnosis_used_was_active_on_that_day(practice):
    for client in practice.clients:
        for session in client.written:
            active = {d.code for d in client.diagnoses if d.is_active(session.days_ago)}
            assert session.diagnoses, (client.id, session.number)
            assert set(session.diagnoses) <= active, (client.id, session.number)


def test_each_npi_passes_its_check_digit_in_a_range_never_issued(practice):
    npis = [practice.npi, *(person.npi for person in practice.staff if person.npi)]
    assert all(npi_fits(npi) and npi.startswith("2") for npi in npis)
    assert len(set(npis)) == len(npis)


def test_all_five_formats_and_all_three_ways_to_meet_appear(practice):
    sessions = [session for client in practice.clients for session in client.sessions]
    assert {session.format for session in sessions if session.is_written} == set(FORMATS)
    assert {session.modality for session in sessions} == {"in_person", "video", "phone"}


def test_some_declined_some_revoked_and_some_allow_only_a_part(practice):
    drafting = Counter(client.consent.drafting for client in practice.clients)
    assert drafting["declined"] >= 2
    assert drafting["revoked"] >= 2
    assert any(c.consent.recording == "declined" and c.consent.drafting == "given" for c in practice.clients)


def test_each_written_story_has_contradictions_changes_promises_and_loose_ends(written):
    for client in written:
        kinds = {thread.kind for thread in client.threads}
        assert {"contradiction", "change", "promise", "unresolved"} <= kinds, client.id
        assert any(thread.open for thread in client.threads), client.id


def test_five_conversations_are_long_enough_to_draft_from(practice):
    assert len(practice.conversations) == 5
    for spoken in practice.conversations:
        assert len(spoken.lines) >= 25, spoken.client
        assert {line.speaker for line in spoken.lines} == {"clinician", "client"}
        assert practice.client(spoken.client).consent.transcription == "given"


def test_psychotherapy_notes_belong_to_one_clinician_who_treats_the_client(practice):
    assert 3 <= len(practice.psychotherapy_notes) <= 4
    assert len({note.author for note in practice.psychotherapy_notes}) == 1
    assert all(practice.client(n.client).primary == n.author for n in practice.psychotherapy_notes)


def test_there_is_work_waiting(practice):
    assert {"note.sign", "consent.review", "call_back"} <= {task.kind for task in practice.tasks}
    assert len(practice.letters) >= 2
    unsigned = next(task for task in practice.tasks if task.kind == "note.sign")
    sessions = practice.client(unsigned.client).sessions
    assert {s.number: s.record for s in sessions}[unsigned.session] == "unsigned"


@pytest.mark.parametrize("weeks", range(0, 60, 7))
def test_it_holds_whenever_it_is_made(weeks):
    made = load_demo(today=TODAY + timedelta(weeks=weeks, days=weeks % 5))
    dana = made.client("dana-whitlock")
    assert (made.anchor.toordinal() - dana.birth_date.toordinal()) // 365.25 == 38
    assert made.day(dana.sessions[0].days_ago).strftime("%A") == "Tuesday"


def test_months_are_filled_in_from_the_day_it_is_made(practice):
    dana = practice.client("dana-whitlock")
    told = next(session for session in dana.written if session.number == 7)
    first = practice.day(dana.sessions[0].days_ago)
    assert f"left out in {first:%B}" in told.text


PLANTED = {
    "a diagnosis that had ended": (
        ("dana-whitlock", 14),
        {"diagnoses": ("F32.1",)},
        "not an active diagnosis",
    ),
    "a Sunday": (("dana-whitlock", 14), {"days_ago": 12}, "weekend"),
    "a note under the wrong format": (("dana-whitlock", 14), {"format": "dap"}, "sections"),
    "a score that the chart lacks": (
        ("dana-whitlock", 13),
        {"note": tuple((name, "PHQ-9 21 today.") for name in FORMATS["soap"])},
        "PHQ-9 21",
    ),
    "no answer on risk": (("dana-whitlock", 14), {"risk": ""}, "risk must be answered"),
    "a clinician who does not exist": (("dana-whitlock", 14), {"clinician": "sam"}, "does not give care"),
    "dates out of order": (("dana-whitlock", 14), {"days_ago": 136 + 7}, "order"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(practice, name):
    (client_id, number), changes, said = PLANTED[name]
    spoiled = with_session(practice, client_id, number, **changes)
    assert any(said in fault for fault in faults(spoiled))
    with pytest.raises(BadContent):
        check_practice(spoiled)


def test_a_copied_note_is_found(practice):
    dana = practice.client("dana-whitlock")
    copied = next(session for session in dana.written if session.number == 2)
    spoiled = with_session(practice, dana.id, 3, note=copied.note)
    assert any("sessions 2 and 3 are nearly the same" in fault for fault in faults(spoiled))


def test_a_thread_that_quotes_what_no_note_says_is_found(practice):
    dana = practice.client("dana-whitlock")
    invented = Thread("change", "Moved to Boise.", (Mention(2, "moved to Boise"),))
    spoiled = with_client(practice, replace(dana, threads=(*dana.threads, invented)))
    assert any("does not say 'moved to Boise'" in fault for fault in faults(spoiled))


def test_two_clients_at_one_hour_are_found(practice):
    hour = {"days_ago": 3, "start": "16:00", "clinician": "maya-okafor"}
    spoiled = with_session(practice, "wren-castellano", 17, **hour)
    assert any("booked twice" in fault for fault in faults(spoiled))


def test_a_repeated_name_is_found(practice):
    dana = practice.client("dana-whitlock")
    spoiled = with_client(practice, replace(practice.client("wren-castellano"), legal_name=dana.legal_name))
    assert any("used twice" in fault for fault in faults(spoiled))


def test_a_telephone_number_that_might_be_real_is_found(practice):
    spoiled = with_client(practice, replace(practice.client("dana-whitlock"), phone="(503) 221-4000"))
    assert any("fictional" in fault for fault in faults(spoiled))
