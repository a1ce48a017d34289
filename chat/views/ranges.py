"""The part of a file that a request asks for (RFC 9110, section 14). Pure."""

import re

# Several ranges in one answer are for nobody's player: whoever asks for them gets the whole file.
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Unsatisfiable(ValueError):
    """Nothing of the file is in the range."""


def asked(header: str, size: int) -> range | None:
    """The positions of a file of this size that a Range header asks for; None stands for all."""
    found = ONE_RANGE.fullmatch(header.strip().lower())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # the last so many bytes
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1 if last else size)
        if last and int(last) < start:
            return None  # no valid range
    if start >= min(end, size):
        raise Unsatisfiable(header)
    return range(start, end)
