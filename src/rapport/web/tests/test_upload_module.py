"""A recording goes up in numbered chunks (static/js/upload.js)."""

import hashlib
import json

import pytest

pytestmark = pytest.mark.journey

FORM = """<form data-module="upload" method="post" action="/whole/" enctype="multipart/form-data"
 data-begin-url="/begin/" data-chunk-bytes="4">
<input name="mode" value="in_person"><input type="file" name="file" data-file>
<progress data-progress max="100" hidden></progress><p data-status role="status"></p>
<button id="go">Send</button><button type="button" data-stop hidden>Pause</button></form>"""
SOUND = b"0123456789"  # three chunks of four bytes
DONE = {
    "/done/": ("text/html", b"<!doctype html><html lang='en'><title>there</title><body>there</body></html>")
}


def answer(status=200, **body):
    return {"status": status, "content_type": "application/json", "body": json.dumps(body)}


def begin(desk, **begun):
    desk.answers["/begin/"] = [answer(chunk_url="/chunks/", finish_url="/finish/", **begun)]
    desk.answers["/finish/"] = [answer(next_url="/done/")]
    page = desk.open(FORM, DONE)
    page.set_input_files("[data-file]", {"name": "Luis.wav", "mimeType": "audio/wav", "buffer": SOUND})
    return page


def chunks(desk):
    return [(path, headers, body) for path, _, headers, body in desk.sent if path.startswith("/chunks/")]


def test_every_chunk_is_numbered_and_carries_its_hash(desk):
    page = begin(desk)
    page.click("#go")
    page.wait_for_url("**/done/")
    assert [(path, body) for path, _, body in chunks(desk)] == [
        ("/chunks/0", b"0123"),
        ("/chunks/1", b"4567"),
        ("/chunks/2", b"89"),
    ]
    for _, headers, body in chunks(desk):
        assert headers["x-chunk-sha256"] == hashlib.sha256(body).hexdigest()
        assert headers["x-csrftoken"] == "token-of-this-page"


def test_the_name_of_the_file_is_never_sent(desk):
    page = begin(desk)
    page.click("#go")
    page.wait_for_url("**/done/")
    assert b"in_person" in desk.sent[0][3]
    assert not any(b"Luis" in body for _, _, _, body in desk.sent)


def test_what_the_server_has_already_is_not_sent_again(desk):
    page = begin(desk, received=[0, 2])
    page.click("#go")
    page.wait_for_url("**/done/")
    assert [path for path, _, _ in chunks(desk)] == ["/chunks/1"]


def test_a_chunk_that_failed_is_sent_again(desk):
    page = begin(desk)
    desk.answers["/chunks/1"] = [answer(503), answer(200)]
    page.click("#go")
    page.wait_for_url("**/done/")
    assert [path for path, _, _ in chunks(desk)] == ["/chunks/0", "/chunks/1", "/chunks/1", "/chunks/2"]


def test_a_refusal_ends_it_with_the_words_of_the_server(desk):
    page = begin(desk)
    desk.answers["/chunks/1"] = [answer(403, message="The consent was revoked. Nothing more is stored.")]
    page.click("#go")
    page.get_by_text("The consent was revoked.").wait_for()
    assert [path for path, _, _ in chunks(desk)] == ["/chunks/0", "/chunks/1"]


def test_a_full_disk_is_told_in_the_words_of_the_server_while_it_tries_again(desk):
    page = begin(desk)
    desk.answers["/chunks/0"] = [answer(507, message="There is no room to store this."), answer(201)]
    page.click("#go")
    page.get_by_text("There is no room to store this. Trying again in 1 seconds").wait_for()
    page.wait_for_url("**/done/")
