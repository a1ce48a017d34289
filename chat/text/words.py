"""The words of a text as the search compares them: without marks, without case."""

import re
import unicodedata
from collections.abc import Iterator

from chat.text.signs import DENSE, TURNING, UNSEEN

LONGEST = 64  # of a word; what is longer is cut into several: an index bounds its words, too
# What distinguishes letters that are alike: accents, Hebrew points, Arabic vowels; and the unseen.
MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
    f"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f{UNSEEN}{TURNING}]"
)
# Letters whose mark is a part of them, which Unicode does not take apart.
ALIKE = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae"})
# A run of a dense script, or a word: letters, digits, and the vowel signs of India's scripts.
RUN = re.compile(f"([{DENSE}]+)|(?:[^\\W_{DENSE}]|[\u0900-\u0963\u0966-\u0dff])+")
ASCII_WORD = re.compile(f"[a-z0-9]{{1,{LONGEST}}}")


def fold(text: str) -> str:
    """The text as it is compared: "Hà Nội" and "ha noi" are one, so are "đường" and "DUONG"."""
    if text.isascii():
        return text.lower()
    bare = MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare.casefold().translate(ALIKE))


def tokens(folded: str) -> Iterator[tuple[str, int]]:
    """The words of a folded text, each with its place.

    A run of a dense script gives each pair of neighbours and its last character: "数据库" gives
    数据, 据库, 库. So any part of it is a word, the beginning of one, or words in a row.
    """
    for run in RUN.finditer(folded):
        start, end = run.span()
        width, step = (2, 1) if run[1] else (LONGEST, LONGEST)
        for at in range(start, end, step):
            yield folded[at : min(at + width, end)], at


def beginnings(*names: str) -> set[str]:
    """By the beginning of which words somebody of these names is found: of a dense script, what
    follows from each character on, since nothing tells where a name in it begins.
    """
    words: set[str] = set()
    for run in RUN.finditer(fold(" ".join(names))):
        starts = range(len(run[0])) if run[1] else range(1)
        words.update(run[0][start : start + LONGEST] for start in starts)
    return words


def asked(q: str) -> list[str]:
    """What is asked for of a name: beginnings of words, all of which it has."""
    return list(dict.fromkeys(run[0][:LONGEST] for run in RUN.finditer(fold(q))))


def searchable(body: str) -> str:
    """The words of a body with a space between them: what is indexed."""
    if body.isascii():  # the same at a fifth of the price
        return " ".join(ASCII_WORD.findall(body.lower()))
    return " ".join(word for word, _ in tokens(fold(body)))
