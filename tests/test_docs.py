"""What the documentation names exists: links lead somewhere, commands can be typed as printed."""

import re

import pytest
from django.core.management import get_commands, load_command_class

from chatsite import env
from chatsite.wss.entrance.endpoints import parse
from tests.servers import TOP

PAGES = sorted([*TOP.glob("*.md"), *TOP.glob("docs/**/*.md"), *TOP.glob("bench/**/*.md")])
TWINS = sorted(TOP.glob("docs/vi/*.md"))
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
COMMAND = re.compile(r"manage\.py (\w+)([^|>;&\n]*)")
ENDPOINT = re.compile(r"-e (\w+:\S+)")
VARIABLE = re.compile(r"\b([A-Z][A-Z_]{3,})=")
FILE = re.compile(r"\bdeploy/[\w./*-]*[\w/*]")
# What other programs are told: the shell, OpenSSL, Node, pytest's soak and its storms.
OTHERS = {"DOMAIN", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "ENV_FILE"}
OTHERS |= {"SOAK_SECONDS", "STORM_SECONDS", "STORM_SEED"}


def page(path):
    return str(path.relative_to(TOP))


def fenced(path, *languages):
    """The code on a page that is of one of these languages, as one text."""
    found = FENCE.findall(path.read_text())
    return "\n".join(code for language, code in found if language in languages)


def anchors(path):
    """The anchors that a forge makes of a page's headings."""
    titles = (title for _, title in HEADING.findall(FENCE.sub("", path.read_text())))
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", PAGES, ids=page)
def test_every_link_leads_somewhere(path):
    prose = re.sub(r"`[^`\n]*`", "", FENCE.sub("", path.read_text()))
    for link in LINK.findall(prose):
        name, _, anchor = link.partition("#")
        if "://" in link or name.startswith("mailto:"):
            continue
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("path", PAGES, ids=page)
def test_every_command_can_be_typed_as_printed(path):
    for name, rest in COMMAND.findall(fenced(path, "sh", "ini")):
        assert name in get_commands() or name == "help", name
        if name in ("help", "test"):  # the options of `test` are pytest's
            continue
        app = get_commands()[name]
        command = load_command_class(app, name) if isinstance(app, str) else app
        known = command.create_parser("manage.py", name)._option_string_actions
        for option in re.findall(r"(?:^| )(--?[a-z][\w-]*)", rest):
            assert option in known, f"manage.py {name} has no {option}"


@pytest.mark.parametrize("path", PAGES, ids=page)
def test_every_endpoint_has_the_options_that_are_printed(path):
    for endpoint in ENDPOINT.findall(fenced(path, "sh", "ini")):
        assert parse(endpoint.strip("'\"")), f"no kind of ours: {endpoint}"


@pytest.mark.parametrize("path", PAGES, ids=page)
def test_every_variable_can_be_set(path):
    told = set(VARIABLE.findall(fenced(path, "sh", "ini")))
    assert not told - {*env.NAMES} - OTHERS


@pytest.mark.parametrize("path", PAGES, ids=page)
def test_every_file_to_deploy_is_there(path):
    for name in FILE.findall(path.read_text()):
        assert [*TOP.glob(name)], name


@pytest.mark.parametrize("twin", TWINS, ids=page)
def test_both_languages_tell_the_same(twin):
    original = TOP / "docs" / twin.name
    assert outline(twin) == outline(original)
    assert code(twin) == code(original)
    for here, there in ((twin, f"../{twin.name}"), (original, f"vi/{twin.name}")):
        assert f"]({there})" in here.read_text().split("##")[0], f"{here} names no other language"


def outline(path):
    """The levels of a page's headings, in order."""
    return [marks for marks, _ in HEADING.findall(FENCE.sub("", path.read_text()))]


def code(path):
    """A page's code blocks without comments, and without the words that people see."""
    blocks = [block for _, block in FENCE.findall(path.read_text())]
    bare = [re.sub(r"(^|\s)(#|//) .*$", "", block, flags=re.MULTILINE) for block in blocks]
    return [re.sub(r'alert\("[^"]*"', 'alert("', block) for block in bare]
