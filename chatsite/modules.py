"""Which JavaScript modules a module runs, and which it fetches later, by its own text."""

import re
from collections.abc import Callable
from posixpath import dirname, join, normpath

# As all of ours are written: at the beginning of a line, in double quotes, to its semicolon.
IMPORT = re.compile(r'^import (?:(\{[^}]*\}|\* as \w+) from )?"(\.[^"]+)";\n', re.M)
LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')

Read = Callable[[str], str]  # the text of a module by its path


def reach(root: str, read: Read) -> list[str]:
    """The modules that run with `root`, in the order in which they run: itself last."""
    found: dict[str, None] = {}
    met = set()

    def visit(name: str) -> None:
        if name in met:
            return
        met.add(name)
        for target in targets(name, read(name), IMPORT):
            visit(target)
        found[name] = None

    visit(root)
    return list(found)


def later(root: str, read: Read) -> list[str]:
    """The modules that those of `root` fetch when they are needed, and that do not run at once."""
    known = reach(root, read)
    at_once = len(known)
    for name in known:  # which grows
        for target in targets(name, read(name), LATER):
            known += [other for other in reach(target, read) if other not in known]
    return known[at_once:]


def targets(name: str, text: str, pattern: re.Pattern[str]) -> list[str]:
    """The paths of the modules that the text of `name` asks for in this way."""
    return [
        normpath(join(dirname(name), found[pattern.groups])) for found in pattern.finditer(text)
    ]
