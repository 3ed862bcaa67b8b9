"""The client's own link: what it shows, what it never gives away, and when it stops."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rapport.clinic.reports import limits, services
from rapport.clinic.reports.models import ShareLink
from rapport.people.worklist.queries import open_tasks
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import revoke
from tests.looking import events, void

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone():
    """A browser that nobody is signed in to and that minds forged requests."""
    return Client(enforce_csrf_checks=True)


def url(secret, name="link"):
    return reverse(f"reports:{name}", args=[secret])


def test_the_letter_says_what_it_must(phone, secret, approved):
    shown = phone.get(url(secret)).content.decode()
    first = approved.body["sections"][0]["sentences"][0]["text"]
    for words in (
        first.replace("'", "&#x27;"), "Thank you", "Test Practice",
        "Prepared with AI, reviewed by Maya Okafor",
        "Did I get something wrong?", "988", "not watched live",
    ):  # fmt: skip
        assert words in shown
    assert "Luis" not in shown.partition("</title>")[0]
    assert '<details class="source' not in shown


def test_nothing_keeps_the_letter_or_tells_where_it_was(phone, secret):
    answer = phone.get(url(secret))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert "http" not in answer["Content-Security-Policy"]


def test_each_opening_is_on_the_record_without_the_secret(phone, secret, approved, luis):
    phone.get(url(secret))
    event = events(action="summary.opened_by_link", subject_id=str(approved.id))[0]
    assert event.client_id == luis.id
    assert secret not in str(event.__dict__)
    assert secret not in str(ShareLink.objects.values().get())


def gone(phone, secret):
    answer = phone.get(url(secret))
    assert answer.status_code == 404
    shown = answer.content.decode()
    assert "Ask your therapist for a new one" in shown
    assert "988" in shown
    assert "What" not in shown.partition("<main")[0]
    return True


def test_a_wrong_or_old_link_says_so_kindly(phone, secret):
    assert gone(phone, "no-such-secret")
    ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert gone(phone, secret)


def test_a_new_link_replaces_the_old_one(phone, secret, approved, maya):
    fresh = services.release(by=maya, summary_id=approved.id, asked_who_reads=True, at=timezone.now())
    assert gone(phone, secret)
    assert phone.get(url(fresh)).status_code == 200


def test_a_consent_taken_back_closes_the_link_at_once(phone, secret, luis, maya):
    revoke(by=maya, client_id=luis.id, purpose=Purpose.CLIENT_SUMMARY, at=timezone.now())
    assert gone(phone, secret)


def test_a_voided_note_closes_the_link(phone, secret, approved):
    void(approved.note_id)
    assert gone(phone, secret)


def test_what_the_reader_marks_reaches_the_author_as_a_task(phone, secret, approved, maya):
    shown = phone.get(url(secret, "wrong"))
    assert "referrer" not in shown["Referrer-Policy"] or shown["Referrer-Policy"] == "same-origin"
    token = phone.cookies["csrftoken"].value
    assert "<textarea" not in shown.content.decode()
    assert phone.post(url(secret, "wrong"), {"lines": "0"}).status_code == 403
    nothing = phone.post(url(secret, "wrong"), {"csrfmiddlewaretoken": token})
    assert nothing.status_code == 422
    sent = phone.post(
        url(secret, "wrong"), {"csrfmiddlewaretoken": token, "lines": ["0"], "missing": "on", "call": "on"}
    )
    assert sent.status_code == 200
    task = next(task for task in open_tasks(by=maya) if task.kind == "summary.wrong")
    assert approved.body["sections"][0]["sentences"][0]["text"][:60] in task.text
    assert "would like to talk" in task.text


def test_guessing_is_stopped(phone, secret):
    for _ in range(limits.MOST_IN_A_MINUTE):
        phone.get(url("guess"))
    answer = phone.get(url(secret))
    assert answer.status_code == 429
    assert "wait a minute" in answer.content.decode()
