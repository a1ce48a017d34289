"""How people write the lines of `.env`, and what is said of those that mean nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatsite import dotenv

NAMES = ("SITE_URL", "SECRET_KEY", "WSS_RATE")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("SITE_URL=https://a.example", "https://a.example"),
        ("SITE_URL = https://a.example ", "https://a.example"),
        ("export SITE_URL=https://a.example", "https://a.example"),
        ("SITE_URL=https://a.example  # ours", "https://a.example"),
        ("SITE_URL='https://a.example' # ours", "https://a.example"),
        ('SITE_URL = "https://a.example"', "https://a.example"),
        ("SITE_URL=https://a.example\r", "https://a.example"),
        ("SECRET_KEY=#a#b$c=d'e\"f", "#a#b$c=d'e\"f"),
        ("SECRET_KEY='a # \"b\" \\'", 'a # "b" \\'),
        (r'SECRET_KEY="a # \"b\" \\ \n"', r'a # "b" \ \n'),
        ("SECRET_KEY=", ""),
        ("SECRET_KEY= # to do", ""),
    ],
)
def test_a_line_means_what_a_shell_would_make_of_it(line, value):
    assert list(dotenv.parse(f"# ours\n\n  # too\n{line}\n", NAMES).values()) == [value]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SITE_URL https://a.example", "NAME=value"),
        ("SITE_URL: https://a.example", "NAME=value"),
        ("hunter2", "NAME=value"),
        ('SECRET_KEY="hunter2', "quote"),
        ("SECRET_KEY='hunter2' 3", "quote"),
        ("SITEURL=hunter2", "SITE_URL, not SITEURL"),
        ("secret_key=hunter2", "SECRET_KEY, not secret_key"),
        ("POSTGRES_DB=hunter2", "docs/settings.md"),
    ],
)
def test_a_line_that_means_nothing_is_found_without_repeating_what_may_be_secret(line, expected):
    with pytest.raises(dotenv.BadLine, match=expected) as refusal:
        dotenv.parse(f"\n# ours\n{line}\n", NAMES)
    assert refusal.value.number == 3
    assert "hunter2" not in str(refusal.value)


def test_of_two_lines_for_a_name_the_last_one_counts():
    """`serve` adds its key below a template that leaves the key empty."""
    assert dotenv.parse("SECRET_KEY=\nSECRET_KEY=new\n", NAMES) == {"SECRET_KEY": "new"}


@given(text=st.text(max_size=60), quote=st.sampled_from(["'", '"', ""]))
def test_whatever_is_written_is_understood_or_refused_in_words(text, quote):
    try:
        dotenv.parse(f"WSS_RATE={quote}{text}", NAMES)
    except dotenv.BadLine as refusal:
        assert str(refusal)
