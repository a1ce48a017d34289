"""The certificate of a domain is kept whole or not at all, and asked for when it is missing."""

import datetime
import stat

import pytest
from cryptography.x509 import load_pem_x509_certificates

from chatsite.wss.acme.wanted import Wanted
from chatsite.wss.tls.contexts import Certificates

FAR = datetime.timedelta(days=20)


def now():
    return datetime.datetime.now(datetime.UTC)


@pytest.fixture
def wanted(tmp_path):
    return Wanted(("chat.test",), tmp_path / "acme/chat.test.pem")


def issued(authority, *names):
    cert, key = authority.pair(*names)
    return key.read_bytes() + cert.read_bytes()


def test_a_stand_in_serves_until_the_authoritys_is_there_which_is_due_at_once(wanted, authority):
    wanted.stand_in(lambda: issued(authority, "chat.test"))
    assert Certificates(wanted.path, wanted.path)
    assert wanted.leaf() is None and wanted.due() <= now()
    assert "browsers warn" in str(wanted)


def test_what_an_authority_has_issued_is_kept_and_due_much_later(wanted, authority):
    wanted.stand_in(lambda: issued(authority, "chat.test"))
    wanted.keep(issued(authority, "chat.test"), wanted.directory)
    before = wanted.path.read_bytes()
    wanted.stand_in(lambda: pytest.fail("a stand-in for what can be served"))
    assert wanted.path.read_bytes() == before
    assert wanted.due() > now() + FAR
    assert "is good until" in str(wanted) and "Let's Encrypt" in str(wanted)


def test_only_its_owner_may_read_it_and_its_folder(wanted, authority):
    wanted.stand_in(lambda: issued(authority, "chat.test"))
    for path in (wanted.path, wanted.path.parent):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_name_more_or_another_authority_makes_it_due(wanted, authority):
    wanted.stand_in(lambda: issued(authority, "chat.test"))
    wanted.keep(issued(authority, "chat.test", "www.chat.test"), wanted.directory)
    assert wanted.due() > now() + FAR, "a name less is no reason"
    more = Wanted(("chat.test", "new.chat.test"), wanted.path)
    other = Wanted(("chat.test",), wanted.path, "https://acme-staging-v02.api.letsencrypt.org/d")
    assert more.due() <= now() and other.due() <= now()


@pytest.mark.parametrize("damage", [b"", b"hello", b"-----BEGIN CERTIFICATE-----\nMIIB"])
def test_a_damaged_file_gets_a_stand_in(wanted, authority, damage):
    wanted.path.parent.mkdir()
    wanted.path.write_bytes(damage)
    wanted.stand_in(lambda: issued(authority, "chat.test"))
    assert Certificates(wanted.path, wanted.path)
    assert load_pem_x509_certificates(wanted.path.read_bytes())


def test_accounts_of_two_authorities_are_apart(tmp_path):
    paths = {
        Wanted(("a.test",), tmp_path / "a.pem", directory).account.name
        for directory in ("https://ca.lan:9000/dir", "https://ca.lan/dir", "https://b.lan/dir")
    }
    assert len(paths) == 3 and not any(":" in path for path in paths)
