"""The lines of `.env`, as people write them; pure: text goes in, names and values come out."""

import difflib
import re

LINE = re.compile(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=([^\0]*)")
QUOTED = re.compile(r"""(?:'([^']*)'|"((?:[^"\\]|\\.)*)")(?:\s+#.*)?""")


class BadLine(ValueError):
    """A line that cannot be understood: its text is what was expected there, `number` where."""

    def __init__(self, number, expected):
        super().__init__(expected)
        self.number = number


def parse(text, names):
    """What the text sets of these names, as a dict; BadLine for nonsense and for other names.

    What such a line holds is not repeated in the error, since it may be half of a secret.
    """
    found = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        parts = LINE.fullmatch(line)
        if not parts:
            raise BadLine(number, "NAME=value, or a comment that begins with #")
        name = parts[1]
        if name not in names:
            raise BadLine(number, f"{nearest(name, names)}, not {name}")
        found[name] = value(number, parts[2])
    return found


def nearest(name, names):
    """What was probably meant by a name that is none of these."""
    near = difflib.get_close_matches(name.upper(), names, 1)
    return near[0] if near else "a variable that docs/settings.md tells of"


def value(number, text):
    """The value without its quotes, and without the comment that stands apart after it."""
    if not text.lstrip().startswith(("'", '"')):
        return re.sub(r"\s#.*", "", text).strip()
    found = QUOTED.fullmatch(text.strip())
    if not found:
        raise BadLine(number, "the quote to be closed in the same line, with nothing behind it")
    plain, escaped = found.groups()
    return re.sub(r'\\(["\\])', r"\1", escaped) if plain is None else plain
