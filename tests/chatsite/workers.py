"""A supervisor for the tests, with real workers: echo servers, good or bad as a test wants them."""

import os
import queue
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.ports import free_port
from tests.servers import TOP, Process
from tests.waiting import PATIENCE, wait_until

PARENT = '''
"""A supervisor; its workers listen on a port of 127.0.0.1, or on what a service manager gave."""
import ctypes, logging, os, socket, sys
from chatsite.wss.workers.systemd import listen_fds
from chatsite.wss.workers.supervisor import Supervisor

def listener(port):
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    sock.bind(("127.0.0.1", port))
    sock.listen(1024)
    return sock

port, count, worker = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
if "SUBREAPER" in os.environ:
    ctypes.CDLL(None).prctl(36, 1)  # orphans become our children, as they do in a container
logging.basicConfig(format="%(message)s", level=logging.INFO)
given = listen_fds()
sockets = [{"tcp:echo": given or [listener(port)]} for _ in range(count)]
command = [sys.executable, worker]
sys.exit(Supervisor(command, sockets, count, os.environ).run())
'''

WORKER = '''
"""Answers each line with its pid before it; SIGTERM lets its clients finish, a second does not."""
import asyncio, os, pathlib, signal, subprocess, sys
from chatsite.wss.workers.inheritance import inherited, ready, watch_parent

here = pathlib.Path(__file__).parent
mode = (here / "mode").read_text()

async def serve(client):
    loop = asyncio.get_running_loop()
    while said := await loop.sock_recv(client, 100):
        await loop.sock_sendall(client, b"%d %s" % (os.getpid(), said))
    client.close()

def accept(listener, clients):
    try:
        client, _ = listener.accept()
    except BlockingIOError:
        return  # another worker was faster
    client.setblocking(False)
    clients.add(task := asyncio.get_running_loop().create_task(serve(client)))
    task.add_done_callback(clients.discard)

async def main():
    loop, told, clients = asyncio.get_running_loop(), asyncio.Event(), set()
    end = lambda: os._exit(9) if told.is_set() else told.set()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, (lambda: None) if "deaf" in mode else end)
    watch_parent(loop)
    if "silent" in mode:
        return await told.wait()
    listeners = inherited()["tcp:echo"]
    for listener in listeners:
        loop.add_reader(listener, accept, listener, clients)
    if "orphans" in mode:
        subprocess.Popen(["sh", "-c", "sleep 0.1 & echo $! > orphan"], cwd=here).wait()
    if "strange" in mode:
        loop.call_later(0.1, sys.exit, 5)
    (here / "pids" / str(os.getpid())).touch()
    ready()
    await told.wait()
    for listener in listeners:
        loop.remove_reader(listener)
        listener.close()
    if clients:
        await asyncio.wait(clients)

if "mistaken" in mode:
    sys.exit("There is no port 70000.") if "70000" in mode else sys.exit(3)
assert "NOTIFY_SOCKET" not in os.environ and "WATCHDOG_USEC" not in os.environ
asyncio.run(main())
'''


class Crew(Process):
    """A supervisor and its workers, in a folder of their own."""

    def __init__(self, folder, count=2, before=(), **variables):
        self.folder, self.count, self.port = folder, count, free_port()
        (folder / "pids").mkdir()
        (folder / "parent.py").write_text(PARENT)
        (folder / "worker.py").write_text(WORKER)
        self.workers_are("good")
        command = [sys.executable, folder / "parent.py", self.port, count, folder / "worker.py"]
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(TOP), **variables}
        super().__init__([*before, *command], folder / "crew.log", env=env)

    def workers_are(self, mode):
        """What every worker is that starts from now on."""
        (self.folder / "mode").write_text(mode)

    def serving(self):
        """Start it and wait until so many workers serve."""
        self.start()
        wait_until(lambda: len(self.pids()) >= self.count, f"{self.count} workers serve")
        return self

    def pids(self):
        """The workers that have served and still run."""
        return {int(p.name) for p in (self.folder / "pids").iterdir() if runs(int(p.name))}

    def says(self, words, times=1):
        wait_until(lambda: self.output.count(words) >= times, f"its log says {words!r}")

    def ends(self):
        """Its exit status, once it has ended by itself."""
        return self.child.wait(PATIENCE)

    def end(self):
        super().end()
        for pid in self.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def runs(pid):
    """Whether there is such a process, other than as a zombie that nobody has taken note of."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # it went meanwhile, or this is no Linux
        return not Path("/proc/self").exists()


def connected(port):
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def ask(client):
    """The pid of the worker that answers."""
    client.sendall(b"tom")
    pid, said = client.recv(100).split()
    assert said == b"tom"
    return int(pid)


class Storm:
    """People who come, say a word and leave, until the block ends; whom they met, what failed."""

    def __init__(self, port, people=6):
        self.port, self.over = port, threading.Event()
        self.met, self.failed, self.visits = set(), [], 0
        self.threads = [threading.Thread(target=self.visit) for _ in range(people)]

    def visit(self):
        while not self.over.is_set():
            try:
                with connected(self.port) as client:
                    self.met.add(ask(client))
                self.visits += 1
            except (OSError, ValueError) as error:
                self.failed.append(error)
            time.sleep(0.002)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()


class Manager:
    """A service manager, as far as it listens to what it is told."""

    def __init__(self, address):
        self.heard = queue.Queue()
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(address)
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()

    def listen(self):
        while told := self.socket.recv(4096):
            self.heard.put(told.decode())

    def hears(self, line):
        """All datagrams up to the one with this line."""
        heard = [self.heard.get(timeout=PATIENCE)]
        while line not in heard[-1].split("\n"):
            heard.append(self.heard.get(timeout=PATIENCE))
        return heard

    def forget(self):
        """All datagrams so far; those that come later are for later."""
        return [self.heard.get() for _ in range(self.heard.qsize())]

    def close(self):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as last:
            last.sendto(b"", self.socket.getsockname())
        self.thread.join()
        self.socket.close()
