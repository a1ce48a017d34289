"""What docs/security.md promises is held by tests that are there."""

import ast
import re

import pytest

from tests.servers import TOP

PAGE = (TOP / "docs/security.md").read_text()
ROWS = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ")]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED, ids=lambda part: part.rpartition("/")[2])
def test_the_test_is_there(file, name):
    tree = ast.parse((TOP / file).read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def test_every_row_says_what_holds_it():
    assert len(NAMED) > 50, "the premise"
    without = [row[0] for row in ROWS if "::" not in row[2]]
    assert without == ["| advice", "| No tunnelled services", "| advice"]
