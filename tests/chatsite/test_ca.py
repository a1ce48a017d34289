"""Phones fetch the local CA from /ca.pem, and nobody ever gets its key."""

import pytest
from django.core.management import call_command

TYPE = "application/x-x509-ca-cert"


@pytest.fixture
def site(tmp_path, settings, capsys):
    """A local site that has made its certificate."""
    settings.BASE_DIR, settings.SITE_IS_LOCAL = tmp_path, True
    call_command("makecert", dir=tmp_path)
    return tmp_path


def get(client):
    return client.get("/ca.pem", headers={"host": "localhost"})


def test_a_phone_gets_the_ca(client, site):
    answer = get(client)
    assert (answer.status_code, answer["Content-Type"]) == (200, TYPE)
    assert answer.content == (site / "ca.pem").read_bytes()


def test_a_key_in_the_same_file_stays_there(client, site):
    both = (site / "ca-key.pem").read_bytes() + (site / "ca.pem").read_bytes()
    (site / "ca.pem").write_bytes(both)
    assert b"CERTIFICATE" in get(client).content and b"KEY" not in get(client).content
    (site / "ca.pem").write_bytes((site / "ca-key.pem").read_bytes())
    assert get(client).status_code == 404


def test_a_site_with_a_name_or_without_a_ca_hands_none_out(client, site, settings):
    settings.SITE_IS_LOCAL = False
    assert get(client).status_code == 404
    settings.SITE_IS_LOCAL = True
    (site / "ca.pem").unlink()
    assert get(client).status_code == 404
    assert client.get("/ca-key.pem", headers={"host": "localhost"}).status_code == 404
