"""The tests of the chat pass on PostgreSQL as they do on SQLite."""

import os
import subprocess
import sys

import pytest

from tests.postgresql import PostgreSQL
from tests.servers import TOP

SECONDS = 280  # less than what ends a run that hangs


@pytest.fixture
def postgresql():
    server = PostgreSQL()
    try:
        yield server.prepare()
    finally:
        server.end()


def test_what_holds_on_sqlite_holds_on_postgresql(postgresql):
    # The database goes with its server: the threads that still use it need not leave it first.
    command = [sys.executable, "-m", "pytest", "tests/chat", "--reuse-db", "-q", "--color=no"]
    own = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider"],
        cwd=TOP,
        env=own | {"TEST_DATABASE_URL": postgresql.url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stdout
