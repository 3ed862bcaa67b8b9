"""Where the data lies, above all for root, whose folders the database account cannot always reach."""

import subprocess
import sys

import pytest

from rapport.base.postgres import (
    EmbeddedPostgres,
    UnableToStartDatabase,
    account,
    default_data_dir,
    places,
    programs,
)
from rapport.base.postgres.account import Account, can_reach


@pytest.fixture
def shared(place, monkeypatch):
    """A stand-in for /var/lib/rapport."""
    for module in (places, programs):
        monkeypatch.setattr(module, "SHARED", place / "shared")
    return place / "shared"


def test_an_ordinary_user_keeps_the_database_at_home(place, monkeypatch):
    monkeypatch.setattr(places, "database_account", Account)
    assert default_data_dir(place / "home") == place / "home" / "postgres"


def test_root_keeps_it_at_home_where_the_account_can_walk_there(as_root, place):
    assert default_data_dir(place / "home") == place / "home" / "postgres"
    (place / "home").mkdir(mode=0o700)
    assert default_data_dir(place / "home") == place / "home" / "postgres"


def test_root_keeps_it_elsewhere_where_the_account_cannot_and_remembers_the_place(as_root, place, shared):
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    chosen = default_data_dir(closed / "home")
    assert chosen.is_relative_to(shared)
    closed.chmod(0o755)
    assert default_data_dir(closed / "home") == chosen
    assert default_data_dir(closed / "other") == closed / "other" / "postgres"


def test_programs_in_a_closed_folder_are_copied_to_where_the_account_can_run_them(
    as_root, place, shared, ask, monkeypatch
):
    wheel = programs.wheel_binaries()
    monkeypatch.setattr(programs, "can_reach", lambda path, _account: path != wheel)
    server = EmbeddedPostgres(default_data_dir(place / "home"), durable=False)
    assert ask(server.start(), "SELECT 1") == [(1,)]
    copied = next(shared.rglob("postgres"))
    assert str(copied) in process_words(server.pid())


def process_words(pid):
    return subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=True
    ).stdout


def test_a_data_folder_out_of_the_accounts_reach_says_what_to_do(as_root, place):
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(UnableToStartDatabase, match="Set RAPPORT_HOME to a folder"):
        EmbeddedPostgres(closed / "home" / "postgres").start()


def test_an_account_that_cannot_be_made_is_explained(monkeypatch):
    monkeypatch.setattr(account.os, "geteuid", lambda: 0)
    monkeypatch.setattr(account, "NAME", "rapport-nobody-of-this-name")
    monkeypatch.setattr(account, "_WAYS_TO_MAKE_IT", (("false",), ("no-such-program",)))
    with pytest.raises(UnableToStartDatabase, match="useradd --system"):
        account.database_account()


def test_reach_depends_on_every_folder_on_the_way(place):
    stranger = Account(uid=54321, gid=54321)
    (place / "a" / "b").mkdir(parents=True)
    assert can_reach(place / "a" / "b", stranger)
    (place / "a").chmod(0o700)
    assert not can_reach(place / "a" / "b", stranger)
    assert can_reach(place / "a" / "b", Account())


def test_the_wheel_has_no_programs_of_a_version_it_does_not_carry():
    with pytest.raises(UnableToStartDatabase, match="PostgreSQL 13"):
        programs.wheel_binaries(13)


def test_no_django_is_loaded_to_start_the_database():
    program = "import sys, rapport.base.postgres.server; print('django' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": "src"}, capture_output=True, text=True, check=True
    )
    assert said.stdout == "False\n"
