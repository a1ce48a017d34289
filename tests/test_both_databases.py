"""The tests of the chat pass on PostgreSQL as they do on SQLite."""

import os
import subprocess
import sys

import pytest

from tests.postgresql import PostgreSQL
from tests.servers import TOP

PARTS = 2  # so that none takes as long as what ends a run that hangs
# All but the first ask no database.
ALONE = ("test_on_sqlite", "test_text", "test_link", "test_feed", "test_metrics", "test_survey")
# Where a database may answer otherwise than another; all else asks it little.
CORE = (
    *("actions/", "search/", "admin/test_bounds", "admin/test_lists"),
    *("test_editing", "test_indexes", "test_journal", "test_log", "test_on_postgresql"),
    *("test_posting", "test_reactions"),
)


def files(core):
    """The files of tests that run on both databases, as pytest takes them."""
    folder = TOP / "tests/chat"
    found = sorted(str(path.relative_to(folder)) for path in folder.glob("**/test_*.py"))
    both = [name for name in found if not name.startswith(ALONE)]
    return [f"tests/chat/{name}" for name in both if name.startswith(CORE) == core]


@pytest.fixture(scope="module")
def postgresql():
    server = PostgreSQL("-c", "fsync=off")  # here nobody pulls the plug
    try:
        yield server.prepare()
    finally:
        server.end()


@pytest.mark.parametrize("part", range(PARTS))
def test_what_holds_on_sqlite_holds_on_postgresql(postgresql, part):
    run(postgresql, files(core=True)[part::PARTS])


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS * 2))
def test_so_does_what_asks_it_little(postgresql, part):
    run(postgresql, files(core=False)[part :: PARTS * 2])


def run(postgresql, files):
    """Run these tests in a process of their own; one that fails fails here, with its words."""
    # The database goes with its server: the threads that still use it need not leave it first.
    command = [sys.executable, "-m", "pytest", "--reuse-db", "-q", "--color=no"]
    own = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", *files],
        cwd=TOP,
        env=own | {"TEST_DATABASE_URL": postgresql.url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
