"""Processes that end with ours, even when ours is killed with -9."""

import os
import signal
import sys

# PR_SET_PDEATHSIG (1) is Linux's, and counts from the thread that starts the child. It is set from
# inside the child, since preexec_fn is not safe in a program with threads; who had lost the parent
# before that sees another one, and does not begin.
PRELUDE = (
    "import ctypes, os, sys\n"
    "parent, number, *command = sys.argv[1:]\n"
    "if sys.platform == 'linux': ctypes.CDLL(None).prctl(1, int(number))\n"
    "if os.getppid() == int(parent): os.execv(command[0], command)"
)


def with_parent(command: list[str], number: int = signal.SIGTERM) -> list[str]:
    """The command for a child of this process that gets the signal when the parent ends.

    Its program is given by its path; other kernels than Linux leave the child alone.
    """
    prelude = [sys.executable, "-I", "-S", "-c", PRELUDE]
    return [*prelude, str(os.getpid()), str(int(number)), *command]
