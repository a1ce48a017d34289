"""What a person may write in `.env`, and what is made of it."""

import os
import re
import runpy
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from chatsite import env


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("https://chat.example.org", "https://chat.example.org"),
        ("https://chat.example.org/", "https://chat.example.org"),
        ("https://chat.example.org:443", "https://chat.example.org"),
        ("https://localhost:8282", "https://localhost:8282"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://Chat.Example.ORG", "https://chat.example.org"),
        ("https://chat.example.org.", "https://chat.example.org"),
        ("https://bücher.example:8282", "https://xn--bcher-kva.example:8282"),
        ("https://faß.example", "https://xn--fa-hia.example"),  # as browsers have it, not fass
        ("https://10.0.0.5", "https://10.0.0.5"),
        ("https://[0:0::1]", "https://[::1]"),
    ],
)
def test_a_site_is_known_by_its_address_as_browsers_write_it(text, value):
    assert env.site_url(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("https://chat .example", "https://chat.exa\tmple", "https://*", "https://*.example.org"),
        *(f"https://{'a' * 64}.example", f"https://{'a.' * 127}example", "https://a..example"),
        *("https://-a.example", "https://a_b.example", "https://999.1.1.1", "https://a.example:0"),
        *("https://[fe80::1%eth0]", "https://me@a.example", "https://a.example,https://b.example"),
    ],
)
def test_an_address_that_no_browser_could_open_is_refused(text):
    with pytest.raises(env.Refused, match=r"https://chat\.example\.org"):
        env.site_url(text)


@pytest.mark.parametrize("text", ["zh-Hans", "ZH_HANS", "zh-hans"])
def test_a_language_may_be_written_in_any_case(text):
    assert env.language(text) == "zh-hans"


def test_a_path_may_begin_at_home(monkeypatch):
    monkeypatch.setenv("HOME", "/home/alice")
    assert env.path("~/chat") == Path("/home/alice/chat")
    with pytest.raises(env.Refused, match="nobody-is-called-so"):
        env.path("~nobody-is-called-so/chat")


def test_further_names_are_taken_as_browsers_write_them():
    assert env.hosts("www.Example.org, bücher.example") == [
        "www.example.org",
        "xn--bcher-kva.example",
    ]
    with pytest.raises(env.Refused, match="with commas between"):
        env.hosts("https://www.example.org")


def test_each_variable_that_is_read_may_stand_in_the_file_and_is_told_in_the_documentation():
    told = (env.BASE_DIR / "docs/settings.md").read_text()
    files = [env.BASE_DIR / "chatsite" / name for name in ("settings.py", "accounts.py")]
    used = "".join(file.read_text() for file in files)
    read = re.findall(r'env\.(?:read|given)\(\s*"(\w+)"', used)
    assert sorted(set(read)) == sorted(env.VARIABLES)
    assert not [name for name in env.VARIABLES if f"`{name}`" not in told]


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Reads such a `.env` into this environment, as at a start: what two variables are then."""

    def loaded(content, **variables):
        for name in ("SITE_URL", "SECRET_KEY", "SITE_URL_FILE", "SECRET_KEY_FILE"):
            monkeypatch.delenv(name, raising=False)
        for name, text in variables.items():
            monkeypatch.setenv(name, text)
        file = tmp_path / ".env"
        file.write_bytes(content)
        env.load(file)
        return env.given("SITE_URL"), env.given("SECRET_KEY")

    kept = dict(os.environ)
    yield loaded
    os.environ.clear()
    os.environ.update(kept)


def test_a_file_from_windows_is_read(load):
    assert load(b"\xef\xbb\xbfSITE_URL = https://a.example\r\n")[0] == "https://a.example"


def test_the_process_environment_comes_first_and_what_is_empty_there_is_not_set(load, tmp_path):
    (tmp_path / "key").write_text("from a file\n")
    dotenv = b"SITE_URL=https://file.example\nSECRET_KEY=from .env\n"
    found = load(dotenv, SITE_URL="https://process.example", SECRET_KEY="")
    assert found == ("https://process.example", "from .env")
    assert load(dotenv, SECRET_KEY_FILE=str(tmp_path / "key"))[1] == "from a file"


def test_names_that_are_not_ours_are_left_alone_in_the_process_environment(load):
    assert load(b"", SITEURL="https://a.example") == ("", "")


@pytest.mark.parametrize(
    ("content", "variables", "expected"),
    [
        (b"# M\xfcnchen\n", {}, r"\.env cannot be used: expected text in UTF-8"),
        (b"\nSITEURL=https://a.example\n", {}, r"\.env, line 2: expected SITE_URL, not SITEURL"),
        (b"SECRET_KEY=x\n", {"SECRET_KEY_FILE": "/nope"}, "SECRET_KEY_FILE names /nope.*readable"),
        (b"SECRET_KEY=x\n", {"SECRET_KEY_FILE": "/dev/null"}, "a file with the value in it"),
    ],
)
def test_a_file_that_cannot_be_used_ends_the_program_with_a_sentence(
    load, content, variables, expected
):
    with pytest.raises(SystemExit, match=expected):
        load(content, **variables)


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    """A folder stands for it, which containers make of a file that is not there to be mounted."""
    with pytest.raises(SystemExit, match=r"readable file \(Is a directory\)"):
        env.load(tmp_path)


def test_several_redis_servers_stand_with_commas_between():
    urls = "redis://a:6379/0, rediss://b ,unix:///run/redis.sock"
    assert env.layer_urls(urls) == ["redis://a:6379/0", "rediss://b", "unix:///run/redis.sock"]


@pytest.mark.parametrize(
    "parse", [env.site_url, env.layer_urls, env.choice, env.number, env.language, env.secret_key]
)
@given(text=st.text(max_size=60))
def test_whatever_is_written_is_understood_or_refused_in_words(parse, text):
    try:
        parse(text)
    except env.Refused as refusal:
        assert str(refusal)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SITE_URL", "https://chat.example.org/path", "without a path"),
        ("SITE_URL", "https://chat.example.org:port", "https://chat.example.org"),
        ("CHANNEL_LAYER_URL", "redis://host:port/0", "redis://host:6379/0"),
        ("DEBUG", "maybe", "1 or 0"),
        ("TRUSTED_PROXIES", "10.0.0.0/99", "10.0.0.0/99"),
        ("WSS_RATE", "fast", "a whole number"),
        ("WSS_OPEN_BROADCAST", "2", "1 or 0"),
        ("LANGUAGE_CODE", "fr", "en, vi or zh-hans"),
        ("TIME_ZONE", "Hanoi", "Asia/Ho_Chi_Minh"),
    ],
)
def test_a_value_that_cannot_be_used_ends_the_start_with_what_was_expected(
    monkeypatch, name, value, expected
):
    """The start itself is in tests/wire/test_start.py."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=f"^{name} .* expected .*{re.escape(expected)}"):
        runpy.run_path(str(settings.BASE_DIR / "chatsite/settings.py"))
