"""Which of the messages found come first."""

from collections.abc import Sequence

from chat.text import Term
from chat.text.query import exactly


def relevance(body: str, words: str, terms: Sequence[Term]) -> int:
    """How well a message fits; all terms are in it anyway.

    For each term 2 where it stands as a whole word, not only begins one, and 3 where its marks are
    as they were typed; 4 where all terms stand together, in this order.
    """
    row, written = f" {words} ", None
    points = 0
    for term in terms:
        points += 2 * (f" {' '.join(term.words)} " in row)
        if term.written:
            written = exactly(body) if written is None else written
            points += 3 * bool(term.written.search(written))
    together = " ".join(word for term in terms for word in term.words)
    return points + 4 * (len(terms) > 1 and f" {together}" in row)
