"""What a person may write in `.env`, and what is made of it."""

import pytest
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
    ],
)
def test_a_site_is_known_by_its_address(text, value):
    assert env.site_url(text) == value


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
