"""SIGKILL at every stage: it goes on, what was acknowledged is there, and nothing is doubled."""

import contextlib
import hashlib
import http.client
import threading

import httpx
import psycopg
import pytest

from tests.product import until

pytestmark = pytest.mark.slow
PARTS = ["web", "worker", "supervisor", "database"]
TRANSCRIPTS = "SELECT count(*) FROM clinic_sessions_transcript WHERE session_id = %s"
NOTES = "SELECT count(*) FROM clinic_notes_note WHERE session_id = %s"
NOTE = "SELECT id FROM clinic_notes_note WHERE session_id = %s"
NOTE_STATE = "SELECT state FROM clinic_notes_note WHERE session_id = %s"
WINDOWS = """
SELECT w.id FROM clinic_sessions_recognisedwindow w JOIN clinic_sessions_recording r ON r.id = w.recording_id
WHERE r.session_id = %s
"""
RUNNING = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' AND task_name = %s"
SENTENCES = """
SELECT s.id, s.section, s."order", s.output_id FROM clinic_notes_sentence s
JOIN clinic_notes_note n ON n.id = s.note_id WHERE n.session_id = %s ORDER BY s."order"
"""
TASKS = "SELECT state FROM people_worklist_task WHERE subject_id = %s AND kind = 'note.sign'"


