"""A backup never sweeps anything away, and a restore starts only from what fits."""

import tarfile

import pytest


def back_up(say, to, keystore_to):
    return say("backup", "--to", to, "--keystore-to", keystore_to)


def test_without_a_practice_nothing_is_made(say, home):
    status, _, said = back_up(say, home.parent / "x.tar", home.parent / "x-keys")
    assert status == 1
    assert "There is no practice" in said
    assert not home.exists()


def test_an_earlier_backup_is_never_overwritten(say, keystore, place):
    (place / "monday.tar").write_text("an earlier one")
    status, _, said = back_up(say, place / "monday.tar", place / "keys")
    assert (status, "never overwritten" in said) == (1, True)
    assert (place / "monday.tar").read_text() == "an earlier one"


def test_a_folder_with_something_else_is_not_swept_away_for_the_keys(say, keystore, place):
    stick = place / "stick"
    stick.mkdir()
    (stick / "photos.txt").write_text("holidays")
    status, _, said = back_up(say, place / "monday.tar", stick)
    assert (status, "holds something that is no keystore" in said) == (1, True)
    assert (stick / "photos.txt").exists()


def test_the_keys_of_another_practice_are_not_replaced(say, keystore, place):
    other = place / "other"
    other.mkdir()
    (other / "practice.key").write_text("another key")
    status, _, said = back_up(say, place / "monday.tar", other)
    assert (status, "another practice" in said) == (1, True)
    assert (other / "practice.key").read_text() == "another key"


@pytest.mark.parametrize(
    ("to", "keystore_to", "why"),
    [
        ("home/monday.tar", "keys", "on another disk"),
        ("monday.tar", "home/copy", "on another disk"),
        ("keys/monday.tar", "keys", "with its keys"),
        ("not/there/monday.tar", "keys", "stick or disk connected"),
    ],
)
def test_a_place_that_makes_the_backup_useless_is_refused(say, keystore, place, to, keystore_to, why):
    (place / "keys").mkdir()
    status, _, said = back_up(say, place / to, place / keystore_to)
    assert (status, why in said) == (1, True)


def restore(say, source, keystore_from):
    return say("restore", "--from", source, "--keystore-from", keystore_from)


def test_a_home_that_holds_a_practice_is_never_restored_over(say, keystore, place):
    status, _, said = restore(say, place / "monday.tar", keystore)
    assert (status, "empty RAPPORT_HOME" in said) == (1, True)


def test_what_is_no_keystore_is_refused(say, home, place):
    status, _, said = restore(say, place / "monday.tar", place)
    assert (status, "no practice.key" in said) == (1, True)


@pytest.mark.parametrize("damage", ["not an archive", "cut", "incomplete"])
def test_a_damaged_backup_leaves_the_home_empty(say, home, place, damage):
    (place / "keys").mkdir()
    (place / "keys" / "practice.key").write_text("key")
    source, inside = place / "monday.tar", place / "database.sql"
    inside.write_text("select 1;" * 4000)
    with tarfile.open(source, "w") as archive:
        archive.add(inside, "database.sql")
    if damage == "not an archive":
        source.write_text("a letter")
    if damage == "cut":
        source.write_bytes(source.read_bytes()[:9000])
    status, _, said = restore(say, source, place / "keys")
    assert (status, "Try an earlier one" in said) == (1, True)
    assert not list((home / "keystore").iterdir())
    assert not list((home / "incoming").iterdir())
