"""Whatever people write, nothing in it runs, and it costs little."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat import text
from tests.chat.html import Page, words_of

# The only tags, and the attributes that each may have.
TAGS = {
    **{tag: set() for tag in ("p", "br", "strong", "em", "s", "pre", "blockquote", "ul", "li")},
    "a": {"href", "rel", "target"},
    "code": {"class"},
    "ol": {"start"},
    "span": {"class", "data-user"},
    "mark": set(),
}
TRICKS = [
    "<script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert`1`>",
    "<img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext></p><style><img src onerror=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "</p><p onclick=alert(1)>x",
    "<!--<img src=--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3C;img src=x onerror=alert(1)&#x3E;",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:image/png;base64,aGk=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/logout)",
    "[x](http:evil)",
    "[x]( javascript:alert(1))",
    "<javascript:alert(1)>",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    '![x](x"onerror="alert(1))',
    "[x](https://a.example'onmouseover='alert(1))",
    '[x](https://a.example"onmouseover="alert(1))',
    '[a[b](https://a.example"><script>alert(1)</script>)](javascript:alert(1))',
    'https://a.example/"onmouseover="alert(1)',
    "https://a.example/<script>alert(1)</script>",
    '```"><script>alert(1)</script>\nx\n```',
    "`</code><script>alert(1)</script>`",
    '@tom"onclick="alert(1)',
    "<@tom onclick=alert(1)>",
    ':tada:"><script>:tada:',
    "<p/onclick=alert(1)>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<meta http-equiv=refresh content=0;url=javascript:alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]


def is_safe(html):
    """The page, after making sure that a browser finds only ours in it."""
    page = Page(html)
    for tag, attributes in page.tags:
        assert set(attributes) <= TAGS[tag], (tag, attributes)
        if tag == "a":
            assert attributes["href"].lower().startswith(("https://", "http://"))
            assert attributes["rel"] == "noopener nofollow"
        assert tag != "span" or attributes == {"class": "mention", "data-user": "5"}
        assert attributes.get("class", "language-").startswith("language-") or tag == "span"
    return page


@pytest.mark.parametrize("body", TRICKS)
def test_a_trick_is_shown_as_text(body):
    page = is_safe(text.render(body, {"tom": 5}))
    assert is_safe(text.snippet(body, text.terms("alert")))
    assert "alert" not in body or "alert" in page.text + str(page.tags)


@pytest.mark.parametrize(
    "body", ['[x](https://a.example "onmouseover=alert(1)")', "```x onload=alert(1)\nx\n```"]
)
def test_a_title_and_the_rest_of_a_fence_are_left_out(body):
    assert words_of(text.render(body, {})) == "x"
    is_safe(text.render(body, {}))


PIECES = st.sampled_from([*TRICKS, *"*_~`[]()<>\\!#&:;@|'\" \n\t-+.1", "http://a.com", "@tom", "é"])


@settings(max_examples=400, deadline=None)
@given(st.text() | st.lists(PIECES | st.text(max_size=5), max_size=15).map("".join))
def test_nothing_that_can_be_written_runs_or_fails(body):
    is_safe(text.render(body, {"tom": 5}))
    is_safe(text.snippet(body, text.terms(body[:200])))
    text.names(body)


MARKERS = st.sampled_from(["*", "**", "`", ">", "- ", "\n"])


@given(st.lists(st.text("abcxyzđ中ế", min_size=1) | MARKERS))
def test_no_letter_is_lost(pieces):
    body = "\n".join(pieces)
    told = "".join(filter(str.isalpha, words_of(text.render(body, {}))))
    assert told == "".join(filter(str.isalpha, body))


@pytest.mark.parametrize("body", ["\ud800", "a\udfff*b*", "a\0b", "\0" * 50 + "*x*"])
def test_what_cannot_be_shown_is_shown_as_missing(body):
    assert "\ufffd" in text.render(body, {})
    assert text.searchable(body) is not None


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_nothing_turns_around_what_stands_beside_it(sign):
    for body in (f"a{sign}b", f"`a{sign}b`", f"[a{sign}](https://a.example)", f"@tom{sign}x *b*"):
        assert sign not in text.render(body, {"tom": 5})
        assert sign not in text.snippet(body, text.terms("a"))


def test_a_link_that_reads_as_another_address_tells_its_own():
    html = text.render("[https://bank.example](https://evil.example/x)", {})
    assert words_of(html) == "https://bank.example (evil.example)"
    html = text.render("[ba\u200bnk.example](https://evil.example/x)", {})
    assert words_of(html).endswith("(evil.example)")
    html = text.render("[the bank](https://bank.example) [bank.example](https://bank.example)", {})
    assert words_of(html) == "the bank bank.example"


def test_a_host_in_letters_of_another_script_is_shown_as_it_is_asked_for():
    assert words_of(text.render("https://\u0430pple.com/x", {})) == "https://xn--pple-43d.com/x"
    assert words_of(text.render("https://bücher.example", {})) == "https://bücher.example"


@pytest.mark.parametrize(
    "body",
    [
        *("https://bank.example@evil.example/", "https://ba\u200bnk.example/"),
        *("http://a.b:99999/", "http://1.2.3.999/", "http://[::1]/", "http://xn--a/"),
    ],
)
def test_an_address_that_pretends_or_leads_nowhere_is_text(body):
    assert "<a" not in text.render(body, {})


def full(piece, most=4000):
    return (piece * most)[:most]


@pytest.mark.parametrize(
    "body",
    [full(piece) for piece in ("[", "*", "`", "> ", "- ", "1. ", "**a ", "*a_", "[a](", "[a](<")]
    + [
        full(piece)
        for piece in ("x://", "<http://", "a.com ", ":tada:", ":a1:b2", "@a ", "\\[", "~~a", "\n>")
    ]
    + ["> " * 17 + full("b\n"), "[" * 900 + full("](http://a.b)", 3000)]
    + ["\n".join(" " * 2 * depth + "- a" for depth in range(60))],
    ids=lambda body: repr(body[:12]),
)
def test_the_costliest_messages_lose_nothing(body):
    """They are shown as they are: the parser would take long, or drop what is nested too deep."""
    letters = "".join(filter(str.isalpha, body))
    page = is_safe(text.render(body, {}))
    assert ":tada:" in body or "".join(filter(str.isalpha, page.text)) == letters


def test_quotes_too_deep_are_plain_lines():
    assert text.render("> " * 30 + "hi\n*there*", {}) == (
        "<p>" + "&gt; " * 30 + "hi<br>\n*there*</p>"
    )
