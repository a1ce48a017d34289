"""Key and certificate files: what cannot be served is told with its cure, and keys stay secret."""

import errno
import os
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from chatsite.wss.tls import pem
from chatsite.wss.tls.certificates import builder, save
from chatsite.wss.tls.contexts import Certificates, TLSError
from tests.tls import Meeting, lock, write


def test_what_is_missing_names_the_option_and_the_command(pair, tmp_path):
    none = tmp_path / "none.pem"
    for option, arguments in {
        "certKey": {"cert": none},
        "privateKey": {"key": none},
        "extraCertChain": {"chain": none},
        "clientCA": {"client_ca": none},
    }.items():
        says(f"{none} ({option}) is not there. ", "manage.py makecert", pair, **arguments)
    says(f"{none} (sniDir) cannot be read", "a folder of NAME.pem files", pair, sni_dir=none)


def test_what_holds_nothing_is_named(pair, tmp_path):
    junk = tmp_path / "junk.pem"
    junk.write_text("hello")
    says(f"{junk} (certKey) holds no certificate in PEM form.", "", pair, cert=junk)
    says(f"{junk} (privateKey) holds no private key in PEM form.", "", pair, key=junk)
    says(f"{pair[0]} (privateKey) holds no private key", "", pair, key=pair[0])
    says(f"{junk} (clientCA) holds no certificate in PEM form.", "", pair, client_ca=junk)


def test_what_may_not_be_read_is_named(pair, monkeypatch):
    pair[1].chmod(0)
    if not os.geteuid():  # root may read everything, so the kernel's answer is given for it

        def read_bytes(path):
            if path == pair[1]:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            with path.open("rb") as file:
                return file.read()

        monkeypatch.setattr(Path, "read_bytes", read_bytes)
    says(f"{pair[1]} (privateKey) cannot be read: Permission denied.", "must be able to", pair)


def test_what_is_a_folder_cannot_be_read(pair, tmp_path):
    says(f"{tmp_path} (certKey) cannot be read: Is a directory.", "", pair, cert=tmp_path)


@pytest.mark.parametrize("kind", trustme.KeyType)
def test_a_key_of_another_certificate(pair, tmp_path, kind):
    other = tmp_path / "other.pem"
    trustme.CA().issue_cert("localhost", key_type=kind).private_key_pem.write_to_path(other)
    says(f"{other} is not the key of {pair[0]}: they were made apart.", "Give the", pair, key=other)


def test_a_locked_key_without_its_passphrase(pair):
    lock(pair[1])
    says(f"{pair[1]} is locked with a passphrase.", "passphraseFile=", pair)


def test_a_wrong_passphrase(pair):
    lock(pair[1])
    for wrong in ("sesame", ""):
        says("The passphrase does not open", "passphraseFile=", pair, passphrase=wrong)


def test_a_weak_key_is_named(tmp_path):
    key = rsa.generate_private_key(65537, 1024)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    leaf = builder(name, name, key, 90).sign(key, hashes.SHA256())
    save(tmp_path / "cert.pem", leaf)
    save(tmp_path / "key.pem", key)
    weak = tmp_path / "cert.pem", tmp_path / "key.pem"
    says(f"{weak[0]} (certKey) is too weak for today's clients", "P-256", weak)


def test_ciphers_that_nobody_knows(pair):
    says("ciphers=FAST: OpenSSL knows none of these.", "openssl ciphers", pair, ciphers="FAST")


@pytest.mark.parametrize("minimum", ["1.1", "TLSv1.2", ""])
def test_a_floor_that_does_not_exist(pair, minimum):
    says(f"minTLS={minimum}: expected 1.2 or 1.3.", "", pair, minimum=minimum)


def says(start, cure, pair, **options):
    arguments = {"cert": pair[0], "key": pair[1]} | options
    with pytest.raises(TLSError) as refusal:
        Certificates(**arguments)
    assert start in str(refusal.value) and cure in str(refusal.value)


def test_a_chain_in_wrong_order_is_served_with_a_warning(authority, pair, log, tmp_path):
    leaf = authority.issue("localhost")
    blobs = [leaf.cert_chain_pems[0], authority.root.cert_pem, authority.middle.cert_pem]
    write(pair[0], *blobs)
    write(pair[1], leaf.private_key_pem)
    assert Meeting(Certificates(*pair).context, authority.client())
    (line,) = log.messages
    root = x509.load_pem_x509_certificate(authority.root.cert_pem.bytes())
    assert root.subject.rfc4514_string() in line and "fullchain.pem" in line


def test_a_certificate_of_strangers_or_twice_is_warned_of(authority, pair, log, tmp_path):
    for stray in (trustme.CA().cert_pem, authority.middle.cert_pem):
        write(tmp_path / "extra.pem", stray)
        log.clear()
        Certificates(*pair, chain=tmp_path / "extra.pem")
        assert len(log.messages) == 1


def test_a_whole_chain_with_its_root_is_fine(authority, pair, log, tmp_path):
    Certificates(*pair, chain=authority.ca)
    assert not log.messages


@pytest.mark.parametrize("gone", ["memfd_create", "/proc"])
def test_systems_without_files_in_memory_serve_too(authority, pair, gone, monkeypatch, tmp_path):
    if gone == "/proc":
        monkeypatch.setattr(pem, "MEMORY", "/none")
    else:
        monkeypatch.delattr(os, gone, raising=False)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    assert Meeting(Certificates(*pair).context, authority.client())
    assert not list((tmp_path / "tmp").iterdir())


def test_nobody_else_can_read_the_file_that_openssl_reads():
    for _ in range(2):
        with pem.private_file(b"secret") as path:
            assert Path(path).stat().st_mode & 0o077 == 0 or path.startswith("/proc/self/fd")
            assert Path(path).read_bytes() == b"secret"
        assert not Path(path).exists()
