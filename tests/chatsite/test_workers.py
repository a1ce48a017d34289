"""Several workers behind one parent: somebody always serves, and in the end nobody is left."""

import os
import pty
import signal
import subprocess
import sys
import time

import pytest

from chatsite.wss.workers.slot import Slot
from tests.chatsite.workers import Storm, ask, connected, runs
from tests.servers import REPLACED, TOP
from tests.waiting import PATIENCE, wait_until

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this")


# ---- A worker that dies ----


def test_a_killed_worker_is_back_and_nobody_who_comes_meanwhile_is_refused(new_crew):
    crew = new_crew().serving()
    killed, other = sorted(crew.pids())
    os.kill(killed, signal.SIGKILL)
    died = time.monotonic()
    clients = [connected(crew.port) for _ in range(20)]
    answers = {ask(client) for client in clients}
    assert time.monotonic() - died < PATIENCE
    for client in clients:
        client.close()
    wait_until(lambda: len(crew.pids()) == 2, "two workers serve again")
    assert killed not in answers and answers <= crew.pids() and other in crew.pids()
    assert f"(pid {killed}) was killed by SIGKILL; starting it again.\n" in crew.output


def test_a_killed_worker_is_back_within_two_seconds(new_crew):
    crew = new_crew(count=1).serving()
    [killed] = crew.pids()
    os.kill(killed, signal.SIGKILL)
    with connected(crew.port) as client:
        client.settimeout(2)
        assert ask(client) != killed


def test_a_worker_that_dies_again_and_again_waits_longer_each_time(new_crew):
    crew = new_crew(count=1)
    crew.workers_are("strange")  # it serves, and soon ends
    crew.start().says("ended with status 5; starting it again in 1 s.\n")
    first, second, third = [line for line in crew.output.splitlines() if "status 5" in line][:3]
    assert first.endswith("starting it again.")
    assert second.endswith("starting it again in 0.5 s.")
    assert third.endswith("starting it again in 1 s.")
    assert crew.stop() == 0, "also while no worker lives"


def test_the_waits_double_up_to_half_a_minute():
    slot = Slot(1, {})
    assert [slot.pause() for _ in range(9)] == [0, 0.5, 1, 2, 4, 8, 16, 30, 30]


def test_a_mistake_in_the_configuration_is_said_once_and_ends_it_all(new_crew):
    crew = new_crew(count=3)
    crew.workers_are("mistaken 70000")
    assert crew.start().ends() == 1
    started, mistake = crew.output.splitlines()
    assert started.endswith("starts.") and mistake == "There is no port 70000."


def test_its_status_is_that_of_the_worker(new_crew):
    crew = new_crew()
    crew.workers_are("mistaken")
    assert crew.start().ends() == 3


def test_once_somebody_has_served_a_mistake_ends_nothing(new_crew):
    crew = new_crew().serving()
    crew.workers_are("mistaken")
    killed, other = crew.pids()
    os.kill(killed, signal.SIGKILL)
    crew.says("ended with status 3; starting it again in 0.5 s.")
    crew.workers_are("good")
    wait_until(lambda: len(crew.pids()) == 2, "two workers serve again")
    assert other in crew.pids()


# ---- A roll ----


def test_a_roll_in_a_storm_refuses_nobody(new_crew):
    crew = new_crew().serving()
    before = crew.pids()
    with Storm(crew.port) as storm:
        wait_until(lambda: storm.met == before, "both workers are met")
        for number in (1, 2):
            crew.send(signal.SIGHUP)
            crew.says(REPLACED, times=number)
        wait_until(lambda: len(crew.pids()) == 2, "the predecessors are gone")
        after = crew.pids()
        wait_until(lambda: after <= storm.met, "the successors are met")
    assert storm.failed == []
    assert storm.visits > 100, "the premise: it was a storm"
    assert not before & after
    assert "told to end" not in crew.output, crew.output


def test_a_client_of_a_predecessor_finishes_in_peace(new_crew):
    crew = new_crew(count=1).serving()
    [old] = crew.pids()
    with connected(crew.port) as client:
        assert ask(client) == old
        crew.send(signal.SIGHUP)
        crew.says(REPLACED)
        assert ask(client) == old
        with connected(crew.port) as newcomer:
            assert ask(newcomer) != old
    wait_until(lambda: old not in crew.pids(), "the predecessor ends")


@pytest.mark.parametrize("mode", ["mistaken", "mistaken 70000"])
def test_a_successor_that_fails_leaves_everything_as_it_was(new_crew, mode):
    crew = new_crew().serving()
    before = crew.pids()
    crew.workers_are(mode)
    with Storm(crew.port) as storm:
        crew.send(signal.SIGHUP)
        crew.says("the workers not yet replaced go on serving.")
    assert storm.failed == [] and crew.pids() == before
    crew.workers_are("good")
    crew.send(signal.SIGHUP)
    crew.says(REPLACED)
    wait_until(lambda: len(crew.pids()) == 2 and not crew.pids() & before, "all are new")


def test_the_end_in_the_middle_of_a_roll_is_the_end_of_the_successor_too(new_crew):
    crew = new_crew().serving()
    crew.workers_are("silent")  # it starts, and never says that it is ready
    crew.send(signal.SIGHUP)
    wait_until(lambda: crew.output.count("starts.") == 3, "the successor starts")
    assert crew.stop() == 0
    assert crew.pids() == set()


