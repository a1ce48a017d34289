"""What people write comes out as they meant it."""

import re
from unittest import mock

import emoji
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat import text
from chat.text import emojis, markdown
from tests.chat.html import words_of

TOM = {"tom": 5}


def html(body, mentions=TOM):
    return text.render(body, mentions)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("hello", "<p>hello</p>"),
        ("  5 > 3 & 2 < 4  ", "<p>5 &gt; 3 &amp; 2 &lt; 4</p>"),
        ("**bold** *italic* ~~gone~~", "<strong>bold</strong> <em>italic</em> <s>gone</s>"),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("```python\nx = 1\n```", '<pre><code class="language-python">x = 1\n</code></pre>'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
        ("# Big", "<p><strong>Big</strong></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("a | b", "<p>a | b</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("![a](https://a.example/b.png)", '<p>!<a href="https://a.example/b.png"'),
        (":tada: :+1:", "<p>🎉 👍</p>"),
        (":no_such_thing: at 10:30:00", "<p>:no_such_thing: at 10:30:00</p>"),
        ("`:tada:`", "<code>:tada:</code>"),
        ("Hôm nay đi Hà Nội nhé", "<p>Hôm nay đi Hà Nội nhé</p>"),
    ],
)
def test_a_message_looks_as_it_was_meant(body, shown):
    assert shown in html(body)


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("see https://a.example/b?c=1&d=2.", "https://a.example/b?c=1&amp;d=2"),
        ("[here](https://a.example)", "https://a.example"),
        ("<http://a.example>", "http://a.example"),
        ("www.example.com/x", "http://www.example.com/x"),
        ("https://a.example/@tom/:tada:", "https://a.example/@tom/:tada:"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_an_address_becomes_a_link(body, address):
    assert f'<a href="{address}" target="_blank" rel="noopener nofollow">' in html(body)


@pytest.mark.parametrize("body", ["readme.md", "main.py", "tom@example.org", "mailto:tom@a.com"])
def test_a_file_and_a_mail_address_are_no_links(body):
    assert html(body) == f"<p>{body}</p>"


@pytest.mark.parametrize(
    "body", ["@tom", "hi @Tom.", "(@tom)", "_@tom_", "**@tom**", "你好@tom", "@tom你好", "@tom, hi"]
)
def test_a_member_is_mentioned(body):
    assert '<span class="mention" data-user="5">@' in html(body)
    assert "tom" in text.names(body)


@pytest.mark.parametrize(
    "body",
    [
        *("`@tom`", "```\n@tom\n```", "[@tom](https://a.example)", "https://a.example/@tom"),
        *("x@tom.example", "@tomas", "@to\u200bm", "www.example.com/@tom"),
    ],
)
def test_nobody_is_mentioned_in_code_in_an_address_or_by_another_name(body):
    assert "mention" not in html(body)
    assert "tom" not in text.names(body)


@pytest.mark.parametrize("name", ["ann.smith", "a+b", "a-b", "a_b_c", "tom@example.org", "小明"])
def test_every_username_can_be_mentioned(name):
    for body in (f"@{name}", f"@{name}.", f"@{name}, see *this*"):
        assert name in text.names(body)
        assert f'data-user="7">@{name}</span>' in text.render(body, {name: 7, "tom": 5})


def test_a_name_with_its_marks_apart_is_the_same_name():
    assert text.names("@Ha\u0300") == {"hà"}


def test_a_name_with_something_unseen_in_it_is_nobodys():
    assert text.names("@tom\u200bas @tom\u2060") == set()


def test_the_longest_known_name_is_meant():
    assert 'data-user="2">@小明你</span>好' in text.render("@小明你好", {"小明": 1, "小明你": 2})


@pytest.mark.parametrize("body", ["", "\n", "\u200b\u200e", "\u3164", "\u202e\u2066", "\0", "\xa0"])
def test_what_nobody_sees_is_blank(body):
    assert text.is_blank(body)


@pytest.mark.parametrize("body", [".", "🎉", "\u200bx", "ừ", "👨\u200d👩"])
def test_what_somebody_sees_is_not_blank(body):
    assert not text.is_blank(body)


LINE = st.text(st.characters(codec="utf-8", exclude_characters="*_~`[]<\\@:.#+-\r\n\0"))


@given(LINE)
def test_a_plain_line_is_shown_to_the_letter(line):
    assert words_of(html(line)) == words_of(html(f"{line}\n\n*x*").rpartition("<p>")[0])


SENTENCE = st.lists(
    st.sampled_from(
        [
            *"aZ9é中 _.~:/-+#>)(?!'\"&\xa0",
            "__",
            "~~",
            "com",
            ".com",
            ".CN",
            ".py",
            "xn--",
            "www.",
            "//",
        ]
    )
    | LINE
)


@settings(max_examples=500)
@given(SENTENCE.map("".join))
def test_what_is_taken_for_plain_is_what_the_parser_makes_of_it(line):
    with mock.patch.object(markdown, "MARKUP", re.compile("")):
        parsed = text.render(line, {})
    assert without_nbsp(text.render(line, {})) == without_nbsp(parsed)


def without_nbsp(shown):
    """The cleaner writes an entity where the sign itself does as well."""
    return shown.replace("&nbsp;", "\xa0")


@pytest.mark.parametrize(
    "line", ["snake_case", "of _private", "~5 min", "see main.py", "v1.2.3", "e.g.this", "a_1"]
)
def test_names_of_files_and_the_like_need_no_parser(line):
    with mock.patch.object(markdown, "parse", None):
        assert text.render(line, {}) == f"<p>{line}</p>"


def test_a_shortcode_means_what_the_emoji_library_says():
    for sign in [*emoji.EMOJI_DATA][::40]:
        for name in [*emoji.EMOJI_DATA[sign].get("alias", ()), emoji.EMOJI_DATA[sign]["en"]]:
            assert emojis.put(f"a {name}") == "a " + emoji.emojize(name, language="alias")
