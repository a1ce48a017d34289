"""What browsers, phones and mini-programs need of TLS, from the real `daphne` command."""

import socket
import ssl

import pytest
import websockets

from tests.pki import make_pki
from tests.tls import Authority, serial


def greet(site, context, name="localhost"):
    """The TLS version that this client and the server agree on."""
    with (
        socket.create_connection(("127.0.0.1", site.port), 10) as tcp,
        context.wrap_socket(tcp, server_hostname=name) as tls,
    ):
        return tls.version()


def only(pki, version):
    """A client that speaks this version of TLS alone, and is not picky about old ones."""
    context = pki.client()
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = version
    return context


@pytest.mark.parametrize(
    ("version", "name"), [(ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3")]
)
def test_a_client_with_the_root_alone_verifies_the_chain(site, pki, version, name):
    assert greet(site, only(pki, version)) == name


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_a_client_from_before_tls_1_2_is_refused(site, pki, version):
    with pytest.raises(ssl.SSLError):
        greet(site, only(pki, version))


def test_the_premise_a_leaf_without_its_intermediate_is_not_trusted(new_site, pki):
    bare = new_site(options={"certKey": pki.leaf})
    with pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer"):
        greet(bare, pki.client())


def test_an_intermediate_in_a_file_of_its_own_is_sent_too(new_site, pki):
    extra = new_site(options={"certKey": pki.leaf, "extraCertChain": pki.intermediate})
    assert greet(extra, pki.client()) == "TLSv1.3"


def test_a_site_may_insist_on_tls_1_3(new_site, pki):
    modern = new_site(options={"minTLS": "1.3"})
    assert greet(modern, pki.client()) == "TLSv1.3"
    with pytest.raises(ssl.SSLError):
        greet(modern, only(pki, ssl.TLSVersion.TLSv1_2))


def test_a_client_that_knows_another_root_is_warned(site, tmp_path):
    stranger = make_pki(tmp_path, "localhost")
    with pytest.raises(ssl.SSLCertVerificationError):
        greet(site, stranger.client())


@pytest.mark.parametrize("suite", ["AES128-SHA", "ECDHE-RSA-AES128-SHA", "AES256-GCM-SHA384"])
def test_a_suite_without_forward_secrecy_or_authenticated_encryption_is_refused(site, pki, suite):
    context = only(pki, ssl.TLSVersion.TLSv1_2)
    context.set_ciphers(f"{suite}:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        greet(site, context)


async def test_several_names_on_one_port_have_a_certificate_each(new_site, pki, tmp_path):
    names, authority = tmp_path / "names", Authority(tmp_path)
    names.mkdir()
    for name in ("one.localhost", "two.localhost"):
        pair = authority.issue(name)
        (names / f"{name}.pem").write_bytes(pair.private_key_and_cert_chain_pem.bytes())
    site = new_site(options={"sniDir": names})
    for name, context in [
        ("one.localhost", authority.client()),
        ("two.localhost", authority.client()),
        ("localhost", pki.client()),
    ]:
        async with websockets.connect(
            f"wss://localhost:{site.port}/wss",
            ssl=context,
            server_hostname=name,
            compression=None,
        ) as tom:
            await tom.send("tom")
            assert await tom.recv() == "tom"
            shown = tom.transport.get_extra_info("peercert")["serialNumber"]
        file = pki.cert if name == "localhost" else names / f"{name}.pem"
        assert int(shown, 16) == serial(file), name
