"""The house keeps its floors: imports go down only, and each effect has one door."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from chatsite.modules import IMPORT, later, reach, targets

TOP = Path(__file__).resolve().parent.parent
FLOORS = {
    "protocol": 1,
    "text": 1,
    "limits": 1,
    "lines": 1,
    "metrics": 1,
    "models": 2,
    "pool": 2,
    "wording": 3,
    "rates": 3,
    "events": 3,
    "hub": 3,
    "presence": 3,
    "search": 3,
    "attachments": 3,
    "mini": 3,
    "actions": 4,
    "commit": 4,
    "journal": 4,
    "uses": 4,
    "identity": 4,
    "refusals": 4,
    "dispatch": 4,
    "chores": 4,
    "personal": 3,
    "welcome": 4,
    "push": 4,
    "sampler": 4,
    "accounts": 5,
    "consumers": 5,
    "views": 5,
    "api": 5,
    "admin": 5,
    "panel": 5,
    "templatetags": 5,
    "routing": 6,
    "urls": 6,
    "apps": 6,
    "checks": 6,
    "signals": 6,
    "lifetime": 6,
    "management": 6,
    "migrations": 6,
}
# What systemd and a parent process tell, beside the site's own variables.
ENVIRONMENT = {
    "chatsite.env",
    "chatsite.asgi",
    "chatsite.management.commands.serve",  # hands it on to the workers
    "chatsite.wss.doctor.report.terminal",  # NO_COLOR and TERM
    "chatsite.wss.workers.inheritance",
    "chatsite.wss.workers.systemd",
}
FILES = [
    path
    for folder in ("chat", "chatsite")
    for path in sorted((TOP / folder).rglob("*.py"))
    if path.parent != TOP / folder or path.name != "__init__.py"
]


@pytest.fixture(scope="module")
def scripts():
    """The modules of the two pages, run at once or later, without the pages' own: {path: text}."""
    pages = ("chat/js/test.js", "chat/js/chat.js")

    @cache
    def read(path):
        return (TOP / "static" / path).read_text()

    paths = {path for page in pages for walk in (reach, later) for path in walk(page, read)}
    return {path: read(path) for path in paths.difference(pages)}


def script_floor(path):
    return ("vendor", "lib", "models", "elements").index(path.split("/")[2])


def module(path):
    return ".".join(path.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__")


def imports(path):
    """The full names of the modules that this file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import hides its floor"
            yield node.module


def floor(name):
    """The floor of a module of chat; None for anybody else's."""
    parts = name.split(".")
    return FLOORS[parts[1]] if parts[0] == "chat" and len(parts) > 1 else None


def names(path):
    """Every name and attribute that the file mentions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


@pytest.mark.parametrize("path", FILES, ids=module)
def test_imports_go_down_only(path):
    here = floor(module(path))
    for name in imports(path):
        there = floor(name)
        if here and there:
            assert there <= here, f"{module(path)} (floor {here}) imports {name} (floor {there})"


@pytest.mark.parametrize("path", FILES, ids=module)
def test_the_chat_knows_nothing_of_the_site_and_wss_nothing_of_either(path):
    package = module(path)
    for name in imports(path):
        if package.startswith("chat."):
            assert name.split(".")[0] != "chatsite"
        if package.startswith("chatsite.wss"):
            assert name.split(".")[0] != "chat"
            assert not name.startswith("chatsite") or name.startswith("chatsite.wss")


@pytest.mark.parametrize("path", FILES, ids=module)
def test_the_pure_floor_is_pure(path):
    if floor(module(path)) == 1:
        roots = {name.split(".")[0] for name in imports(path)}
        assert not roots & {"django", "channels", "asyncio", "socket", "time", "os", "redis"}


@pytest.mark.parametrize("path", FILES, ids=module)
def test_each_effect_has_one_door(path):
    used = set(names(path))
    if "environ" in used:
        assert module(path) in ENVIRONMENT, "the environment is read by env.py"
    if used & {"group_send", "group_add", "group_discard", "new_channel"}:
        assert module(path) == "chat.hub.link", "the channel layer is touched by link.py"


def test_scripts_import_down_only_elements_models_lib(scripts):
    for path, text in scripts.items():
        for imported in targets(path, text, IMPORT):
            assert script_floor(imported) <= script_floor(path), f"{path} imports {imported}"


def test_models_and_lib_never_touch_the_page(scripts):
    for path, text in scripts.items():
        if "/models/" in path or "/lib/" in path:
            assert not re.search(r"\b(document|window|location|navigator)\.", text), path


def test_the_floors_that_are_told_are_those_that_are_kept():
    page = (TOP / "docs/architecture.md").read_text()
    told = {}
    for number, line in re.findall(r"^    (\d)  (.*)$", page, re.MULTILINE):
        told |= {name: int(number) for name in re.split(r"   ", line)[0].split(" · ")}
    assert told == FLOORS
