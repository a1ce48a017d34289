"""Sites of their own, whose commands are called as people call them."""

import subprocess
import sys

import pytest

from tests.postgresql import PostgreSQL
from tests.servers import TOP, environment

FAST = "posts=100000 posts_per_second=0"


@pytest.fixture(scope="session")
def home(tmp_path_factory, data_dir, pki, redis):
    """Makes the environment of a site in a folder of its own, with a database unless `empty`."""

    def made(empty=False, **variables):
        folder = tmp_path_factory.mktemp("home")
        named = {"STATIC_ROOT": str(data_dir / "static"), "CHAT_LIMITS": FAST, **variables}
        env = environment(folder, pki, CHANNEL_LAYER_URL=redis.url, **named)
        assert empty or manage(env, "migrate", "-v0") == (0, "")
        return env

    return made


@pytest.fixture
def postgresql():
    server = PostgreSQL()
    try:
        yield server.prepare()
    finally:
        server.end()


def manage(env, *words):
    """The status of a command of manage.py, and all that it says."""
    done = subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=TOP,
        env=env | {"PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr
