"""@tom: who is named in a message."""

import re
import unicodedata
from collections.abc import Iterator
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from chat.text.signs import UNSEEN, is_dense

MOST = 100  # names looked for in one message
CUTS = 20  # places at which a name of a dense script may end
# Django's usernames; marks may stand apart until they are put together.
NAME = re.compile(r"@([\w.@+\-\u0300-\u036f]{1,150}+)" + f"(?![{UNSEEN}])")
GLUED = "@/+"  # before an @ it belongs to an address


def install(parser: MarkdownIt) -> None:
    """Let a parser find mentions: `env["mentions"]` are known, `env["named"]` collects all."""
    parser.inline.ruler.before("linkify", "mention", mention)
    parser.add_render_rule("mention", span)


def normal(name: str) -> str:
    """A username as it is compared: in Django's form (NFKC), in lower case."""
    return unicodedata.normalize("NFKC", name).lower()


def candidates(run: str) -> Iterator[str]:
    """What may be meant by what follows an @, the longest first.

    A dot at the end ends the sentence, and text of a dense script goes on without a space.
    """
    name = run.rstrip(".")
    yield name
    yield name.rstrip(".@+-_")
    ends = [at for at in range(1, len(name)) if is_dense(name[at])][:CUTS]
    yield from (name[:end].rstrip(".@+-_") for end in reversed(ends))


def mention(state: StateInline, silent: bool) -> bool:
    """An inline rule: a known name becomes a token of its own."""
    if state.src[state.pos] != "@" or state.linkLevel or is_glued(state):
        return False
    found = NAME.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    named: set[str] = state.env["named"]
    for name in candidates(found[1]):
        user = state.env["mentions"].get(normal(name))
        if name and not silent and len(named) < MOST:
            named.add(normal(name))
        if user is not None:
            if not silent:
                token = state.push("mention", "span", 0)
                token.content, token.meta = f"@{name}", {"user": user}
            state.pos += len(name) + 1
            return True
    return False


def is_glued(state: StateInline) -> bool:
    """Whether the @ stands in an address, as in tom@example.org."""
    before = state.src[state.pos - 1 : state.pos]
    return (before != "" and before in GLUED) or (before.isalnum() and not is_dense(before))


def span(self: RendererHTML, tokens: list[Token], at: int, options: object, env: object) -> str:
    """The HTML of a mention."""
    token = tokens[at]
    user = int(token.meta["user"])
    return f'<span class="mention" data-user="{user}">{escape(token.content)}</span>'