def test_a_worker_killed_in_the_middle_of_a_roll_is_replaced_all_the_same(new_crew):
    crew = new_crew(count=1).serving()
    [killed] = crew.pids()
    crew.workers_are("silent")
    crew.send(signal.SIGHUP)
    wait_until(lambda: crew.output.count("starts.") == 2, "the successor starts")
    time.sleep(1)  # it has read how it is to be, and is
    crew.workers_are("good")
    os.kill(killed, signal.SIGKILL)
    with connected(crew.port) as client:
        assert ask(client) != killed


# ---- The end ----


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_all_drain_at_once_and_newcomers_are_refused_meanwhile(new_crew, number):
    crew = new_crew(count=3).serving()
    clients = [connected(crew.port) for _ in range(30)]
    pids = [ask(client) for client in clients]
    assert set(pids) == crew.pids(), "the premise: everybody has clients"
    crew.send(number)
    wait_until(lambda: not is_open(crew.port), "newcomers are refused")
    assert [ask(client) for client in clients] == pids
    for client in clients:
        client.close()
    assert crew.ends() == 0
    assert crew.pids() == set()


def test_a_predecessor_that_drains_is_not_hurried_by_the_end(new_crew):
    crew = new_crew(count=1).serving()
    with connected(crew.port) as client:
        old = ask(client)
        crew.send(signal.SIGHUP)
        crew.says(REPLACED)
        crew.send(signal.SIGTERM)
        wait_until(lambda: crew.pids() == {old}, "the successor ends")
        assert ask(client) == old
    assert crew.ends() == 0


def test_ctrl_c_which_a_terminal_sends_to_everybody_is_one_signal_to_a_worker(new_crew):
    crew = new_crew(count=1).serving()
    with connected(crew.port) as client:
        served_by = ask(client)
        os.killpg(crew.pid, signal.SIGINT)
        wait_until(lambda: not is_open(crew.port), "newcomers are refused")
        assert ask(client) == served_by
    assert crew.ends() == 0


def is_open(port):
    try:
        connected(port).close()
    except OSError:
        return False
    return True


def test_the_second_signal_does_not_wait(new_crew):
    crew = new_crew()
    crew.workers_are("deaf")
    crew.serving().send(signal.SIGTERM)
    time.sleep(1)
    assert crew.child.poll() is None, "the premise: they do not end by themselves"
    assert crew.stop() == 128 + signal.SIGKILL
    assert crew.pids() == set()


def test_a_signal_at_the_very_start_is_heard(new_crew):
    crew = new_crew()
    for delay in (0.15, 0.2, 0.25, 0.3, 0.4):
        crew.start()
        time.sleep(delay)
        assert crew.stop() in (0, -signal.SIGTERM), crew.output
        assert crew.pids() == set()


@linux
def test_nobody_outlives_a_parent_that_was_killed(new_crew):
    crew = new_crew(count=3).serving()
    pids = crew.pids()
    with connected(crew.port) as client:
        served_by = ask(client)
        assert crew.stop(signal.SIGKILL) == -signal.SIGKILL
        wait_until(lambda: crew.pids() == {served_by}, "those without clients end")
        assert ask(client) == served_by, "it drains"
    wait_until(lambda: not crew.pids(), "all end")
    assert len(pids) == 3


@linux
def test_a_terminal_that_is_closed_takes_the_server_with_it(new_crew):
    crew = new_crew(before=[sys.executable, "-c", ON_TERMINAL])
    ours, theirs = pty.openpty()
    crew.env["TERMINAL"] = os.ttyname(theirs)
    os.close(theirs)
    crew.serving()
    crew.send(signal.SIGHUP)
    crew.says(REPLACED)
    os.close(ours)
    assert crew.ends() == 0
    assert crew.pids() == set()


ON_TERMINAL = """
import os, sys
os.open(os.environ["TERMINAL"], os.O_RDWR)  # who leads a session without a terminal gets this one
os.execv(sys.argv[1], sys.argv[1:])
"""


@linux
def test_orphans_are_reaped_as_pid_1_has_to(new_crew):
    crew = new_crew(count=1, SUBREAPER="1")
    crew.workers_are("orphans")
    crew.serving()
    orphan = int((crew.folder / "orphan").read_text())
    wait_until(lambda: not is_there(orphan), "the orphan is no zombie")
    assert len(crew.pids()) == 1 and crew.stop() == 0


def is_there(pid):
    """Whether there is such a process, be it a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_elsewhere_a_worker_notices_that_its_parent_is_gone(tmp_path):
    worker = (
        "import asyncio, pathlib, os, sys\n"
        "from chatsite.wss.workers.inheritance import watch_parent\n"
        "sys.platform = 'another'\n"
        "loop = asyncio.new_event_loop()\n"
        "watch_parent(loop)\n"
        f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\n"
        "loop.run_forever()\n"
    )
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {worker!r}])"
    process = subprocess.Popen([sys.executable, "-c", parent], cwd=TOP)
    wait_until(lambda: (tmp_path / "pid").exists(), "the worker runs")
    time.sleep(0.1)
    process.kill()
    process.wait()
    pid = int((tmp_path / "pid").read_text())
    wait_until(lambda: not runs(pid), "it ends")
