"""Programs beside a site, each in a fork of a process that has loaded Django for all of them."""

import json
import subprocess
import sys
import threading
from collections import OrderedDict

from tests.servers import TOP

MOST = 4  # processes that wait for programs; each knows one environment
# Runs what comes as a line of JSON, program and input, and answers: status, output, errors. A child
# ends as any program does, so that what it has left to threads is done.
SERVE = """
import django, json, os, sys, tempfile
django.setup()
for line in sys.stdin:
    program, said = json.loads(line)
    files = [tempfile.TemporaryFile("w+") for _ in range(3)]
    files[0].write(said)
    files[0].seek(0)
    child = os.fork()
    if not child:
        for number, file in enumerate(files):
            os.dup2(file.fileno(), number)
            file.close()
        sys.stdin = open(0, closefd=False)
        exec(compile(program, "<beside>", "exec"), {"__name__": "__main__"})
        sys.exit()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    told = []
    for file in files[1:]:
        file.seek(0)
        told.append(file.read())
    for file in files:
        file.close()
    print(json.dumps([status, *told]), flush=True)
"""


class Prefork:
    """A process with Django in one environment."""

    def __init__(self, env):
        self.lock = threading.Lock()
        self.child = subprocess.Popen(
            [sys.executable, "-c", SERVE],
            cwd=TOP,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, program, said):
        """The program's status, what it printed, and its errors."""
        with self.lock:
            self.child.stdin.write(json.dumps([program, said]) + "\n")
            self.child.stdin.flush()
            return json.loads(self.child.stdout.readline())

    def end(self):
        with self.lock:
            self.child.communicate()


ready: "OrderedDict[tuple, Prefork]" = OrderedDict()
choosing = threading.Lock()


def run(env, program, said=""):
    """The same, in this environment."""
    key = tuple(sorted(env.items()))
    with choosing:
        if key not in ready:
            if len(ready) >= MOST:
                ready.popitem(last=False)[1].end()
            ready[key] = Prefork(env)
        ready.move_to_end(key)
        chosen = ready[key]
    return chosen.run(program, said)


def end():
    """Leave none behind."""
    while ready:
        ready.popitem()[1].end()
