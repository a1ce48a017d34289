"""Programs in an environment of their own, `.venv-checks`; each lock of it makes it once."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.bootstrap import alone
from deploy.installers import TOP, Failure, run
from tests.servers import BIN

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements.txt"
VENV = TOP / ".venv-checks"  # uv writes the .gitignore in it
PYTHON = VENV / "bin" / "python"
MARK = VENV / "installed.txt"
CURE = "the cure is above; or install tests/checks/requirements.txt into .venv-checks yourself"
PATIENCE = 120  # seconds; a scan of TLS takes about ten


def ask(*arguments, told=None):
    """What that Python prints; the test is skipped where the environment cannot be made."""
    try:
        install_once()
    except (Failure, OSError) as failure:
        pytest.skip(f"no {VENV.name}: {failure} ({CURE})")
    command = [PYTHON, *map(str, arguments)]
    done = subprocess.run(command, input=told, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def install_once():
    """Make the environment, unless it is there; Failure says why it cannot be made."""
    with alone() as lock:
        if not MARK.exists() or MARK.read_text() != stamp():
            # uv makes the environment, as Debian has no ensurepip; pip fills it, as it knows the
            # person's certificates and index.
            run([str(BIN / "uv"), "venv", "--clear", "--python", sys.executable, str(VENV)], lock)
            pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet"]
            run([*pip, "--require-hashes", "-r", str(LOCK)], lock)
            MARK.write_text(stamp())


def stamp():
    """Another text once the lock or the Python is another one."""
    return f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} for {sys.version}"
