"""The place in a message that a search found, with <mark> around what fits."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

from chat.text.query import Term
from chat.text.signs import shown
from chat.text.words import fold, tokens

LENGTH = 200  # characters shown
LEAD = 50  # of them before what fits first

folded = lru_cache(4096)(fold)  # of single characters


def snippet(body: str, terms: Sequence[Term]) -> str:
    """Safe HTML of a part of the body on one line; its beginning where nothing fits."""
    text = " ".join(unicodedata.normalize("NFC", shown(body)).split())
    spans = merged(fitting(text, terms))
    first = spans[0][0] if spans else 0
    start = cut(text, first - LEAD) if first > LEAD else 0
    end = cut(text, start + LENGTH) if start + LENGTH < len(text) else len(text)
    out = ["…" if start else ""]
    at = start
    for left, right in spans:
        if left >= end:
            break
        right = min(right, end)
        out += escape(text[at:left], quote=False), mark(text[left:right])
        at = right
    out += escape(text[at:end], quote=False), "…" if end < len(text) else ""
    return "".join(out)


def mark(text: str) -> str:
    return f"<mark>{escape(text, quote=False)}</mark>"


def cut(text: str, near: int) -> int:
    """Where to cut: after a space not far behind, if there is one."""
    space = text.rfind(" ", near - 20, near)
    return near if space < 0 else space + 1


def fitting(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """The places in the text, start and end, at which a term fits."""
    pieces = [folded(sign) for sign in text]
    origin = [at for at, piece in enumerate(pieces) for _ in piece]
    row = list(tokens("".join(pieces)))
    places: dict[str, list[int]] = {}  # by word, and by the letter with which it begins
    for at, (word, _) in enumerate(row):
        places.setdefault(word, []).append(at)
        places.setdefault(f"{word[0]}…", []).append(at)
    for term in terms:
        whole = len(term.words) > 1 or not term.open
        for at in places.get(term.words[0] if whole else f"{term.words[0][0]}…", ()):
            if fits(term, row, at):
                last = row[at + len(term.words) - 1][1] + len(term.words[-1])
                yield origin[row[at][1]], origin[last - 1] + 1


def fits(term: Term, row: Sequence[tuple[str, int]], at: int) -> bool:
    """Whether a term fits the words of a row from there on."""
    *whole, last = term.words
    here = [word for word, _ in row[at : at + len(term.words)]]
    if len(here) <= len(whole) or here[:-1] != whole:
        return False
    return here[-1].startswith(last) if term.open else here[-1] == last


def merged(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order; those that touch are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
