"""Commands that were given the wrong thing say so in a sentence and make nothing."""

import json
import socket  # noqa: TID251  # takes an address of this machine, as another program would

import pytest


@pytest.mark.parametrize("words", [["audit", "verify"], ["audit", "checkpoint"], ["database", "upgrade"]])
def test_a_mistyped_home_does_not_become_an_empty_practice(say, home, words):
    status, _, said = say(*words)
    assert (status, "Set RAPPORT_HOME" in said) == (1, True)
    assert not home.exists()


@pytest.mark.parametrize("content", ["", "not json", "[]", json.dumps({"size": 1})])
def test_a_file_that_is_no_checkpoint_is_refused(say, keystore, place, content):
    file = place / "checkpoint.json"
    file.write_text(content)
    status, _, said = say("audit", "verify", "--checkpoint", file)
    assert (status, "is not a checkpoint" in said) == (1, True)


def test_a_port_that_is_taken_is_told_before_anything_starts(say, home):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        for command in ("serve", "demo"):
            status, _, said = say(command, "--port", port)
            assert (status, f"Port {port} cannot be used" in said) == (1, True)
    assert not home.exists()


def test_a_real_practice_never_becomes_a_demonstration(say, keystore):
    status, _, said = say("demo", "--only-make")
    assert (status, "holds a real practice" in said) == (1, True)


def test_a_demonstration_never_becomes_a_real_practice(say, home):
    home.mkdir()
    (home / "DEMONSTRATION").write_text("")
    status, _, said = say("init", "--answers")
    assert (status, "holds the demonstration" in said) == (1, True)


def test_the_unit_names_this_home_and_how_to_start_it(say, home):
    status, printed, _ = say("service", "show", "--port", "8123")
    assert status == 0
    assert f'Environment="RAPPORT_HOME={home}"' in printed
    assert '"serve" "--port" "8123"' in printed
    assert "KillMode=mixed" in printed


def test_uploads_that_a_killed_web_process_left_unencrypted_are_removed(home):
    from rapport.config.environment import Environment
    from rapport.config.installation import clear_incoming

    (home / "incoming").mkdir(parents=True)
    for name in ("tmpab12.upload.wav", "tmpcd34.upload"):
        (home / "incoming" / name).write_bytes(b"a voice")
    clear_incoming(Environment.read())
    assert not list((home / "incoming").iterdir())
