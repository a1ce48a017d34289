"""The JavaScript that needs no page runs under Node, each file of tests/js by itself."""

import subprocess
from pathlib import Path

import pytest

from tests import requisites
from tests.waiting import PATIENCE

TOP = Path(__file__).resolve().parent.parent
FILES = sorted((TOP / "tests/js").glob("*.test.js"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_node_finds_nothing_wrong(path):
    command = [requisites.find("node"), "--test", path]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr
