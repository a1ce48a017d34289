"""What each proxy offers at the handshake: Mozilla's intermediate guidelines, and nothing else."""

import json
import re
import socket
import ssl
from pathlib import Path

import pytest

from chatsite.wss.tls.profile import set_groups
from tests.tls import V12, V13

GUIDELINES = json.loads((Path(__file__).parents[1] / "checks" / "mozilla-6.0.json").read_text())
# Mozilla's names are IANA's; a client's are OpenSSL's.
GOOD = {
    re.sub(r"AES-(\d+)", r"AES\1", suite[4:].replace("_WITH", "").replace("_", "-"))
    .replace("POLY1305-SHA256", "POLY1305")
    for suite in GUIDELINES["ciphers"]
}  # fmt: skip


def client(proxy, version=None, suites="ALL:@SECLEVEL=0", groups=None):
    context = ssl.create_default_context(cafile=proxy.ca)
    context.set_ciphers(suites)
    context.minimum_version = context.maximum_version = version or V12
    if groups:
        set_groups(context, groups)
    return context


def greets(proxy, context):
    """What is agreed with a client: (version, cipher), or None where there is no agreement."""
    with socket.create_connection(("127.0.0.1", proxy.port), 10) as tcp:
        try:
            with context.wrap_socket(tcp, server_hostname="localhost") as tls:
                return tls.version(), tls.cipher()[0]
        except (ssl.SSLError, ConnectionResetError):
            return None


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_1_2_and_1_3_are_spoken_and_nothing_older(proxy):
    assert greets(proxy, client(proxy, V12))[0] == "TLSv1.2"
    assert greets(proxy, client(proxy, V13))[0] == "TLSv1.3"
    for old in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        assert greets(proxy, client(proxy, old)) is None


def test_only_good_suites_are_offered(proxy):
    known = [c["name"] for c in client(proxy).get_ciphers() if c["protocol"] != "TLSv1.3"]
    agreed = {name for name in known if greets(proxy, client(proxy, suites=f"{name}:@SECLEVEL=0"))}
    assert agreed and agreed <= GOOD, agreed - GOOD


def test_only_good_curves_are_offered(proxy):
    taken = {
        group
        for group in ("X25519", "P-256", "P-384", "P-521", "X448")
        if greets(proxy, client(proxy, V13, groups=group))
    }
    assert {"X25519", "P-256"} <= taken <= {"X25519", "P-256", "P-384"}


def test_the_whole_chain_is_sent(proxy):
    assert greets(proxy, ssl.create_default_context(cafile=proxy.ca)), "its root is all we know"


def test_pages_come_by_http_2_and_sockets_by_http_1_1(proxy):
    for offered, chosen in ((["h2", "http/1.1"], "h2"), (["http/1.1"], "http/1.1")):
        context = ssl.create_default_context(cafile=proxy.ca)
        context.set_alpn_protocols(offered)
        with (
            socket.create_connection(("127.0.0.1", proxy.port), 10) as tcp,
            context.wrap_socket(tcp, server_hostname="localhost") as tls,
        ):
            assert tls.selected_alpn_protocol() == chosen
