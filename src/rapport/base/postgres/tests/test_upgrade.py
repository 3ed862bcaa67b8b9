"""From the wheel's older PostgreSQL to the current one."""

import shutil

import pytest

from rapport.base.postgres import (
    EmbeddedPostgres,
    UnableToStartDatabase,
    UnableToUpgrade,
    moving,
    upgrade,
    upgrading,
)


@pytest.fixture
def old(place, ask):
    """A database made by PostgreSQL 16 with something of each kind in it, stopped."""
    server = EmbeddedPostgres(place / "postgres", major=16)
    url = server.start()
    ask(
        url,
        "CREATE TABLE visits (id bigserial PRIMARY KEY, held tstzrange, sealed bytea,"
        " EXCLUDE USING gist (held WITH &&));"
        "INSERT INTO visits (held, sealed) SELECT tstzrange(now() + n * '1 day'::interval,"
        " now() + n * '1 day'::interval + '1 hour'), decode('00ff', 'hex') FROM generate_series(1, 50) n;"
        "CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n'",
    )
    server.stop()
    return server


def test_a_database_of_an_older_version_is_named_and_not_touched(old):
    with pytest.raises(UnableToStartDatabase, match="made by PostgreSQL 16 and this is 18"):
        EmbeddedPostgres(old.data_dir).start()
    assert (old.data_dir / "PG_VERSION").read_text() == "16\n"


def test_an_upgrade_carries_everything_over_and_keeps_the_old_data_beside(old, ask):
    kept = upgrade(old.data_dir)
    server = EmbeddedPostgres(old.data_dir)
    url = server.start()
    assert ask(url, "SELECT count(*), min(sealed) FROM visits") == [(50, b"\x00\xff")]
    assert ask(url, "SELECT twice(21), nextval('visits_id_seq')") == [(42, 51)]
    assert ask(url, "SHOW server_version_num")[0][0].startswith("18")
    assert (kept / "PG_VERSION").read_text() == "16\n"
    assert sorted(path.name for path in kept.parent.glob("*upgrad*")) == []
    assert upgrade(old.data_dir) is None


def test_an_upgrade_that_was_killed_after_copying_is_finished_by_the_next_start(old, ask, monkeypatch):
    monkeypatch.setattr(moving, "finish_move", lambda _data_dir: None)
    upgrade(old.data_dir)  # the marker is set, nothing was moved
    monkeypatch.undo()
    old.data_dir.rename(old.data_dir.with_name("postgres.pg16"))  # killed between the two moves
    assert ask(EmbeddedPostgres(old.data_dir).start(), "SELECT count(*) FROM visits") == [(50,)]


def test_a_difference_after_the_copy_stops_the_upgrade_and_the_old_data_still_starts(old, ask, monkeypatch):
    monkeypatch.setattr(upgrading, "_carry_over", lambda _old, _new: None)
    with pytest.raises(UnableToUpgrade, match="differ"):
        upgrade(old.data_dir)
    assert not old.is_running()
    assert not old.data_dir.with_name("postgres.upgrading").exists()
    assert ask(old.start(), "SELECT count(*) FROM visits") == [(50,)]


def test_a_version_without_programs_says_so(old):
    (old.data_dir / "PG_VERSION").write_text("13\n")
    with pytest.raises(UnableToUpgrade, match="no programs of that version"):
        upgrade(old.data_dir)


def test_too_little_room_is_said_before_anything_begins(old, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    with pytest.raises(UnableToUpgrade, match="MB of free space"):
        upgrade(old.data_dir)
