"""The modules of a page in few files, since each file costs a request (decision 22).

A module becomes a function that runs once, where it stood in the order of its page; what several
pages or parts run stands in a file that they share. Sources stay as they are: one module, one file.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from posixpath import dirname, relpath

from chatsite.modules import IMPORT, LATER, Read, reach, targets

EXPORT = re.compile(r"^export (?=(?:(?:async )?function|class|const) (\w+))", re.M)
NAMES = re.compile(r"^export \{([^}]*)\};\n", re.M)
UNKNOWN = re.compile(r"^(?:import|export)\b.*", re.M)
STYLES = re.compile(r'^@import "([^"/]+)";\n', re.M)
SEALED = "/vendor/"  # modules that come in one file already
SHARED = "chat/js/shared-{}.js"


def joined(pages: Iterable[str], read: Read) -> dict[str, str]:
    """The files, by their paths, that stand for the modules of these pages and of their parts.

    The own file of a page or part keeps its path. The same sources make the same files, whichever
    machine collects them. ValueError names a line that cannot be joined.
    """
    users: dict[str, list[str]] = defaultdict(list)
    pages = tuple(pages)
    roots = [*pages]
    for root in roots:  # which grows by the parts that are fetched later
        for name in reach(root, read):
            users[name].append(root)
            for part in targets(name, read(name), LATER):
                if part not in roots:
                    roots.append(part)
    homes = homes_of(users, pages)
    files: dict[str, list[str]] = {root: [] for root in roots}
    for name, home in homes.items():
        if SEALED not in name:
            files.setdefault(home, []).append(name)
    return {home: File(home, names, homes, read).text for home, names in files.items()}


def styled(name: str, read: Read) -> str:
    """A style sheet with those of its folder that it imports in their places."""
    return STYLES.sub(lambda found: read(f"{dirname(name)}/{found[1]}"), read(name))


def homes_of(users: dict[str, list[str]], pages: Iterable[str]) -> dict[str, str]:
    """The file of each module: of the only root that runs it, or one that is shared.

    What runs with a page at once is divided by pages alone: parts find all of it there already.
    """
    shared: dict[tuple[str, ...], str] = {}
    homes = {}
    for name, roots in users.items():
        if SEALED in name:
            homes[name] = name
        elif len(roots) == 1:
            homes[name] = roots[0]
        else:
            together = tuple(root for root in roots if root in pages) or tuple(roots)
            homes[name] = shared.setdefault(together, SHARED.format(len(shared)))
    return homes


class File:
    """One file of joined modules: `text`."""

    def __init__(self, path: str, names: list[str], homes: dict[str, str], read: Read) -> None:
        self.path, self.homes, self.read = path, homes, read
        self.needs: dict[str, set[str]] = defaultdict(set)  # of other files
        bodies = [self.body(name) for name in names]
        gives = self.gives(names)
        self.text = "".join([*self.takes(), *bodies, gives])

    def body(self, name: str) -> str:
        """A module as a function that runs once; what it imports comes from others' variables."""
        text = self.read(name)
        sources = targets(name, text, IMPORT)
        takes = [
            f"const {taken(found[1])} = {self.use(source)};\n"
            for found, source in zip(IMPORT.finditer(text), sources, strict=True)
            if self.use(source) and found[1]  # an import for its effect has no names
        ]
        gives = ", ".join(f"{outer}: {inner}" for outer, inner in exported(text))
        parts = iter(targets(name, text, LATER))
        text = NAMES.sub("", EXPORT.sub("", IMPORT.sub("", text)))
        if unknown := UNKNOWN.search(text):
            raise ValueError(f"{name} cannot be joined with others: {unknown[0]}")
        text = LATER.sub(lambda _: f'import("{self.way(next(parts))}")', text)
        inner = f"{''.join(takes)}{text}return {{ {gives} }};"
        return f"const {variable(name)} = (() => {{\n{inner}\n}})();\n"

    def use(self, name: str) -> str:
        """The variable of a module, fetched from its file where that is another one."""
        if self.homes[name] != self.path:
            self.needs[self.homes[name]].add(name)
        return variable(name)

    def gives(self, names: list[str]) -> str:
        """What a shared file exports, or a page or part under its own path."""
        if self.path not in self.homes:
            return f"export {{ {', '.join(map(variable, names))} }};\n"
        own = ", ".join(outer for outer, _ in exported(self.read(self.path)))
        return f"export const {{ {own} }} = {self.use(self.path)};\n"

    def takes(self) -> Iterable[str]:
        """The imports from other files."""
        for home, names in self.needs.items():
            what = ", ".join(sorted(map(variable, names)))
            what = f"* as {what}" if SEALED in home else f"{{ {what} }}"
            yield f'import {what} from "{self.way(home)}";\n'

    def way(self, name: str) -> str:
        """How this file names another."""
        path = relpath(name, dirname(self.path))
        return path if path.startswith(".") else f"./{path}"


def exported(text: str) -> list[tuple[str, str]]:
    """What a module exports, by the name that others know and the one that it has inside."""
    listed = ", ".join(found[1] for found in NAMES.finditer(text))
    renamed = (word.split(" as ") for word in map(str.strip, listed.split(",")) if word)
    own = [(found[1], found[1]) for found in EXPORT.finditer(text)]
    return own + [(names[-1], names[0]) for names in renamed]


def taken(names: str) -> str:
    """What an import names, as it is taken out of a variable."""
    return names.removeprefix("* as ").replace(" as ", ": ")


def variable(name: str) -> str:
    """What a module is called where it is joined with others."""
    return re.sub(r"\W", "_", name.removesuffix(".js"))
