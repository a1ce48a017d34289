"""What people call their files, made fit to be shown and to be saved under."""

import unicodedata
from pathlib import PurePosixPath

LONGEST = 200  # characters, with the ending
LONGEST_ENDING = 20
NAMELESS = "file"


def clean(name: str) -> str:
    """The name on one line, without a path and without what is not seen; never empty."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    # C*: control characters, and those that turn the direction of writing so that "gpj.exe" is
    # read as "exe.jpg". Zl and Zp end lines.
    seen = "".join(
        character
        for character in last
        if unicodedata.category(character) not in ("Zl", "Zp")
        and not unicodedata.category(character).startswith("C")
    )
    return cut(seen.strip(" .")) or NAMELESS


def cut(name: str) -> str:
    """The name, of which a long one loses the end of its stem and keeps its ending."""
    ending = PurePosixPath(name).suffix
    if len(ending) > LONGEST_ENDING:
        ending = ""
    return name.removesuffix(ending)[: LONGEST - len(ending)] + ending


def renamed(name: str, ending: str) -> str:
    """The name with another ending, for what was made into another kind of file."""
    return cut((PurePosixPath(name).stem or NAMELESS) + ending)
