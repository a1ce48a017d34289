"""Which database DATABASE_URL names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatsite import database, env


def named(url):
    found = database.configuration(database.url(url), Path("/data"))["default"]
    return [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")], found["OPTIONS"]


def test_without_an_address_it_is_a_file_in_data_dir():
    found = database.configuration(None, Path("/data"))["default"]
    assert found["NAME"] == Path("/data/db.sqlite3") and found["ENGINE"].endswith("sqlite3")


def test_an_address_means_what_psql_makes_of_it():
    url = "postgresql://tom:p%40ss@[::1]:5433/chat?sslmode=verify-full"
    found, options = named(url)
    assert found == ["tom", "p@ss", "::1", "5433", "chat"]
    assert options["sslmode"] == "verify-full" and options["connect_timeout"]
    assert named("postgres:///chat?host=/run/postgresql")[0] == [
        "",
        "",
        "/run/postgresql",
        "",
        "chat",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "mysql://tom:hunter2@h/chat",
        "postgresql://tom:hunter2@h",
        "postgresql://h:x/chat?hunter2",
        "x",
    ],
)
def test_an_address_of_nothing_is_refused_without_repeating_the_password(text):
    with pytest.raises(env.Refused, match="postgresql://user:password@host") as refusal:
        database.url(text)
    assert "hunter2" not in str(refusal.value)


@given(text=st.text(max_size=40))
def test_whatever_is_written_is_understood_or_refused_in_words(text):
    try:
        database.url("postgresql://" + text)
    except env.Refused as refusal:
        assert str(refusal)
