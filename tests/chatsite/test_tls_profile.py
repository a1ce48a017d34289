"""Every client that Mozilla's intermediate profile is for can connect, and none by weaker means."""

import ssl
import sys

import pytest
import trustme

from chatsite.wss.tls import profile as tls_profile
from chatsite.wss.tls.contexts import Certificates
from chatsite.wss.tls.profile import set_groups as offer
from tests.tls import V12, V13, Authority, Meeting, lock, write

# ---- Everybody can connect ----


@pytest.mark.parametrize("kind", trustme.KeyType)
@pytest.mark.parametrize("version", [V12, V13])
def test_a_client_that_knows_the_root_alone_verifies_the_chain(tmp_path, kind, version):
    authority = Authority(tmp_path, kind)
    context = Certificates(*authority.pair("localhost")).context
    meeting = Meeting(context, authority.client(version))
    assert meeting.client.version() == version.name.replace("_", ".")


def test_the_key_and_the_chain_may_be_in_one_file(authority, tmp_path):
    leaf = authority.issue("localhost")
    write(tmp_path / "all.pem", leaf.private_key_and_cert_chain_pem)
    context = Certificates(tmp_path / "all.pem", tmp_path / "all.pem").context
    assert Meeting(context, authority.client())


def test_an_intermediate_in_a_file_of_its_own_is_sent_too(authority, tmp_path):
    leaf = authority.issue("localhost")
    paths = [tmp_path / name for name in ("leaf.pem", "key.pem", "middle.pem")]
    blobs = [leaf.cert_chain_pems[0], leaf.private_key_pem, authority.middle.cert_pem]
    for path, blob in zip(paths, blobs, strict=True):
        write(path, blob)
    with pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer"):
        Meeting(Certificates(*paths[:2]).context, authority.client())
    assert Meeting(Certificates(*paths).context, authority.client())


@pytest.mark.parametrize("secret", ["open sesame", b"open sesame"])
def test_a_locked_key_is_opened_with_its_passphrase(authority, pair, secret):
    lock(pair[1])
    assert Meeting(Certificates(*pair, passphrase=secret).context, authority.client())


# ---- Mozilla's intermediate profile ----


def test_the_client_chooses_among_good_suites(authority, pair):
    context = Certificates(*pair).context
    for suite in ("ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-ECDSA-AES128-GCM-SHA256"):
        client = authority.client(V12)
        client.set_ciphers(f"{suite}:ECDHE-ECDSA-AES256-GCM-SHA384")
        assert Meeting(context, client).client.cipher()[0] == suite


@pytest.mark.parametrize("suite", ["ECDHE-ECDSA-AES128-SHA", "DHE-RSA-AES128-GCM-SHA256"])
def test_a_suite_that_mozilla_does_not_list_is_refused(authority, pair, suite):
    client = authority.client(V12)
    client.set_ciphers(f"{suite}:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError):
        Meeting(Certificates(*pair).context, client)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_a_client_from_before_tls_1_2_is_refused(authority, pair):
    client = authority.client(ssl.TLSVersion.TLSv1_1)
    client.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError):
        Meeting(Certificates(*pair).context, client)


def test_a_site_may_insist_on_tls_1_3(authority, pair):
    context = Certificates(*pair, minimum="1.3").context
    assert Meeting(context, authority.client()).client.version() == "TLSv1.3"
    with pytest.raises(ssl.SSLError):
        Meeting(context, authority.client(V12))


def test_a_site_may_name_its_suites(authority, pair):
    context = Certificates(*pair, ciphers="ECDHE-ECDSA-AES256-GCM-SHA384").context
    assert Meeting(context, authority.client(V12)).client.cipher()[0].endswith("AES256-GCM-SHA384")


@pytest.mark.parametrize("curve", ["X25519", "prime256v1", "secp384r1"])
def test_a_client_with_one_of_mozillas_curves_connects(authority, pair, curve):
    assert Meeting(Certificates(*pair).context, with_curve(authority.client(), curve))


@pytest.mark.parametrize("curve", ["X448", "secp521r1"])
def test_a_curve_that_mozilla_does_not_list_is_not_offered(authority, pair, curve, monkeypatch):
    with pytest.raises(ssl.SSLError):
        Meeting(Certificates(*pair).context, with_curve(authority.client(), curve))
    monkeypatch.setattr(tls_profile, "set_groups", lambda context: None)  # OpenSSL would offer it
    assert Meeting(Certificates(*pair).context, with_curve(authority.client(), curve))


def test_a_python_with_openssl_inside_serves_with_openssls_curves(authority, pair, monkeypatch):
    monkeypatch.delattr(sys.modules["_ssl"], "__file__")
    assert Meeting(Certificates(*pair).context, authority.client())


def test_an_openssl_without_these_curves_serves_with_its_own(authority, pair, monkeypatch):
    monkeypatch.setattr(tls_profile, "GROUPS", "none")
    context = Certificates(*pair).context
    for curve in ("X25519", "X448"):
        assert Meeting(context, with_curve(authority.client(), curve))


def test_there_is_no_compression_and_no_renegotiation(pair):
    options = Certificates(*pair).context.options
    assert options & ssl.OP_NO_COMPRESSION and options & ssl.OP_NO_RENEGOTIATION


@pytest.mark.parametrize(
    ("offered", "agreed"), [(["h2", "http/1.1"], "http/1.1"), (["h2"], None), (["x", "y"], None)]
)
def test_a_client_is_offered_http_1_1_and_never_turned_away_for_another(
    authority, pair, offered, agreed
):
    client = authority.client()
    client.set_alpn_protocols(offered)
    assert Meeting(Certificates(*pair).context, client).client.selected_alpn_protocol() == agreed


def with_curve(client, curve):
    """A client that offers this one alone; the ssl module of Debian 12 cannot say X25519."""
    offer(client, curve)
    return client
