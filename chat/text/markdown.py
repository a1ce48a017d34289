"""Markdown, as much of it as a conversation needs, to safe HTML.

The parser makes only what is listed here and escapes the rest; the cleaner lets only the same
through again, so that a mistake in one of them opens nothing.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from chat.text import emojis, links, mentions
from chat.text.signs import shown

NESTING = 14  # levels of quotes and lists (a list is two); the parser would drop what lies deeper
# What may begin markup, an address, an emoji or a name. Without any of it a line is its own HTML.
MARKUP = re.compile(
    r"[*`\[<\\@\r\n]|~~"
    r"|_(?![^\W_])"  # one that may end emphasis; not that of snake_case
    r"|:(?![\s\d)(]|$)"
    rf"|\.(?:{'|'.join(links.ENDINGS)}|xn--)"
    r"|^\s*(?:[>#+-]|\d+[.)])",
    re.IGNORECASE,
)
# More of these than anybody writes, and the parser takes far longer than a reader: measured.
SIGNS, MOST_SIGNS = re.compile(r"[*_~`\[\]<>@:]"), 1000
MOST_ADDRESSES = 100
MOST_LINES = 500

cleaner = nh3.Cleaner(
    tags={
        *("p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li"),
        *("a", "span"),
    },
    attributes={"a": {"href"}, "span": {"data-user"}, "code": {"class"}, "ol": {"start"}},
    tag_attribute_values={"span": {"class": {"mention"}}},
    set_tag_attribute_values={"a": {"target": "_blank"}},  # the socket of this page stays open
    url_schemes={"http", "https"},
    link_rel="noopener nofollow",
)


def names(body: str) -> set[str]:
    """The usernames that a body may mention, in lower case; none from code or links."""
    if "@" not in body:
        return set()
    env = environment({})
    parse(shown(body), env)
    named: set[str] = env["named"]
    return named


def render(body: str, mentions: Mapping[str, int]) -> str:
    """Safe HTML. `mentions`: the ids of the people meant, by username in lower case."""
    text = shown(body).strip()
    if not text:
        return ""
    if not MARKUP.search(text):
        return f"<p>{escape(text, quote=False)}</p>"
    env = environment(mentions)
    tokens = parse(text, env)
    return cleaner.clean(parser.renderer.render(tokens, parser.options, env)).strip()


def environment(mentions: Mapping[str, int]) -> dict[str, Any]:
    """What the parser knows and collects about one message."""
    return {"mentions": mentions, "named": set()}


def parse(text: str, env: dict[str, Any]) -> list[Token]:
    """The tokens of a text; of one that is made to be slow or too deep, its plain lines."""
    if not is_costly(text):
        tokens = parser.parse(text, env)
        if all(token.level < NESTING - 2 for token in tokens):
            return tokens
        env["named"].clear()
    return plain.parse(text, env)


def is_costly(text: str) -> bool:
    """Whether the parser would be kept busy by it."""
    return (
        text.count("\n") > MOST_LINES
        or text.count("://") > MOST_ADDRESSES
        or len(SIGNS.findall(text)) > MOST_SIGNS
    )


def finish(state: StateCore) -> None:
    """A core rule: shortcodes become emoji, and links are unmasked."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = links.unmask(token.children)
            shortcodes(token.children)


def shortcodes(tokens: list[Token]) -> None:
    """Put emoji for :tada: and its like, but not into an address."""
    address = False
    for token in tokens:
        if token.info == "auto":
            address = token.type == "link_open"
        elif token.type == "text" and not address and ":" in token.content:
            token.content = emojis.put(token.content)


class Parser(MarkdownIt):
    """A parser that knows these rules."""

    def __init__(self, *rules: str) -> None:
        super().__init__("zero", {"maxNesting": NESTING, "linkify": True, "breaks": True})
        self.enable(rules)

    def validateLink(self, url: str) -> bool:  # the rules for links ask it
        return links.is_allowed(url)

    def normalizeLinkText(self, link: str) -> str:
        return links.shown_address(link)


def chat_parser() -> Parser:
    """The parser of what people write."""
    parser = Parser(
        *("linkify", "fence", "blockquote", "list", "heading"),
        *("newline", "escape", "backticks", "strikethrough", "emphasis", "link", "autolink"),
    )
    fuzzy = {"fuzzy_link": True, "fuzzy_email": False, "fuzzy_ip": False}
    parser.linkify = LinkifyIt(options=fuzzy).tlds(list(links.ENDINGS))
    parser.core.ruler.push("finish", finish)
    parser.add_render_rule("heading_open", lambda *_: "<p><strong>")
    parser.add_render_rule("heading_close", lambda *_: "</strong></p>\n")
    mentions.install(parser)
    return parser


parser, plain = chat_parser(), Parser("newline")
