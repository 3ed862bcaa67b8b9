"""No permit, no request; no permit, no socket."""

import socket  # noqa: TID251  # to try what the guard stops
import sys
import threading

import httpx
import pytest

from rapport.base.outbound import (
    NoPermit,
    Permit,
    bind,
    client,
    guard,
    install_socket_guard,
    local_client,
    request,
    stopped_connections,
)
from rapport.base.outbound.permits import is_this_machine, under

PERMIT = Permit(vendor="Example Models", purpose="wording", host="models.example.org")
OUTSIDE = ("192.0.2.1", 443)  # an address that belongs to nobody


@pytest.fixture(autouse=True)
def _as_delivered():
    yield
    bind(None)
    guard.switch_off_socket_guard()


@pytest.fixture
def arrived():
    """What reached the network, had there been one."""
    return []


@pytest.fixture
def network(arrived):
    def answer(asked):
        arrived.append(asked)
        if asked.url.path == "/elsewhere":
            return httpx.Response(302, headers={"location": "https://other.example.org/"})
        return httpx.Response(200, json={"ok": True})

    return httpx.MockTransport(answer)


@pytest.fixture
def asked():
    """A checker that allows everything and keeps what it was asked."""
    permits = []
    bind(permits.append)
    return permits


def test_as_delivered_everything_is_refused(network, arrived):
    with pytest.raises(NoPermit, match="no service is allowed here"):
        request(PERMIT, "POST", "https://models.example.org/v1", transport=network, json={})
    assert arrived == []


@pytest.mark.parametrize("missing", [None, "Example Models", {"host": "models.example.org"}])
def test_without_a_permit_nothing_is_sent(network, arrived, asked, missing):
    with pytest.raises(NoPermit, match="without a permit"):
        request(missing, "GET", "https://models.example.org/", transport=network)
    assert arrived == []


def test_with_a_permit_that_the_checker_agrees_to_it_is_sent(network, arrived, asked):
    answer = request(PERMIT, "GET", "https://Models.Example.org./v1", transport=network)
    assert answer.json() == {"ok": True}
    assert asked == [PERMIT]
    assert len(arrived) == 1


@pytest.mark.parametrize(
    "url", ["https://other.example.org/", "https://models.example.org.evil.example/", "https://192.0.2.1/"]
)
def test_another_host_than_the_permits_is_refused(network, arrived, asked, url):
    with pytest.raises(NoPermit, match="does not cover"):
        request(PERMIT, "GET", url, transport=network)
    assert arrived == []


def test_a_permit_without_a_host_covers_nothing(network, asked):
    with pytest.raises(NoPermit):
        request(
            Permit(vendor="Any", purpose="any", host=""),
            "GET",
            "https://other.example.org/",
            transport=network,
        )


def test_client_data_never_goes_unencrypted(network, arrived, asked):
    with pytest.raises(NoPermit, match="over https"):
        request(PERMIT, "GET", "http://models.example.org/", transport=network)
    assert arrived == []


def test_a_redirect_to_another_host_is_not_followed_even_on_request(network, arrived, asked):
    assert (
        request(PERMIT, "GET", "https://models.example.org/elsewhere", transport=network).status_code == 302
    )
    with client(PERMIT, transport=network) as sender, pytest.raises(NoPermit):
        sender.get("https://models.example.org/elsewhere", follow_redirects=True)
    assert {asked.url.host for asked in arrived} == {"models.example.org"}


def test_leave_is_asked_at_every_request_so_a_revoked_one_stops_the_next(network, arrived, asked):
    with client(PERMIT, base_url="https://models.example.org/v1/", transport=network) as sender:
        sender.post("chat", json={})
        bind(None)
        with pytest.raises(NoPermit):
            sender.post("chat", json={})
    assert [asked.url.path for asked in arrived] == ["/v1/chat"]


def test_a_local_client_reaches_this_machine_without_a_permit_and_nothing_else(network, arrived):
    with local_client(base_url="http://127.0.0.1:11434/v1/", transport=network) as sender:
        assert sender.get("models").status_code == 200
        with pytest.raises(NoPermit, match="this machine only"):
            sender.get("https://models.example.org/")
    assert len(arrived) == 1


def test_proxies_of_the_environment_are_ignored(monkeypatch, network, asked):
    monkeypatch.setenv("HTTPS_PROXY", "http://192.0.2.1:3128")
    with client(PERMIT, transport=network) as sender:
        assert sender._mounts == {}


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "::ffff:127.0.0.1", "LOCALHOST."]
)
def test_these_are_this_machine(host):
    assert is_this_machine(host)


@pytest.mark.parametrize(
    "host",
    ["", "0.0.0.0", "192.168.1.4", "::", "localhost.example.org", "127.0.0.1.nip.io"],  # noqa: S104  # an address to refuse
)
def test_these_are_not(host):
    assert not is_this_machine(host)


def test_the_guard_stops_a_connection_of_any_library_and_counts_it():
    install_socket_guard()
    before = stopped_connections()
    with socket.socket() as plain, pytest.raises(NoPermit):
        plain.connect(OUTSIDE)
    with socket.socket() as plain, pytest.raises(NoPermit):
        plain.connect_ex(OUTSIDE)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams, pytest.raises(NoPermit):
        datagrams.sendto(b"words", OUTSIDE)
    with pytest.raises(httpx.ConnectError):
        httpx.get("https://192.0.2.1/", trust_env=False)
    assert stopped_connections() == before + 4


def test_the_guard_stops_looking_up_names_since_a_name_can_carry_words(caplog):
    install_socket_guard()
    with pytest.raises(NoPermit):
        socket.getaddrinfo("i-cannot-sleep.example.org", 443)
    with pytest.raises(NoPermit):
        socket.gethostbyname(b"i-cannot-sleep.example.org".decode())
    assert "without a permit was stopped" in caplog.text
    assert "sleep" not in caplog.text


def test_the_guard_lets_this_machine_and_unix_sockets_through(tmp_path):
    install_socket_guard()
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as caller:
        server.bind(str(tmp_path / "s"))
        server.listen()
        caller.connect(str(tmp_path / "s"))


def test_under_a_permit_its_host_is_reached_and_no_other_name_is_looked_up(asked):
    install_socket_guard()
    with under(PERMIT, host="models.example.org"):
        sys.audit("socket.getaddrinfo", "models.example.org", 443, 0, 0, 0)
        sys.audit("socket.connect", None, OUTSIDE)
        with pytest.raises(NoPermit):
            sys.audit("socket.getaddrinfo", "other.example.org", 443, 0, 0, 0)
    with pytest.raises(NoPermit):
        sys.audit("socket.connect", None, OUTSIDE)


def test_a_permit_of_one_thread_is_none_for_another(asked):
    install_socket_guard()
    refused = []

    def other():
        try:
            sys.audit("socket.connect", None, OUTSIDE)
        except NoPermit:
            refused.append(True)

    with under(PERMIT, host="models.example.org"):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert refused == [True]


def test_hosts_that_the_installation_needs_are_let_through():
    install_socket_guard(also=["db.example.org", "192.0.2.1", "/run/rapport"])
    sys.audit("socket.getaddrinfo", "db.example.org", 5432, 0, 0, 0)
    sys.audit("socket.connect", None, OUTSIDE)
    with pytest.raises(NoPermit):
        sys.audit("socket.connect", None, ("192.0.2.2", 443))
