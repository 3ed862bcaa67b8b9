"""Starting, attaching, stopping, and taking over after each kind of death."""

import os
import signal
import stat
import subprocess
import sys
import threading

import psycopg
import pytest

from rapport.base.postgres import EmbeddedPostgres, UnableToStartDatabase, process


def _kill(pid, number=signal.SIGKILL):
    os.kill(pid, number)
    while process.alive(pid):
        pass


def test_it_starts_attaches_stops_and_keeps_what_was_written(server, ask):
    url = server.start()
    first = server.pid()
    ask(url, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")
    assert EmbeddedPostgres(server.data_dir).start() == url
    assert server.pid() == first
    server.stop()
    assert not server.is_running()
    assert not process.alive(first)
    assert ask(server.start(), "SELECT n FROM kept") == [(7,)]


def test_stopping_what_does_not_run_does_nothing(server):
    server.stop()
    assert not server.is_running()


def test_it_listens_on_a_private_socket_alone_and_wants_the_password(server, ask):
    url = server.start()
    assert ask(url, "SHOW listen_addresses") == [("",)]
    assert ask(url, "SHOW fsync") == [("on",)]
    assert stat.S_IMODE(server.socket_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.data_dir.stat().st_mode) == 0o700
    secret = server.data_dir.with_name("postgres.password")
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(url.replace(secret.read_text(), "guessed"))


def test_what_was_committed_survives_a_kill_of_the_server(server, ask):
    url = server.start()
    ask(url, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")
    _kill(server.pid())
    assert (server.data_dir / "postmaster.pid").exists()
    assert not server.is_running()
    assert ask(server.start(), "SELECT n FROM kept") == [(7,)]


def test_what_a_dead_servers_last_processes_still_hold_is_not_touched(server, monkeypatch):
    server.start()
    server.stop()
    record = server.data_dir / "postmaster.pid"
    record.write_text(f"4194303\n{server.data_dir}\n0\n5432\n{server.socket_dir}\n\n 123 456\n")
    for holders, stays in ((None, True), (0, False)):
        monkeypatch.setattr(process, "_holders", lambda _identity, holders=holders: holders)
        process.clear_stale(server.data_dir)
        assert record.exists() is stays


def test_a_server_whose_starter_was_killed_is_taken_over(server):
    program = (
        "import os, signal, sys; from pathlib import Path;"
        "from rapport.base.postgres import EmbeddedPostgres as E;"
        "E(Path(sys.argv[1])).start(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(server.data_dir)],
        env={**os.environ, "PYTHONPATH": "src"},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    left_behind = server.pid()
    assert left_behind is not None
    server.start()
    assert server.pid() == left_behind
    server.stop()
    assert not process.alive(left_behind)


def test_a_pid_file_that_names_another_program_is_stale_and_that_program_is_left_alone(server, ask):
    server.start()
    server.stop()
    with subprocess.Popen(["sleep", "60"]) as other:
        (server.data_dir / "postmaster.pid").write_text(f"{other.pid}\n{server.data_dir}\n")
        assert not server.is_running()
        server.stop()
        assert ask(server.start(), "SELECT 1") == [(1,)]
        assert other.poll() is None
        other.kill()


def test_a_pid_file_that_names_the_server_of_another_folder_is_stale(server, place):
    other = EmbeddedPostgres(place / "other", durable=False)
    other.start()
    server.data_dir.mkdir()
    (server.data_dir / "postmaster.pid").write_text(f"{other.pid()}\n{server.data_dir}\n")
    server.stop()
    assert not server.is_running()
    assert other.is_running()


def test_two_that_start_at_once_end_with_one_server(server):
    urls = []
    starters = [threading.Thread(target=lambda: urls.append(EmbeddedPostgres(server.data_dir).start()))]
    starters.append(threading.Thread(target=lambda: urls.append(server.start())))
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert urls == [server.url, server.url]


def test_a_kill_while_the_data_folder_is_made_leaves_nothing_in_the_way(server, ask):
    making = server.data_dir.with_name("postgres.making")
    making.mkdir(parents=True)
    (making / "PG_VERSION").write_text("18\n")
    assert ask(server.start(), "SELECT 1") == [(1,)]
    assert not making.exists()


def test_a_path_too_long_for_a_socket_puts_it_in_a_private_short_one(place, ask):
    deep = EmbeddedPostgres(place / ("long-name-" * 8) / "postgres", durable=False)
    assert len(str(deep.socket_dir)) < 60
    assert ask(deep.start(), "SELECT 1") == [(1,)]
    assert stat.S_IMODE(deep.socket_dir.stat().st_mode) == 0o700
    deep.remove()
    assert not deep.socket_dir.exists()


def test_a_socket_folder_that_is_a_link_is_refused(server, place):
    (place / "elsewhere").mkdir()
    server.socket_dir.symlink_to(place / "elsewhere")
    with pytest.raises(UnableToStartDatabase, match="belongs to somebody else"):
        server.start()


def test_a_lost_password_says_which_file_to_bring_back(server):
    server.start()
    server.stop()
    server.data_dir.with_name("postgres.password").unlink()
    with pytest.raises(UnableToStartDatabase, match="password"):
        server.start()
    assert not server.is_running()


def test_damaged_settings_say_why_and_leave_no_server(server):
    server.start()
    server.stop()
    with (server.data_dir / "postgresql.auto.conf").open("a") as stream:
        stream.write("shared_buffers = 'much'\n")
    with pytest.raises(UnableToStartDatabase, match=r"Its log ends: .*shared_buffers"):
        server.start()
    assert not server.is_running()


def test_the_log_repeats_neither_values_nor_rows_of_a_failed_statement(server):
    url = server.start()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE people (name text UNIQUE)")
        connection.execute("INSERT INTO people VALUES ('Luis')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES ('Luis')")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("SELECT 'Luis'::int")
    server.stop()
    assert "Luis" not in (server.data_dir / "server.log").read_text()
