"""What the tree says through gettext, and what a catalogue makes of it."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

TOP = Path(__file__).resolve().parent.parent
LANGUAGES = ("vi", "zh_Hans")
CALLS = {"_": 0, "gettext": 0, "gettext_lazy": 0, "ngettext": 0, "pgettext_lazy": 1}
PLACEHOLDER = re.compile(r"%\(\w+\)[.\d]*[a-z]")
CONTEXT = "\x04"  # between a context and its text, as in .mo files


def own_texts(*folders: str) -> set[str]:
    """What the Python files and templates below these folders say, as catalogues call it."""
    files = [file for folder in folders for file in (TOP / folder).rglob("*")]
    code = {text for file in files if file.suffix == ".py" for text in of_code(file.read_text())}
    pages = (templatize(file.read_text()) for file in files if file.suffix == ".html")
    return code | {text for page in pages for text in of_code(call_lines(page))}


def call_lines(page: str) -> str:
    """The calls alone: between them Django's templatize leaves what is no Python."""
    return "\n".join(re.findall(r"""n?p?gettext\(.*?["']\s*(?:,\s*\w+)?\)|_\(.*?["']\)""", page))


def of_code(code: str):
    """The texts of all calls of gettext and its family; each must stand there as it is."""
    for node in ast.walk(ast.parse(code)):
        name = getattr(getattr(node, "func", None), "id", None)
        if name in CALLS:
            words = [ast.literal_eval(word) for word in node.args[: CALLS[name] + 1]]
            yield CONTEXT.join(words)


@dataclass
class Entry:
    """One text of a .po file with its translation."""

    fuzzy: bool = False
    files: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        context = self.parts.get("msgctxt")
        return f"{context}{CONTEXT}{self.parts['msgid']}" if context else self.parts["msgid"]

    @property
    def told(self) -> str:
        return self.parts.get("msgstr", self.parts.get("msgstr[0]", ""))


def entries(file: Path) -> list[Entry]:
    """All of a .po file, without its header; blank lines stand between them."""
    blocks = re.split(r"\n{2,}", file.read_text().strip())
    return [entry(block) for block in blocks if re.search("^msgid", block, re.MULTILINE)][1:]


def entry(block: str) -> Entry:
    found, part = Entry(), ""
    for line in block.splitlines():
        if line.startswith("#"):
            found.fuzzy |= line.startswith("#,") and "fuzzy" in line
            found.files += line[2:].split() if line.startswith("#:") else []
            continue
        begins = re.match(r"(msg\S+) ", line)
        part = begins[1] if begins else part
        quoted = line[begins.end() :] if begins else line
        found.parts[part] = found.parts.get(part, "") + ast.literal_eval(quoted)
    return found
