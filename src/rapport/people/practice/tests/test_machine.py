"""What is said of the machine is what was read, and what cannot be read is called unknown."""

from datetime import timedelta

import pytest

from rapport.people.practice import connections, disk, machine
from rapport.safeguards.audit.queries import LastVerification


@pytest.fixture
def system(tmp_path):
    """Make a kernel's list of block devices: each a folder with what it lies on."""

    def make(*, identity="", on=()):
        node = tmp_path / "devices" / f"d{len(list((tmp_path / 'devices').glob('*')))}"
        (node / "slaves").mkdir(parents=True)
        if identity:
            (node / "dm").mkdir()
            (node / "dm" / "uuid").write_text(identity)
        for below in on:
            (node / "slaves" / below.name).symlink_to(below)
        return node

    (tmp_path / "devices").mkdir()
    (tmp_path / "dev" / "block").mkdir(parents=True)
    make.root = tmp_path
    make.name = (tmp_path / "dev" / "block" / "253:0").symlink_to
    return make


def test_a_disk_on_luks_is_encrypted(system):
    system.name(system(identity="CRYPT-LUKS2-0123-home\n", on=[system()]))
    assert disk.device_is_encrypted(253, 0, system=system.root) is True


def test_a_volume_over_luks_is_encrypted_and_one_that_is_half_so_is_not(system):
    luks, plain = system(identity="CRYPT-LUKS2-0123-pv\n", on=[system()]), system()
    system.name(system(identity="LVM-abc\n", on=[luks]))
    assert disk.device_is_encrypted(253, 0, system=system.root) is True
    (system.root / "dev" / "block" / "253:0").unlink()
    system.name(system(identity="LVM-abc\n", on=[luks, plain]))
    assert disk.device_is_encrypted(253, 0, system=system.root) is False


def test_a_plain_partition_is_not_encrypted_by_the_system(system):
    system.name(system())
    assert disk.device_is_encrypted(253, 0, system=system.root) is False


@pytest.mark.parametrize("number", [(0, 45), (8, 1)])
def test_what_the_system_does_not_list_is_unknown(system, number):
    assert disk.device_is_encrypted(*number, system=system.root) is None


HEADER = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
ROW = "   0: {local} {remote} {state} 00000000:00000000 00:00000000 00000000  1000        0 {inode} 1\n"


@pytest.fixture
def process(tmp_path):
    """Make a process with sockets, as the kernel lists them."""

    def make(*rows):
        (tmp_path / "net").mkdir()
        (tmp_path / "fd").mkdir()
        table = HEADER
        for number, (local, remote, state, ours) in enumerate(rows):
            table += ROW.format(local=local, remote=remote, state=state, inode=1000 + number)
            if ours:
                (tmp_path / "fd" / str(number)).symlink_to(f"socket:[{1000 + number}]")
        (tmp_path / "net" / "tcp").write_text(table)
        return tmp_path

    return make


def test_only_our_own_connections_to_others_count(process):
    listening, browser = ("0100007F:1F40", "00000000:0000", "0A", True), "0B00000A:C001"
    place = process(
        listening,
        ("0A00000A:1F40", browser, "01", True),  # a browser in the office, asking us
        ("0100007F:C002", "0100007F:1538", "01", True),  # our own database
        ("0A00000A:C003", "08080808:01BB", "01", True),  # this one goes out
        ("0A00000A:C004", "08080808:01BB", "01", False),  # another program's
        ("0A00000A:C005", "08080808:01BB", "06", True),  # closed already
    )
    assert connections.outgoing(place) == 1


def test_a_system_without_the_list_says_unknown(tmp_path):
    assert connections.outgoing(tmp_path / "nothing") is None
    assert machine.outgoing(None, 0).state == "unknown"


def test_nothing_is_called_well_that_was_not_seen(at):
    assert machine.encryption(None).state == "unknown"
    assert machine.encryption(found=False).state == "look"
    assert machine.backup(None, at).value == "None yet"
    assert machine.verification(None, at).state == "look"
    assert machine.verification(LastVerification(at, 2), at).value == "2 findings"


def test_what_is_old_or_short_is_to_be_looked_at(at):
    assert machine.backup(at - timedelta(days=8), at).state == "look"
    assert machine.backup(at - timedelta(days=6), at).state == "good"
    assert machine.verification(LastVerification(at - timedelta(days=40), 0), at).state == "look"
    assert machine.room(3 * 10**9, 10**12).state == "look"
    assert machine.room(9 * 10**10, 10**12).state == "look"
    assert machine.room(5 * 10**11, 10**12).value == "500.0 GB of 1000.0 GB"
    assert machine.outgoing(0, 3).value == "None open, 3 stopped since the start"
