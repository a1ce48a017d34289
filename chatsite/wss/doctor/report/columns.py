"""Text on a terminal, where some characters take two columns and some take none. Pure."""

import unicodedata
from collections.abc import Iterator

CLOSING = frozenset("，。、；：？！）」』》】’”…,.;:?!)]}")  # never begin a line
OPENING = frozenset("（「『《【‘“([{")  # never end one
UNSEEN = ("Cc", "Cf", "Cs")  # control and format characters; half of a surrogate pair


def width(text: str) -> int:
    """How many columns the text takes."""
    return sum(map(columns, text))


def columns(character: str) -> int:
    """2 for Chinese and other wide characters, 0 for a mark on the one before, else 1."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def paragraph(text: str, room: int, indent: int, lead: str = "") -> list[str]:
    """The text as lines of at most `room` columns, all indented, `lead` within the first indent.

    Lines of the text stay apart, and keep blanks at their beginning. A word that is longer than a
    line stays whole, so that it can be copied.
    """
    lines = [line for part in text.splitlines() for line in wrap(part, room - indent)]
    margins = [" " * (indent - width(lead)) + lead, *[" " * indent] * len(lines)]
    return [margin + line for margin, line in zip(margins, lines, strict=False)]


def wrap(text: str, room: int) -> Iterator[str]:
    """The text in lines of at most so many columns."""
    line = ""
    for piece in pieces(text):
        if line and width(line + piece) > room:
            yield line
            line = piece.lstrip(" ")
        else:
            line += piece
    yield line


def pieces(text: str) -> Iterator[str]:
    """The parts before each of which a line may begin: words, and every wide character."""
    piece = ""
    for character in text:
        if piece.strip(" ") and begins(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    yield piece


def begins(before: str, character: str) -> bool:
    """Whether a line may begin between these two."""
    if character == " ":
        return True
    if before in OPENING or character in CLOSING or not columns(character):
        return False
    return columns(before) == 2 or columns(character) == 2


def harmless(text: str) -> str:
    """The text without what would move the cursor or turn the writing: servers are strangers."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in UNSEEN and c != "\n" else c
        for c in text
    )
