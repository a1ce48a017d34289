"""What somebody searches for: words, quoted phrases, and the beginning of what they are typing."""

import re
import unicodedata
from dataclasses import dataclass

from chat.text.signs import is_dense
from chat.text.words import fold, tokens

CHUNK = re.compile(r'"([^"]*)"|[^\s"]+')
QUOTES = str.maketrans("“”„«»「」", '"' * 7)
SHORTEST = 2  # letters of a beginning: one letter begins nearly everything


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand in a row; of the last one only the beginning, where `open`.

    `written` is set where marks were typed: who writes them means them.
    """

    words: tuple[str, ...]
    open: bool
    written: re.Pattern[str] | None = None


def terms(q: str) -> list[Term]:
    """All that must be in a message; empty where there is no word in it. Nothing is an operator."""
    q = q.translate(QUOTES)
    found = []
    for chunk in CHUNK.finditer(q):
        quoted = chunk[1] is not None
        typing = not quoted and chunk.end() == len(q)
        if term := term_of(chunk[1] if quoted else chunk[0], typing):
            found.append(term)
    return list(dict.fromkeys(found))


def term_of(text: str, typing: bool) -> Term | None:
    """One chunk of a query, the last of which is still being typed."""
    folded = fold(text)
    row = [word for word, _ in tokens(folded)]
    if not row:
        return None
    open = typing and len(row[-1]) >= SHORTEST
    if is_dense(row[-1]):
        paired = len(row) > 1 and len(row[-2]) == 2 and is_dense(row[-2])
        open, row = not paired, row[:-1] if paired else row  # any pair may begin with a single one
    return Term(tuple(row), open, written(text, folded, open))


def written(text: str, folded: str, open: bool) -> re.Pattern[str] | None:
    """What finds a text with its marks in a body; None where it has none."""
    exact = exactly(text)
    if exact == folded:
        return None
    return re.compile(rf"(?<!\w){re.escape(exact)}" + ("" if open else r"(?!\w)"))


def exactly(text: str) -> str:
    """A text in one form and case, with its marks."""
    return unicodedata.normalize("NFC", text).casefold()
