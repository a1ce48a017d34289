"""The tests of the chat pass on PostgreSQL as they do on SQLite."""

import os
import subprocess
import sys

import pytest

from tests.postgresql import PostgreSQL
from tests.servers import TOP

PARTS = 4  # so that none takes as long as what ends a run that hangs
OTHERS = ("test_on_sqlite", "test_text", "test_link", "test_feed")  # the last three ask no database
FILES = sorted(
    str(path.relative_to(TOP))
    for path in (TOP / "tests/chat").glob("**/test_*.py")
    if not path.name.startswith(OTHERS)
)


@pytest.fixture(scope="module")
def postgresql():
    server = PostgreSQL("-c", "fsync=off")  # here nobody pulls the plug
    try:
        yield server.prepare()
    finally:
        server.end()


@pytest.mark.parametrize("part", range(PARTS))
def test_what_holds_on_sqlite_holds_on_postgresql(postgresql, part):
    # The database goes with its server: the threads that still use it need not leave it first.
    command = [sys.executable, "-m", "pytest", "--reuse-db", "-q", "--color=no"]
    own = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", *FILES[part::PARTS]],
        cwd=TOP,
        env=own | {"TEST_DATABASE_URL": postgresql.url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
