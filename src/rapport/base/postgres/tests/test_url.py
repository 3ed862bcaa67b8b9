"""What DATABASE_URL may be, and throw-away servers."""

import os
import subprocess
import sys

import pytest

from rapport.base.postgres import database_settings, process
from rapport.base.postgres.testing import VARIABLE, EphemeralPostgres, start_for_tests


def test_a_url_with_a_socket_folder_becomes_settings():
    found = database_settings("postgresql://rapport:p%40ss@/rapport?host=%2Frun%2Fmy%20practice")
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("/run/my practice", "", "p@ss")
    assert (found["NAME"], found["USER"]) == ("rapport", "rapport")
    assert found["CONN_HEALTH_CHECKS"] is True
    assert found["OPTIONS"]["pool"]["max_size"] == 20


def test_a_url_of_a_real_server_keeps_what_only_libpq_understands():
    found = database_settings("postgres://maya@db.example.org:5433/practice?sslmode=verify-full")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example.org", "5433", "practice")
    assert found["OPTIONS"]["sslmode"] == "verify-full"


def test_a_connection_string_of_words_becomes_settings():
    found = database_settings("host=/run/rapport dbname=practice user=maya password='two words'")
    assert (found["HOST"], found["NAME"], found["PASSWORD"]) == ("/run/rapport", "practice", "two words")


@pytest.mark.parametrize("url", ["mysql://maya:secret@db/practice", "secret"])
def test_anything_else_is_refused_without_repeating_it(url):
    with pytest.raises(ValueError, match="must begin with postgresql://") as refusal:
        database_settings(url)
    assert "secret" not in str(refusal.value)
    assert refusal.value.__suppress_context__


def test_a_throw_away_server_is_gone_afterwards(ask):
    ephemeral = EphemeralPostgres()
    with ephemeral as url:
        assert ask(url, "SHOW fsync") == [("off",)]
        pid = ephemeral.server.pid()
    assert not process.alive(pid)
    assert not ephemeral.server.data_dir.parent.exists()


def test_the_server_of_a_killed_test_run_is_cleared_away_by_the_next():
    program = (
        "import os, signal; from rapport.base.postgres.testing import EphemeralPostgres as E;"
        "e = E(); e.start(); print(e.server.pid(), flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": "src"},
        stdout=subprocess.PIPE, text=True, check=False,
    ).stdout.split()  # fmt: skip
    assert process.alive(int(said[0]))
    EphemeralPostgres().stop()
    assert not process.alive(int(said[0]))


def test_a_run_has_one_server_that_its_workers_inherit():
    assert start_for_tests() == os.environ[VARIABLE]
