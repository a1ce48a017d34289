"""Servers of the storm's own, on databases of its own, over a Redis that it may kill."""

import shutil
import subprocess
import sys

import pytest

from tests.faults.place import Place
from tests.postgresql import PostgreSQL
from tests.servers import TOP, environment


@pytest.fixture
def place(tmp_path, data_dir, pki, own_redis):
    """Makes servers: `place(3, DATABASE_URL=…)`; on SQLite unless told otherwise."""
    folder = tmp_path / "data"
    unshared = shutil.ignore_patterns("*.sock", "*-wal", "*-shm", "static")
    shutil.copytree(data_dir, folder, ignore=unshared)
    common = {
        "CHANNEL_LAYER_URL": own_redis.url,
        "STATIC_ROOT": str((data_dir / "static").resolve()),
    }
    made = []

    def make(count, **variables):
        made.append(Place(folder, pki, count, **{**common, **variables}))
        return made[-1]

    yield make
    for each in made:
        each.end()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory, pki):
    """A migrated database that a test may kill."""
    server = PostgreSQL()
    try:
        env = environment(tmp_path_factory.mktemp("data"), pki, DATABASE_URL=server.prepare().url)
        command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(command, cwd=TOP, env=env, check=True)
        yield server
    finally:
        server.end()