def begin_half_a_request(browser, url, data):
    """Send the head of a request and half of its body: the piece is under way when the kill comes."""
    head = browser.token() | {
        "Cookie": "; ".join(f"{name}={value}" for name, value in browser.http.cookies.items()),
        "X-Chunk-SHA256": hashlib.sha256(data).hexdigest(),
        "Content-Length": str(len(data)),
    }
    wire = http.client.HTTPConnection("localhost", browser.product.port, timeout=30)
    wire.putrequest("POST", url)
    for name, value in head.items():
        wire.putheader(name, value)
    wire.endheaders(data[: len(data) // 2])
    return wire


@pytest.mark.parametrize("part", PARTS)
def test_an_upload_goes_on_after_a_kill_in_the_middle_of_a_piece(product, maya, session, pieces, part):
    begun = maya.begin(session)
    for number in (0, 1):
        assert maya.send(begun["chunk_url"], number, pieces[number]).status_code == 201
    wire = begin_half_a_request(maya, f"{begun['chunk_url']}2", pieces[2])
    product.kill(part)
    wire.close()
    product.bring_back()
    maya.when_back(f"/sessions/{session}/")
    again = maya.begin(session)
    assert again["chunk_url"] == begun["chunk_url"]
    assert again["received"] == [0, 1]
    for number, piece in enumerate(pieces):  # the first two come twice
        assert maya.send(again["chunk_url"], number, piece).status_code == 201
    played = maya.get(again["chunk_url"].replace("chunks/", "audio/"))
    assert hashlib.sha256(played.content).hexdigest() == hashlib.sha256(b"".join(pieces)).hexdigest()
    assert not list((product.home / "blobs").rglob("*.part"))


@pytest.mark.parametrize("part", ["worker", "database", "supervisor"])
def test_a_transcription_goes_on_where_it_was_killed(speech, product, maya, session, pieces, part):
    maya.upload(session, pieces)
    kept = until(lambda: product.one(WINDOWS, session) and product.ask(WINDOWS, session), seconds=90,
                 what="the first recognised window")  # fmt: skip
    product.kill(part)
    product.bring_back()
    seen = [kept]  # windows go once the transcript stands, so they are looked at until then

    def drafted():
        seen.append(product.ask(WINDOWS, session) or seen[-1])
        return product.one(NOTE_STATE, session) == "draft"

    until(drafted, seconds=240, what="the draft")
    assert set(kept) <= set(seen[-1])
    assert product.one(TRANSCRIPTS, session) == 1
    assert product.one(NOTES, session) == 1
    assert "data-sentence" in maya.when_back(f"/sessions/{session}/note/").text


def paste(maya, session, lines):
    """Bring a transcript, as text."""
    page = maya.post(f"/sessions/{session}/transcript/", text=lines)
    assert page.status_code == 200, page.text[:300]


@pytest.mark.parametrize("part", ["worker", "database", "supervisor"])
def test_a_draft_is_made_once_after_a_kill_in_the_middle(product, maya, session, lines, part):
    paste(maya, session, lines * 6)
    until(lambda: product.one(RUNNING, "notes.draft"), seconds=60, what="the drafting")
    product.kill(part)
    product.bring_back()
    until(lambda: product.one(NOTE_STATE, session) == "draft", seconds=120, what="the draft")
    rows = product.ask(SENTENCES, session)
    assert len(rows) > 8
    assert len({(row[1], row[2]) for row in rows}) == len(rows)
    assert product.one(NOTES, session) == 1
    [note] = product.ask(NOTE, session)
    until(lambda: product.ask(TASKS, note[0]), seconds=60, what="the task to sign")
    assert len(product.ask(TASKS, note[0])) == 1


@pytest.fixture
def ready(product, maya, session, lines):
    """A note whose sentences are all decided and whose facts are stated; give its id."""
    paste(maya, session, lines)
    until(lambda: product.one(NOTE_STATE, session) == "draft", seconds=90, what="the draft")
    note = product.one(NOTE, session)
    for sentence, *_ in product.ask(SENTENCES, session):
        assert maya.post(f"/sentences/{sentence}/accept/", revision=1).status_code == 200
    maya.post(
        f"/notes/{note}/facts/", started_at="2026-11-18T10:00", ended_at="2026-11-18T10:50",
        modality="in_person", client_location="OR", clinician_location="OR", participants="client",
        risk_answer="assessed_raised", revision=product.one(REVISION, note),
    )  # fmt: skip
    return note


REVISION = "SELECT revision FROM clinic_notes_note WHERE id = %s"
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE "clinic_notes_sentence"%%'
"""
VERSIONS = "SELECT count(*) FROM clinic_notes_signedversion WHERE note_id = %s"
STATE = "SELECT state FROM clinic_notes_note WHERE id = %s"


def sign(maya, note):
    return maya.post(f"/notes/{note}/sign/", attested="on", revision=maya.product.one(REVISION, note))


@pytest.mark.parametrize("part", ["web", "database", "supervisor"])
def test_a_kill_in_the_middle_of_signing_leaves_no_half_and_the_next_try_signs(product, maya, ready, part):
    with contextlib.suppress(psycopg.OperationalError), psycopg.connect(product.database.url) as lock:
        # The signature has written its version, and waits with the sentences whose evidence it freezes.
        lock.execute("LOCK TABLE clinic_notes_sentence IN SHARE MODE")
        pressed = threading.Thread(target=_press, args=(maya, ready))
        pressed.start()
        until(lambda: product.one(WAITING), seconds=30, what="the signature waits")
        product.kill(part)
        # The web process of a killed supervisor ends by itself: it may finish what it has begun.
        pressed.join(2 if part == "supervisor" else 30)
    pressed.join(30)
    product.bring_back()
    maya.when_back(f"/notes/{ready}/")
    stands = (product.one(STATE, ready), product.one(VERSIONS, ready))
    assert stands == ("draft", 0) or (part == "supervisor" and stands == ("signed", 1))
    sign(maya, ready)
    assert (product.one(STATE, ready), product.one(VERSIONS, ready)) == ("signed", 1)


def _press(maya, note):
    with contextlib.suppress(httpx.HTTPError):
        sign(maya, note)


@pytest.mark.parametrize("part", PARTS)
def test_a_signature_that_was_acknowledged_stands_whatever_is_killed_next(product, maya, ready, part):
    assert "Signed" in sign(maya, ready).text
    product.kill(part)
    product.bring_back()
    page = maya.when_back(f"/notes/{ready}/").text
    assert "Signed electronically by Maya Okafor" in page
    assert product.one(VERSIONS, ready) == 1
    until(lambda: product.ask(TASKS, ready) == [("done",)], seconds=60, what="the task is settled")
