"""On what a result was recorded: the machine and the versions of everything that was measured."""

import os
import platform
import ssl
import subprocess
from importlib import metadata
from pathlib import Path

import processes

LIBRARIES = (
    "Django",
    "channels",
    "channels-redis",
    "daphne",
    "Twisted",
    "autobahn",
    "pyOpenSSL",
    "cryptography",
    "psycopg",
    "redis",
    "hiredis",
    "picows",
    "aiofastnet",
    "uvloop",
)


def machine() -> dict:
    """Processor, cores, memory and kernel; nothing that names the machine or its owner."""
    return {
        "processor": _processor(),
        "cores": len(processes.cores()),
        "pinned": processes.can_pin(),
        "memory_mib": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20,
        "system": f"{platform.system()} {platform.release().split('-')[0]} {platform.machine()}",
    }


def versions(redis_binary: str) -> dict[str, str]:
    """The version of every part, without those that are not installed."""
    from cryptography.hazmat.backends.openssl import backend

    found = {
        "Python": platform.python_version(),
        "its ssl": ssl.OPENSSL_VERSION,
        "pyOpenSSL's": backend.openssl_version_text(),
    }
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    found["redis-server"] = _first_line([redis_binary, "--version"])
    found["compiler"] = _first_line(["cc", "--version"])
    found["Chatsite"] = _first_line(["git", "describe", "--always", "--dirty"])
    return found


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _first_line(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=Path(__file__).resolve().parent
        )
    except FileNotFoundError:
        return "unknown"
    return (done.stdout.splitlines() or ["unknown"])[0]
