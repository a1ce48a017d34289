"""The command as people type it."""

import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.servers import TOP, environment


@dataclass
class Told:
    """How the command ended, and what it said to whom."""

    status: int
    out: str
    err: str


@pytest.fixture
def command(tmp_path, pki):
    """The words and the environment of `manage.py doctor …` on a machine without a site."""

    def made(*words, **variables):
        env = environment(tmp_path / "none", pki, SECRET_KEY="", **variables)
        return {"args": [sys.executable, "manage.py", "doctor", *words], "env": env, "cwd": TOP}

    return made


@pytest.fixture
def doctor(command):
    """Runs it to its end: `doctor("wss://localhost:1", "--json").status`; never a traceback."""

    def run(*words, **variables):
        done = subprocess.run(
            **command(*words, **variables), capture_output=True, encoding="utf-8", timeout=120
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return Told(done.returncode, done.stdout, done.stderr)

    return run
