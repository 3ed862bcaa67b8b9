"""The operator's log names no client's link."""

import logging

from rapport.config.logs import NoClientText


def test_the_log_keeps_no_clients_link():
    record = logging.LogRecord(
        "django.request", 30, "", 0, "%s: %s", ("Too Many Requests", "/s/a-secret-of-a-client/wrong/"), None
    )
    NoClientText().filter(record)
    assert "a-secret" not in record.getMessage()
    assert record.getMessage() == "Too Many Requests: /s/…/wrong/"
