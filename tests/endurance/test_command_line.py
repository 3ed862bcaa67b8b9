"""What a person types at a terminal: a real practice from its first day to its restore."""

import json
import re
import signal
import stat

import pytest

from tests.product import Product, command, until

pytestmark = pytest.mark.slow
ANSWERS = """Northside Therapy
OR
America/Los_Angeles
1234567893
Maya Okafor
LPC
T-1
2030-06-30
maya
a long enough test phrase
"""


@pytest.fixture(scope="module")
def practice(place):
    """A real practice, as `rapport init` makes it."""
    home = place / "practice"
    begun = command(home, "init", "--answers", given=ANSWERS)
    assert begun.returncode == 0, begun.stderr
    assert begun.stdout.count("Share ") == 3
    return home


def test_two_of_three_shares_bring_a_lost_practice_key_back(place):
    home = place / "lost"
    shares = re.findall(r"Share \d: (.+)", command(home, "init", "--answers", given=ANSWERS).stdout)
    lost = home / "keystore" / "practice.key"
    key = lost.read_bytes()
    assert command(home, "recover", "--shares", given="\n".join(shares[:2])).returncode == 1
    lost.unlink()
    others = re.findall(
        r"Share \d: (.+)", command(place / "other", "init", "--answers", given=ANSWERS).stdout
    )
    assert command(home, "recover", "--shares", given=f"{shares[0]}\n{others[1]}").returncode == 1
    assert not lost.exists()
    done = command(home, "recover", "--shares", given=f"{shares[2]}\n{shares[0]}")
    assert done.returncode == 0, done.stderr
    assert lost.read_bytes() == key


def test_a_lost_second_factor_is_taken_away_at_the_machine(practice):
    done = command(practice, "accounts", "reset", "maya")
    assert (done.returncode, "new second factor" in done.stdout) == (0, True)
    unknown = command(practice, "accounts", "reset", "nobody")
    assert (unknown.returncode, unknown.stderr) == (1, "Nobody signs in as nobody.\n")


def test_a_second_init_changes_nothing(practice):
    again = command(practice, "init", "--answers", given=ANSWERS)
    assert (again.returncode, "holds a practice already" in again.stderr) == (1, True)


def test_a_wrong_answer_is_asked_again_and_nothing_is_begun(place):
    home = place / "mistyped"
    wrong = command(home, "init", "--answers", given=ANSWERS.replace("1234567893", "1234567890"))
    assert wrong.returncode == 1
    assert "Traceback" not in wrong.stderr
    assert "Share" not in wrong.stdout
    assert command(home, "init", "--answers", given=ANSWERS).returncode == 0


def test_a_backup_is_restored_onto_an_empty_home_and_its_record_holds(practice, place):
    data, keys = place / "monday.tar", place / "keys"
    made = command(practice, "backup", "--to", data, "--keystore-to", keys)
    assert made.returncode == 0, made.stderr
    assert stat.S_IMODE(data.stat().st_mode) == 0o600
    checkpoint = place / "checkpoint.json"
    checkpoint.write_text(command(practice, "audit", "checkpoint").stdout)
    assert json.loads(checkpoint.read_text())["size"] > 4
    restored = place / "restored"
    done = command(restored, "restore", "--from", data, "--keystore-from", keys)
    assert done.returncode == 0, done.stderr
    verified = command(restored, "audit", "verify", "--checkpoint", checkpoint)
    assert (verified.returncode, "The record is whole." in verified.stdout) == (0, True), verified.stdout
    running = Product(restored)
    try:
        running.start("serve")
        assert running.one("SELECT name FROM people_practice_practice") == "Northside Therapy"
        assert running.stop() == 0
        assert running.processes() == []
    finally:
        running.remove()


def test_a_row_taken_out_of_the_record_is_found(place):
    home = place / "tampered"  # a practice of its own: the others' records stay whole
    command(home, "init", "--answers", given=ANSWERS)
    server = Product(home)
    server.database.start()
    try:
        command(home, "audit", "checkpoint")
        server.ask("ALTER TABLE safeguards_audit_auditevent DISABLE TRIGGER USER")
        server.ask("DELETE FROM safeguards_audit_auditevent WHERE id = "
                   "(SELECT min(id) FROM safeguards_audit_auditevent)")  # fmt: skip
        found = command(home, "audit", "verify")
    finally:
        server.database.stop()
    assert (found.returncode, "was removed" in found.stdout) == (2, True), found.stdout + found.stderr


def test_commands_leave_no_database_running(practice):
    command(practice, "audit", "verify")
    command(practice, "database", "upgrade")
    assert Product(practice).processes() == []


@pytest.fixture(scope="module")
def made(place):
    """A demonstration that was made and is not served."""
    home = place / "demonstration"
    assert command(home, "demo", "--only-make", "--without-models").returncode == 0
    return home


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_end_of_a_demonstration_is_the_end_of_everything_it_started(made, number):
    running = Product(made)
    try:
        running.start()
        assert running.is_whole()
        assert running.stop(number) == 0
        assert running.processes() == []
        assert running.said.rstrip().endswith("Stopped.")
    finally:
        running.remove()


def test_an_end_while_it_is_still_starting_leaves_nothing_behind(made):
    running = Product(made)
    try:
        starting = running.launch("demo")
        until(running.database.is_running, seconds=30, what="the database runs")
        starting.send_signal(signal.SIGTERM)
        starting.wait(timeout=30)
        assert running.processes() == []
    finally:
        running.remove()


def test_a_second_start_takes_seconds_and_signs_in_the_same_people(made):
    running = Product(made)
    try:
        running.start()
        assert "Making the demonstration" not in running.said
        assert running.code("maya").isdigit()
    finally:
        running.remove()
