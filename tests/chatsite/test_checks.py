"""What `manage.py check --deploy` tells the person who set up wss."""

import datetime

import pytest
import trustme
from django.core import checks
from django.test import override_settings

from chatsite.wss.checks import certificate_and_key
from chatsite.wss.tls.certificates import make_ca, make_leaf, save


def found(**settings):
    """The ids of our messages under these settings."""
    with override_settings(**settings):
        messages = checks.run_checks(include_deployment_checks=True)
    return {m.id for m in messages if m.id.startswith("wss.")}


def test_a_site_with_a_good_certificate_hears_nothing(pki):
    assert found(TLS_CERT=pki.cert, TLS_KEY=pki.key, SITE_URL="https://localhost:8282") == set()


def test_a_site_behind_a_proxy_needs_no_certificate_of_its_own(tmp_path):
    assert found(TLS_CERT=tmp_path / "no", TLS_KEY=tmp_path / "no") == set()


def test_the_key_of_another_certificate_is_an_error(pki, tmp_path):
    trustme.CA().issue_cert("localhost").private_key_pem.write_to_path(tmp_path / "other.pem")
    (tmp_path / "other.pem").chmod(0o600)
    assert found(TLS_CERT=pki.cert, TLS_KEY=tmp_path / "other.pem") == {"wss.E601"}


def test_a_missing_key_is_an_error(pki, tmp_path):
    assert found(TLS_CERT=pki.cert, TLS_KEY=tmp_path / "none.pem") == {"wss.E601"}


def test_a_leaf_without_its_intermediate_is_told(pki):
    assert found(TLS_CERT=pki.leaf, TLS_KEY=pki.key) == {"wss.W103"}


def test_a_certificate_for_another_name_is_told(pki):
    settings = {"TLS_CERT": pki.cert, "TLS_KEY": pki.key, "SITE_URL": "https://chat.example.org"}
    assert found(**settings) == {"wss.W101"}


def test_a_wildcard_is_for_one_level_of_names(tmp_path):
    settings = self_made(tmp_path, "*.example.org")
    assert found(**settings, SITE_URL="https://chat.example.org") == set()
    assert found(**settings, SITE_URL="https://a.chat.example.org") == {"wss.W101"}


def of_age(authority, old, left):
    """The messages about a certificate that is so many days old and good for so many more."""
    now = datetime.datetime.now(datetime.UTC)
    old, left = (datetime.timedelta(days=days) for days in (old, left))
    cert, key = authority.pair("localhost", not_before=now - old, not_after=now + left)
    key.chmod(0o600)
    with override_settings(TLS_CERT=cert, TLS_KEY=key, SITE_URL="https://localhost"):
        return {message.id: message.msg for message in certificate_and_key(None)}


@pytest.mark.parametrize(("left", "words"), [(4.5, "4 more days"), (-1, "expired on")])
def test_a_certificate_at_its_end_is_told(authority, left, words):
    assert words in of_age(authority, 85, left)["wss.W102"]


def test_one_that_lives_for_six_days_is_told_only_at_its_own_end(authority):
    assert of_age(authority, 2, 4) == {}
    assert set(of_age(authority, 5, 1)) == {"wss.W102"}


def test_a_key_that_everybody_can_read_is_told(pki, tmp_path):
    (tmp_path / "key.pem").write_bytes(pki.key.read_bytes())
    (tmp_path / "key.pem").chmod(0o644)
    assert found(TLS_CERT=pki.cert, TLS_KEY=tmp_path / "key.pem") == {"wss.W602"}


@pytest.mark.parametrize(
    ("url", "ids"),
    [("http://chat.example.org", {"wss.W001"}), ("https://203.0.113.7", {"wss.W001"})],
)
def test_an_address_that_clients_cannot_use_is_told(url, ids, tmp_path):
    assert found(SITE_URL=url, TLS_CERT=tmp_path / "no", TLS_KEY=tmp_path / "no") == ids


def test_the_core_layer_that_drops_idle_sockets_is_told(tmp_path):
    def core(host):
        layer = {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [host]}}
        no = tmp_path / "no"
        return found(CHANNEL_LAYERS={"default": layer}, TLS_CERT=no, TLS_KEY=no)

    assert core(("127.0.0.1", 6379)) == {"wss.W603"}
    assert core({"address": "redis://127.0.0.1", "socket_timeout": None}) == set()


def test_a_chain_in_the_wrong_order_is_told(pki, tmp_path):
    leaf, middle, root = (path.read_bytes() for path in (pki.leaf, pki.intermediate, pki.ca))
    (tmp_path / "cert.pem").write_bytes(leaf + root + middle)
    assert found(TLS_CERT=tmp_path / "cert.pem", TLS_KEY=pki.key) == {"wss.W104"}


@pytest.mark.parametrize("entry", ["0.0.0.0/0", "::/0", "8.0.0.0/8", "2000::/3"])
def test_proxies_that_are_half_the_internet_are_told(entry, tmp_path):
    no = tmp_path / "no"
    assert found(TRUSTED_PROXIES=["unix", entry], TLS_CERT=no, TLS_KEY=no) == {"wss.W604"}


@pytest.mark.parametrize("entry", ["10.0.0.0/8", "172.64.0.0/16", "fd00::/8", "127.0.0.1", "unix"])
def test_proxies_in_networks_of_ones_own_are_not_told(entry, tmp_path):
    no = tmp_path / "no"
    assert found(TRUSTED_PROXIES=[entry], TLS_CERT=no, TLS_KEY=no) == set()


def test_a_session_that_travels_in_the_clear_is_told(tmp_path):
    off = {"SESSION_COOKIE_SECURE": False, "TLS_CERT": tmp_path / "no", "TLS_KEY": tmp_path / "no"}
    assert found(SITE_URL="https://chat.example.org", **off) == {"wss.W605"}
    assert found(SITE_URL="http://localhost:8000", **off) == set()


def self_made(folder, name):
    """The settings of a site whose certificate, for this name, is signed by a CA of its own."""
    ca_key, ca = make_ca()
    key, leaf = make_leaf(ca_key, ca, [name])
    save(folder / "key.pem", key)
    save(folder / "cert.pem", leaf, ca)
    return {"TLS_CERT": folder / "cert.pem", "TLS_KEY": folder / "key.pem"}
