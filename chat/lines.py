"""Short texts of one line: titles, topics, reasons, names. Pure."""

import unicodedata


def one_line(text: str) -> str:
    """The text with each run of blanks and control characters as one space, and none around it.

    No database takes a NUL that PostgreSQL refuses, and no title breaks a list into two lines.
    """
    spaced = (" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    return " ".join("".join(spaced).split())
