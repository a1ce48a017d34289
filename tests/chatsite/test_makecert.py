"""`manage.py makecert`: clients that trust its CA accept the certificate, and nothing is lost."""

import ipaddress
import socket
import ssl

import pytest
from cryptography import x509
from django.core.management import CommandError, call_command

from chatsite.wss.tls.certificates import LEAF_DAYS, local_names, names


@pytest.fixture
def made(tmp_path):
    call_command(
        "makecert", "chat.lan", "10.1.2.3", "phòng.example", dir=tmp_path, stdout=_Nowhere()
    )
    return tmp_path


class _Nowhere:
    def write(self, text):
        """Nobody reads it."""


def handshake(folder, name):
    """Whether a client that trusts the CA alone accepts this server under this name."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    client = ssl.create_default_context(cafile=folder / "ca.pem")
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        server.wrap_bio(to_server, to_client, server_side=True),
        client.wrap_bio(to_client, to_server, server_hostname=name),
    ]
    for _ in range(4):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return ends[1].version()


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "::1", "chat.lan", "10.1.2.3"])
def test_a_client_that_trusts_the_ca_accepts_every_name(made, name):
    assert handshake(made, name) == "TLSv1.3"


def test_a_client_refuses_another_name(made):
    with pytest.raises(ssl.SSLCertVerificationError, match="other.lan"):
        handshake(made, "other.lan")


def test_this_machine_is_among_its_names():
    assert {"localhost", "127.0.0.1", "::1", socket.gethostname()} <= set(local_names())


def test_secrets_are_for_their_owner_and_browsers_accept_its_days(made):
    for secret in ("key.pem", "ca-key.pem"):
        assert (made / secret).stat().st_mode & 0o777 == 0o600
    leaf, ca = x509.load_pem_x509_certificates((made / "cert.pem").read_bytes())
    assert (leaf.not_valid_after_utc - leaf.not_valid_before_utc).days == LEAF_DAYS
    assert leaf.issuer == ca.subject


def test_existing_files_are_kept_unless_forced(made):
    before = (made / "key.pem").read_bytes()
    with pytest.raises(CommandError, match="--force"):
        call_command("makecert", dir=made)
    assert (made / "key.pem").read_bytes() == before


def test_force_makes_a_new_leaf_by_the_same_ca(made):
    before = {name: (made / name).read_bytes() for name in ("key.pem", "ca.pem", "ca-key.pem")}
    call_command("makecert", "new.lan", dir=made, force=True, stdout=_Nowhere())
    assert (made / "key.pem").read_bytes() != before["key.pem"]
    assert (made / "ca.pem").read_bytes() == before["ca.pem"]
    assert handshake(made, "new.lan")


def test_the_site_answers_for_the_names_of_its_certificate(made):
    found = names(made / "cert.pem")
    assert "chat.lan" in found and "10.1.2.3" in found and "[::1]" in found
    assert "xn--phng-mqa.example" in found
    assert names(made / "key.pem") == names(made / "none.pem") == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="Cannot make the certificate"):
        call_command("makecert", dir=tmp_path / "file")


@pytest.mark.parametrize(
    "name", ["", "bad name", "a" * 64 + ".lan", "a..lan", "*", "a-.lan", "ü" * 64]
)
def test_what_is_no_name_is_refused_before_anything_is_made(tmp_path, name):
    with pytest.raises(CommandError, match=r"no name or address such as chat\.lan"):
        call_command("makecert", "chat.lan", name, dir=tmp_path / "new", stdout=_Nowhere())
    assert not (tmp_path / "new").exists()


def test_a_machine_whose_own_name_fits_no_certificate_still_gets_one(tmp_path, monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "Alice's machine")
    call_command("makecert", "*.chat.lan", dir=tmp_path, stdout=_Nowhere())
    assert handshake(tmp_path, "room.chat.lan") and handshake(tmp_path, "localhost")


def test_addresses_are_addresses_in_the_certificate(made):
    leaf = x509.load_pem_x509_certificate((made / "cert.pem").read_bytes())
    found = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert ipaddress.ip_address("10.1.2.3") in found.get_values_for_type(x509.IPAddress)
