"""Gives manage.py its packages: makes `.venv`, installs the lock into it, starts the command again.

Only Python itself is needed: no pip, no root. MARK tells the state of `.venv`. Its first line says
for which Python and folder it was made, one more line stands for each lock that is installed.
Without those an installation was interrupted, and the next start makes `.venv` anew.
"""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

from deploy.installers import PYTHON, TOP, VENV, Failure, explain, installer, numbers, run, say

MARK = VENV / "installed.txt"
LOCKS = ("requirements.txt", "requirements-dev.txt")  # the second is for the tests
INSIDE = Path(sys.prefix).resolve() == VENV.resolve()
RESTARTS = "CHATSITE_RESTARTS"


def ensure(tests=False):
    """Return where the packages can be imported; otherwise install them and start again there."""
    try:
        find_packages(LOCKS if tests else LOCKS[:1])
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next start begins the installation again.")
    except Failure as failure:
        sys.exit(str(failure))
    except (OSError, shutil.Error) as error:
        sys.exit(explain(str(error)))


def find_packages(locks):
    """Return if this Python has what the locks ask for, else go on as the Python of `.venv`."""
    restarts = int(os.environ.pop(RESTARTS, "0"))
    if has_packages(locks):
        return
    # Two: into `.venv`, and once more if it turns out there that its Python has been upgraded.
    if restarts == 2:
        raise Failure(
            f"{PYTHON} does not find the packages: remove {VENV} (or, if you made it, "
            "install requirements.txt into it), unset PYTHONHOME, then try again."
        )
    if not is_somebody_elses():
        with alone() as lock:
            if state(locks) != "ready":
                install(locks, lock)
    os.environ[RESTARTS] = str(restarts + 1)
    os.execv(PYTHON, [str(PYTHON), *sys.orig_argv[1:]])  # noqa: S606


def has_packages(locks):
    """Whether the Python that runs now has what the locks ask for."""
    if INSIDE and not is_somebody_elses():
        return state(locks) == "ready" and importlib.util.find_spec("django") is not None
    return all(has_requirements(TOP / lock.replace(".txt", ".in")) for lock in locks)


def is_somebody_elses():
    """Whether a person made `.venv`: then it is used, and never changed."""
    return PYTHON.exists() and not MARK.exists()


def has_requirements(path):
    """Whether the packages named in a .in file are installed here, and new enough."""
    for line in path.read_text().splitlines():
        requirement = re.match(r"([\w-]+)(?:\[\w+\])?(?:>=([\d.]+))?\s*(?:#|$)", line)
        if requirement:
            name, floor = requirement.groups(default="0")
            try:
                if numbers(importlib.metadata.version(name)) < numbers(floor):
                    return False
            except importlib.metadata.PackageNotFoundError:
                return False
    return True


def state(locks):
    """`ready`, `outdated` (other locks are there), or `broken`: interrupted, moved, upgraded."""
    lines = marked()
    if len(lines) < 2 or not PYTHON.exists() or (INSIDE and lines[0] != made_for()):
        return "broken"
    return "ready" if set(stamps(locks)) <= set(lines) else "outdated"


def marked():
    """The lines of the mark, if there is one."""
    return os.fsdecode(MARK.read_bytes()).splitlines() if MARK.exists() else []


def mark(*lines):
    """Write the mark as bytes: a folder's name need not fit the locale's encoding."""
    MARK.write_bytes(os.fsencode("".join(f"{line}\n" for line in lines)))


def made_for():
    """The Python and the folder that a virtual environment is tied to."""
    return "Python {}.{} in {}".format(*sys.version_info[:2], VENV)


def stamps(locks):
    """One line for each lock, which changes when it does."""
    return [f"{hashlib.sha256((TOP / lock).read_bytes()).hexdigest()}  {lock}" for lock in locks]


@contextmanager
def alone():
    """Keep a second start waiting until this one has finished, however it ends."""
    with (TOP / ".venv.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is installing the packages already; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def install(locks, lock):
    """Make `.venv` match the locks, with a mark that says so only while it is true."""
    say(
        f"Installing Chatsite's packages into {VENV} (once; 10 to 30 seconds, "
        "some minutes on a slow network) …"
    )
    installed = set()
    if state(locks) == "broken":
        make_venv()
    else:
        installed = set(stamps(LOCKS)) & set(marked())
    mark(made_for())
    wanted = [option for name in locks for option in ("-r", str(TOP / name))]
    run([*installer(), "--require-hashes", *wanted], lock)
    mark(made_for(), *sorted(installed | set(stamps(locks))))


def make_venv():
    """An empty `.venv`, marked from its first moment as ours and unfinished."""
    try:
        import venv
    except ImportError:
        raise Failure("Python's venv module is missing: `sudo apt install python3-venv`.") from None
    old = VENV.with_name(".venv.old")  # set aside first: half deleted it would lack its mark
    shutil.rmtree(old, ignore_errors=True)
    if VENV.exists():
        shutil.rmtree(VENV.rename(old))
    VENV.mkdir()
    mark(made_for())
    venv.EnvBuilder(symlinks=True).create(VENV)  # without pip: Debian's ensurepip is a package
