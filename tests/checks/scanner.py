"""sslyze in an environment of its own, `.venv-tls`, which is made once for each lock of it."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.bootstrap import alone
from deploy.installers import TOP, Failure, run
from tests.servers import BIN

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements-tls.txt"
VENV = TOP / ".venv-tls"  # uv writes the .gitignore in it
PYTHON = VENV / "bin" / "python"
MARK = VENV / "installed.txt"
CURE = "the cure is above; or install tests/checks/requirements-tls.txt into .venv-tls yourself"
PATIENCE = 120  # seconds for a scan, which takes about ten


def scan(port):
    """What sslyze finds at this port of 127.0.0.1; the test is skipped where there is no sslyze."""
    try:
        install_once()
    except (Failure, OSError) as failure:
        pytest.skip(f"no sslyze: {failure} ({CURE})")
    command = [PYTHON, HERE / "scan_tls.py", "127.0.0.1", str(port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


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
