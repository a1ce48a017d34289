"""Certificates: a renewal on disk reaches the next client, and what cannot be served nobody."""

import os
import shutil
import ssl
from pathlib import Path

import pytest
import trustme

from chatsite.wss.tls.contexts import Certificates
from tests.tls import V12, V13, Authority, Meeting, serial

# ---- Renewal ----


def test_a_renewed_certificate_is_served_to_the_next_client(authority, pair):
    certificates = Certificates(*pair)
    before = Meeting(certificates.context, authority.client())
    authority.pair("localhost")
    assert certificates.refresh()
    after = Meeting(certificates.context, authority.client())
    assert after.serial == serial(pair[0]) != before.serial


def test_an_open_connection_lives_on_through_a_renewal(authority, pair):
    certificates = Certificates(*pair)
    open_one = Meeting(certificates.context, authority.client())
    authority.pair("localhost")
    assert certificates.refresh()
    open_one.says(open_one.client, open_one.server, b"tom")
    open_one.says(open_one.server, open_one.client, b"tom")


def test_nothing_is_read_while_nothing_changes(pair, monkeypatch):
    certificates = Certificates(*pair)
    context = certificates.context
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert not certificates.refresh()
    assert certificates.context is context


def test_a_switched_symlink_is_followed_as_lets_encrypt_has_it(authority, tmp_path):
    live, archive = tmp_path / "live", tmp_path / "archive"
    live.mkdir()
    archive.mkdir()
    names = ("cert.pem", "key.pem")

    def renew(number):
        made = authority.pair("localhost", stem=number, folder=archive)
        for name, path in zip(names, made, strict=True):
            (live / name).unlink(missing_ok=True)
            (live / name).symlink_to(path)
        return made[0]

    renew("1")
    certificates = Certificates(*(live / name for name in names))
    second = renew("2")
    assert certificates.refresh()
    assert Meeting(certificates.context, authority.client()).serial == serial(second)


def test_a_replaced_file_of_the_same_age_and_size_is_noticed(authority, pair):
    certificates = Certificates(*pair)
    age = pair[0].stat()
    copy = shutil.copy2(pair[0], pair[0].with_suffix(".copy"))
    Path(copy).replace(pair[0])
    os.utime(pair[0], ns=(age.st_atime_ns, age.st_mtime_ns))
    assert certificates.refresh()


@pytest.mark.parametrize("cut", [200, 900, -30])
def test_a_half_written_certificate_is_not_served(authority, pair, log, cut):
    certificates = Certificates(*pair)
    whole = pair[0].read_bytes()
    assert 900 < len(whole)
    refused(certificates, authority, log, lambda: pair[0].write_bytes(whole[:cut]), "site-cert.pem")
    pair[0].write_bytes(whole)
    assert certificates.refresh()


def test_a_key_that_is_renewed_before_its_certificate_waits_for_it(authority, pair, log, tmp_path):
    certificates = Certificates(*pair)
    (tmp_path / "new").mkdir()
    cert, key = authority.pair("localhost", folder=tmp_path / "new")
    refused(certificates, authority, log, lambda: key.replace(pair[1]), "is not the key of")
    cert.replace(pair[0])
    assert certificates.refresh()
    assert Meeting(certificates.context, authority.client()).serial == serial(pair[0])


@pytest.mark.parametrize("which", [0, 1])
def test_a_file_that_vanishes_leaves_the_site_up(authority, pair, log, which):
    certificates = Certificates(*pair)
    refused(certificates, authority, log, pair[which].unlink, "is not there")


def refused(certificates, authority, log, spoil, sentence):
    """After this change the old certificate is served, and one line says why."""
    context, before = certificates.context, Meeting(certificates.context, authority.client())
    spoil()
    assert [certificates.refresh() for _ in range(3)] == [False] * 3
    assert certificates.context is context
    assert Meeting(certificates.context, authority.client()).serial == before.serial
    (line,) = log.messages
    assert sentence in line and line.endswith("The certificate in use stays.")


@pytest.mark.parametrize("door", [(Path, "read_bytes"), (os, "memfd_create")])
def test_a_renewal_without_file_descriptors_is_made_up_for(authority, pair, log, monkeypatch, door):
    certificates = Certificates(*pair)
    authority.pair("localhost")
    with monkeypatch.context() as patch:
        patch.setattr(*door, no_descriptors, raising=False)
        assert not certificates.refresh() and not certificates.refresh()
    assert len(log.messages) == 1
    assert certificates.refresh()


def no_descriptors(path):
    raise OSError(24, "Too many open files")


# ---- Coming back ----


@pytest.mark.parametrize("version", [V12, V13])
@pytest.mark.parametrize("kind", trustme.KeyType)
def test_a_client_that_comes_back_resumes_its_session(tmp_path, kind, version):
    authority = Authority(tmp_path, kind)
    context = Certificates(*authority.pair("localhost")).context
    client = authority.client(version)
    first = Meeting(context, client)
    assert first.session.has_ticket and not first.client.session_reused
    assert Meeting(context, client, session=first.session).client.session_reused


@pytest.mark.parametrize("version", [V12, V13])
def test_a_ticket_from_before_a_renewal_leads_to_the_new_certificate(authority, pair, version):
    certificates = Certificates(*pair)
    client = authority.client(version)
    ticket = Meeting(certificates.context, client).session
    authority.pair("localhost")
    assert certificates.refresh()
    again = Meeting(certificates.context, client, session=ticket)
    assert not again.client.session_reused and again.serial == serial(pair[0])


def test_a_client_that_is_not_trusted_any_more_cannot_come_back_by_its_ticket(authority, pair):
    trusted = authority.folder / "clients.pem"
    shutil.copy(authority.ca, trusted)
    certificates = Certificates(*pair, client_ca=trusted)
    client = authority.client(V13, authority.issue("alice@example.org"))
    ticket = Meeting(certificates.context, client).session
    assert Meeting(certificates.context, client, session=ticket).client.session_reused
    trustme.CA().cert_pem.write_to_path(trusted)
    assert certificates.refresh()
    with pytest.raises(ssl.SSLCertVerificationError):
        Meeting(certificates.context, client, session=ticket)
