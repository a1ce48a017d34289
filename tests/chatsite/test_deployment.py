"""The files of `deploy/` filled in: literally, wholly, and with nothing smuggled into them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatsite import deployment
from chatsite.deployment import KINDS, Place, fill
from chatsite.env import Refused

DEPLOY = Path(deployment.__file__).parents[1] / "deploy"
AS_IT_STANDS = Place(
    domain="chat.example.org",
    upstreams=("127.0.0.1:8282",),
    cert="/etc/letsencrypt/live/chat.example.org/fullchain.pem",
    key="/etc/letsencrypt/live/chat.example.org/privkey.pem",
    own_certificate=False,
    static="/var/lib/chatsite/static",
    webroot="/var/www/html",
    certbot_port=8402,
    interface="",
    https_port=443,
    http_port=80,
)
OTHER = Place(
    domain="xn--bcher-kva.example",
    upstreams=("[::1]:9001", "10.0.0.7:9002"),
    cert="/etc/ours/chain.pem",
    key="/etc/ours/secret.pem",
    own_certificate=True,
    static="/srv/public",
    webroot="/srv/webroot",
    certbot_port=9003,
    interface="[::1]",
    https_port=9004,
    http_port=9005,
)
CHECKS = (deployment.domain, deployment.upstream, deployment.path, deployment.interface)
kinds = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def texts(kind, place):
    return [fill(kind, (DEPLOY / name).read_text(), place) for name in kind.files]


def settings_of(text):
    return [line for line in text.splitlines() if line.strip() and line.lstrip()[0] != "#"]


@kinds
def test_a_file_stands_for_itself(kind):
    assert texts(kind, AS_IT_STANDS) == [(DEPLOY / name).read_text() for name in kind.files]


@kinds
def test_no_example_is_left_over(kind):
    for text in texts(kind, OTHER):
        assert not re.search(r"chat\.example\.org|127\.0\.0\.1:8282|/var/www/html|8402", text)
        assert not re.search(r"(?<![\w.:])(80|443)(?!\w)|\*:|/etc/letsencrypt", text)
        assert "xn--bcher-kva.example" in text and "9004" in text and "9005" in text


@kinds
def test_each_of_several_sites_has_a_line_and_a_name_of_its_own(kind):
    for text in texts(kind, OTHER):
        lines = [line for line in settings_of(text) if "[::1]:9001" in line or "10.0.0.7" in line]
        assert len(lines) == 2 and lines[0] != lines[1]
        assert len({re.sub(r"\S*900\d\S*", "", line) for line in lines}) == 1 or "site2" in lines[1]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("nginx", "server unix:/run/a.sock max"),
        ("apache", '"unix:/run/a.sock|http://site1"'),
        ("haproxy", "server site1 unix@/run/a.sock check"),
        ("caddy", "to unix//run/a.sock"),
    ],
)
def test_a_unix_socket_is_written_as_each_of_them_has_it(name, written):
    place = Place(**vars(AS_IT_STANDS) | {"upstreams": ("unix:/run/a.sock", "unix:/run/b.sock")})
    (text,) = texts(KINDS[name], place)
    assert written in text and written.replace("a.", "b.").replace("site1", "site2") in text
    assert "daphne -e unix:/run/a.sock chatsite" in text


def test_tls_cannot_come_over_a_unix_socket():
    place = Place(**vars(AS_IT_STANDS) | {"upstreams": ("unix:/run/a.sock",)})
    with pytest.raises(Refused, match="TLS needs TCP"):
        texts(KINDS["haproxy-tcp"], place)


def test_a_value_that_looks_like_an_example_is_left_alone():
    place = Place(**vars(AS_IT_STANDS) | {"domain": "443.chat.example.org", "http_port": 443})
    (text,) = texts(KINDS["nginx"], place)
    assert "server_name 443.chat.example.org;" in text and "443.443" not in text


# ---- What people type ----


@pytest.mark.parametrize(
    ("check", "typed", "understood"),
    [
        (deployment.domain, "Bücher.example", "xn--bcher-kva.example"),
        (deployment.domain, "chat.example.org.", "chat.example.org"),
        (deployment.domain, "localhost", "localhost"),
        (deployment.upstream, "LOCALHOST:80", "localhost:80"),
        (deployment.upstream, "[::1]:8282", "[::1]:8282"),
        (deployment.upstream, "unix:/run/chatsite/web.sock", "unix:/run/chatsite/web.sock"),
        (deployment.interface, "::1", "[::1]"),
        (deployment.interface, "[::1]", "[::1]"),
        (deployment.path, "/home/tâm/my-site/cert.pem", "/home/tâm/my-site/cert.pem"),
    ],
)
def test_what_people_type_is_understood(check, typed, understood):
    assert check(typed) == understood


@pytest.mark.parametrize(
    ("check", "typed"),
    [
        *((deployment.domain, typed) for typed in ("", "10.0.0.7", "[::1]", "*.a.example", "a b")),
        *((deployment.domain, f"a.example{end}") for end in ";\n\"'{} /:#$"),
        *((deployment.upstream, typed) for typed in ("8282", ":8282", "a", "a:", "::1:80", "a:0")),
        *((deployment.upstream, typed) for typed in ("a:65536", "[a]:80", "[fe80::1%a]:1", "a:٣")),
        *(
            (deployment.upstream, typed)
            for typed in ("unix:", "unix:web.sock", "unix:/a b", "a;b:1")
        ),
        *(
            (deployment.path, typed)
            for typed in ("", "cert.pem", "/a b", "/a;", "/a\n", "/$1", "/%h")
        ),
        *((deployment.path, f"/a{end}") for end in "\"'{}|\\*?<>&!()`\0"),
        *((deployment.interface, typed) for typed in ("", "eth0", "fe80::1%eth0", "0.0.0", "a;")),
    ],
)
def test_what_would_mean_something_else_is_refused_in_words(check, typed):
    with pytest.raises(Refused, match=r"^an? .* not "):
        check(typed)


@given(
    st.sampled_from(CHECKS), st.text(max_size=30) | st.from_regex(r"\A[\w./:[\]%;\s{}\"'-]{1,30}")
)
def test_nothing_gets_into_a_file_that_ends_a_setting(check, typed):
    try:
        value = check(typed)
    except Refused:
        return
    assert not re.search(r"[\s;{}\"'`$%#|\\]", value)
