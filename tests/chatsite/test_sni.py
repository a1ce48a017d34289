"""Certificates for several names on one port: each client gets the one of the name it asks for."""

import socket
import ssl
import subprocess
import sys

import pytest

from chatsite.wss.tls.contexts import Certificates
from chatsite.wss.tls.scope import tls_extension
from tests.servers import TOP
from tests.tls import V12, V13, Meeting, serial, write


@pytest.fixture
def names(authority, pair, tmp_path):
    """A folder with a pair in one file, one in two, one with a wildcard, and things beside them."""
    folder = tmp_path / "names"
    folder.mkdir()
    write(folder / "one.pem", authority.issue("one.example").private_key_and_cert_chain_pem)
    two = authority.issue("two.example", "zwei.example")
    write(folder / "two.pem", *two.cert_chain_pems)
    write(folder / "two.key", two.private_key_pem)
    wild = authority.issue("*.wild.example", "localhost")
    write(folder / "wild.pem", wild.private_key_and_cert_chain_pem)
    (folder / "README").write_text("not a certificate")
    return folder


@pytest.mark.parametrize("version", [V12, V13])
@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("one.example", "one"),
        ("ONE.example", "one"),
        ("zwei.example", "two"),
        ("a.wild.example", "wild"),
        ("localhost", "wild"),
    ],
)
def test_each_name_has_its_certificate(authority, pair, names, name, file, version):
    context = Certificates(*pair, sni_dir=names).context
    client = authority.client(version)
    meeting = Meeting(context, client, name)
    assert meeting.serial == serial(names / f"{file}.pem")
    told = tls_extension(meeting.server)
    assert told["server_cert"] in (names / f"{file}.pem").read_text().replace("\r", "")
    again = Meeting(context, client, name, session=meeting.session)
    assert again.client.session_reused


@pytest.mark.parametrize("name", ["other.example", "wild.example", "a.b.wild.example", None])
def test_any_other_name_or_none_gets_the_default_pair(authority, pair, names, name):
    context = Certificates(*pair, sni_dir=names).context
    client = authority.client()
    client.check_hostname = False
    assert Meeting(context, client, name).serial == serial(pair[0])


def test_a_name_of_the_default_pair_wins_over_a_wildcard(authority, names):
    pair = authority.pair("a.wild.example")
    context = Certificates(*pair, sni_dir=names).context
    assert Meeting(context, authority.client(), "a.wild.example").serial == serial(pair[0])


def test_a_broken_pair_of_one_name_is_told_and_the_others_are_served(authority, pair, names, log):
    (names / "broken.pem").write_text("hello")
    certificates = Certificates(*pair, sni_dir=names)
    assert not certificates.refresh()
    (line,) = log.messages
    assert "broken.pem (sniDir) holds no certificate" in line and "left out" in line
    assert Meeting(certificates.context, authority.client(), "one.example")


def test_a_name_that_is_added_changed_and_removed_is_taken_up(authority, pair, names, log):
    certificates = Certificates(*pair, sni_dir=names)
    late = names / "late.pem"
    default = certificates.context
    for _ in range(2):
        write(late, authority.issue("late.example").private_key_and_cert_chain_pem)
        assert certificates.refresh() and not certificates.refresh()
        meeting = Meeting(certificates.context, authority.client(), "late.example")
        assert meeting.serial == serial(late)
    late.write_text("-----BEGIN CERTIFICATE-----\n")
    assert not certificates.refresh()
    assert Meeting(certificates.context, authority.client(), "late.example").serial
    late.unlink()
    assert certificates.refresh()
    with pytest.raises(ssl.SSLCertVerificationError):
        Meeting(certificates.context, authority.client(), "late.example")
    assert certificates.context is default  # its clients' tickets were good all the time


def test_a_folder_that_vanishes_leaves_its_names_up(authority, pair, names, log):
    certificates = Certificates(*pair, sni_dir=names)
    names.rename(names.with_name("moved"))
    assert not certificates.refresh()
    assert len(log.messages) == 3
    assert Meeting(certificates.context, authority.client(), "one.example")
    names.with_name("moved").rename(names)
    certificates.refresh()
    assert Meeting(certificates.context, authority.client(), "one.example")


def test_clients_of_the_first_context_see_a_renewal_too(authority, pair, names):
    """For a server that was given `context` once, when it began to listen."""
    certificates = Certificates(*pair, sni_dir=names)
    first = certificates.context
    authority.pair("chat.example")
    assert certificates.refresh()
    assert Meeting(first, authority.client(), "chat.example").serial == serial(pair[0])


SERVER = """
import asyncio, sys, aiofastnet
from chatsite.wss.tls.contexts import Certificates

cert, key, names = sys.argv[1:]
context = Certificates(cert, key, sni_dir=names).context

async def main():
    server = await aiofastnet.create_server(
        asyncio.get_running_loop(), asyncio.Protocol, "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


def test_the_servers_streams_survive_a_choice_by_name(authority, pair, names):
    """aiofastnet's own engine would crash the process at Python's SNI callback."""
    pytest.importorskip("aiofastnet")
    command = [sys.executable, "-c", SERVER, *map(str, pair), str(names)]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True) as server:
        port = int(server.stdout.readline())
        try:
            for name, path in [
                ("one.example", names / "one.pem"),
                ("localhost", names / "wild.pem"),
            ]:
                with (
                    socket.create_connection(("127.0.0.1", port), 10) as tcp,
                    authority.client().wrap_socket(tcp, server_hostname=name) as tls,
                ):
                    assert int(tls.getpeercert()["serialNumber"], 16) == serial(path)
        finally:
            server.kill()
