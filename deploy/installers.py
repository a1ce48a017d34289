"""The program that installs packages into `.venv`, and what its failures mean for the person."""

import configparser
import hashlib
import html
import os
import re
import ssl
import subprocess
import sys
import urllib.request
from collections import deque
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urljoin, urlsplit

TOP = Path(__file__).resolve().parent.parent
VENV = TOP / ".venv"
PYTHON = VENV / "bin" / "python"

# What installers and the system report, and the sentence for it; the first that fits is said.
CAUSES = (
    (
        r"No space left|os error 28|Disk quota",
        "The disk is full: make room for 500 MB, then try again.",
    ),
    (
        r"Read-only file|Permission denied|Operation not permitted|os error (13|30)",
        "Writing is not allowed here ({line}): start Chatsite in a folder of your own.",
    ),
    (
        r"DO NOT MATCH THE HASHES|[Hh]ash mismatch",
        "{index} sent another package than the one in the lock: try again, or use another index "
        "(PIP_INDEX_URL).",
    ),
    (
        r"CERTIFICATE_VERIFY|peer certificate|UnknownIssuer",
        "The certificate of {index} is not trusted here: `sudo apt install ca-certificates`, or "
        "name your company's in PIP_CERT and SSL_CERT_FILE.",
    ),
    (
        r"NewConnection|Connection (refused|reset|broken|aborted)|[Tt]imed? ?out|unreachable"
        r"|name resolution|not known|dns error|sending request|[Ff]ailed to fetch|urlopen|Proxy"
        r"|HTTP (status|Error)",
        "{index} does not answer: connect to the Internet, or set PIP_INDEX_URL to a mirror near "
        "you (HTTPS_PROXY behind a proxy), then try again.",
    ),
    (
        r"No matching distribution|no version of|not find a version",
        "{index} lacks a package of the lock: set PIP_INDEX_URL to an index that is up to date.",
    ),
    (
        r"[Ff]ailed to build|[Ff]ailed building|command '?\S*(cc|clang)",
        "A package has to be compiled here: `sudo apt install build-essential python3-dev "
        "libffi-dev` (macOS: `xcode-select --install`), then try again.",
    ),
    (r"", "The packages could not be installed ({line}): remove {venv}, then try again."),
)


class Failure(Exception):
    """What went wrong, as a sentence with its cure."""


def explain(report):
    """The sentence for what an installer or the system reported."""
    lines = [line.strip() for line in report.splitlines() if line.strip()] or ["no reason given"]
    for pattern, sentence in CAUSES:
        found = [line for line in lines if re.search(pattern, line)]
        if found:
            site = urlsplit(index()).hostname
            return sentence.format(index=site, venv=VENV, line=found[-1])
    raise AssertionError("the last pattern fits everything")


def installer():
    """The first that works of uv, this Python's pip, ensurepip and a pinned pip, as a command."""
    if output("uv", "--version"):
        return ["uv", "pip", "install", "--python", str(PYTHON)]
    base = sys._base_executable  # type: ignore[attr-defined]  # behind a virtual environment
    for python in dict.fromkeys([sys.executable, base]):
        # 22.3 is the first that installs into another Python.
        if numbers(output(python, "-m", "pip", "--version")) >= (22, 3):
            return [python, "-m", "pip", "--python", str(PYTHON), "install", "--no-compile"]
    pip = ["-m", "pip"] if output(PYTHON, "-m", "ensurepip") else [f"{pinned_pip()}/pip"]
    return [str(PYTHON), *pip, "install", "--no-compile"]


def output(*command):
    """What a command prints, or nothing if it fails."""
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def numbers(version):
    """26.10.1 as (26, 10, 1), so that versions compare."""
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def run(command, lock):
    """Run an installer to its end; it keeps `lock` too, in case this process is killed before."""
    environment = os.environ | {
        "PIP_USER": "0",  # a person's default would miss `.venv`
        "PIP_PROGRESS_BAR": "off",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    if pip_setting("index-url"):
        environment.setdefault("UV_DEFAULT_INDEX", index())  # uv does not read pip's configuration
    with subprocess.Popen(
        command,
        cwd=TOP,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        pass_fds=[lock.fileno()],
    ) as process:
        tail = deque(map(show, process.stdout or ()), maxlen=100)
    show("")
    if process.returncode:
        raise Failure(explain("\n".join(tail)))


def show(line):
    """Put a line in the place of the one before, where somebody watches; returns it."""
    if sys.stderr.isatty():
        print("\r\033[K" + line.strip()[:78], end="", file=sys.stderr, flush=True)
    return line


def say(sentence):
    """Tell the person who waits; stdout stays the command's own."""
    print(sentence, file=sys.stderr, flush=True)


# ---- pip where there is none ---------------------------------------------------------------------


def pinned_pip():
    """The path of pip's wheel, which runs as it is: the version and checksum of the lock."""
    lock = (TOP / "requirements-dev.txt").read_text()
    pinned = re.search(r"^pip==(\S+)((?:\s+\\?\s*--hash=\S+)+)", lock, re.M)
    if not pinned:
        raise Failure("There is no pip here: `sudo apt install python3-pip`, then try again.")
    version, hashes = pinned.groups()
    wheel = VENV / f"pip-{version}-py3-none-any.whl"
    page, address = fetch(f"{index()}/pip/")
    link = re.search(rf'href="([^"#]*{re.escape(wheel.name)})', page.decode())
    if not link:
        raise Failure(explain("No matching distribution"))
    content, _ = fetch(urljoin(address, html.unescape(link[1])))
    if hashlib.sha256(content).hexdigest() not in hashes:
        raise Failure(explain("hash mismatch"))
    wheel.write_bytes(content)
    return wheel


def fetch(url):
    """The content behind a URL, and the URL where it was found in the end."""
    try:
        with urllib.request.urlopen(url, timeout=30, context=trust()) as response:  # noqa: S310
            return response.read(), response.geturl()
    except (HTTPException, ValueError):  # an address with a password, or none at all
        raise Failure(
            "There is no pip here, and only pip can read the index that its configuration names: "
            "`sudo apt install python3-pip`, then try again."
        ) from None


def trust():
    """The certificates that pip trusts."""
    file = pip_setting("cert")
    try:
        return ssl.create_default_context(cafile=file)
    except OSError:
        raise Failure(f"PIP_CERT or pip's `cert` is {file}, which holds no certificates.") from None


def index():
    """The package index that pip would use here."""
    return (pip_setting("index-url") or "https://pypi.org/simple").rstrip("/")


def pip_setting(name):
    """A setting as pip finds it: PIP_NAME, then its files; None if it is nowhere."""
    variable = "PIP_" + name.upper().replace("-", "_")
    home, mac = Path.home(), Path("Library/Application Support/pip/pip.conf")
    config = configparser.RawConfigParser(strict=False)
    config.read(
        [
            "/etc/xdg/pip/pip.conf",
            "/etc/pip.conf",
            "/" / mac,
            home / ".pip/pip.conf",
            home / mac,
            Path(os.environ.get("XDG_CONFIG_HOME", home / ".config")) / "pip/pip.conf",
            os.environ.get("PIP_CONFIG_FILE", os.devnull),
        ]
    )
    return (
        os.environ.get(variable)
        or config.get("install", name, fallback=None)
        or config.get("global", name, fallback=None)
    )
