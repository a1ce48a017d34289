"""The two C programs, compiled for this run only."""

import shutil
import subprocess
from pathlib import Path

from processes import Fault

SOURCES = Path(__file__).resolve().parent


def compile_programs(scratch: Path) -> None:
    """Puts wsload and rawws into the scratch folder; raises Fault where that cannot be done."""
    compiler = shutil.which("cc")
    if not compiler:
        raise Fault("no C compiler found: apt-get install gcc libssl-dev")
    for name in ("wsload", "rawws"):
        _compile(compiler, name, scratch)


def _compile(compiler: str, name: str, scratch: Path) -> None:
    source, binary = str(SOURCES / f"{name}.c"), str(scratch / name)
    done = subprocess.run(
        [compiler, "-O2", "-std=c11", "-o", binary, source, "-lssl", "-lcrypto"],
        capture_output=True,
        text=True,
    )
    if "openssl/" in done.stderr or "-lssl" in done.stderr:
        raise Fault("the OpenSSL headers are missing: apt-get install gcc libssl-dev")
    if done.returncode:
        raise Fault(f"{name}.c does not compile:\n{done.stderr[-2000:]}")
