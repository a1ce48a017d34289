#!/usr/bin/env python3
"""Measures Chatsite beside the stock Channels tutorial and raw C, and prints a table.

Without options: the full run, about 11 minutes, recorded in bench/results/ and bench/README.md.
"""

import argparse
import resource
import sys
import tempfile
from pathlib import Path

import processes
import report
import stage
from certificate import make_certificate
from compiler import compile_programs
from databases import postgresql_programs
from machine import machine, versions
from measure import FIGURES, Plan, measure
from processes import Fault
from servers import SERVERS, daphne

BENCH = Path(__file__).resolve().parent
OPEN_FILES = 8192


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short look, about a minute")
    parser.add_argument("--repetitions", type=int, help="how often each is measured")
    parser.add_argument("--seconds", type=float, help="how long each is measured")
    names = [server.name for server in SERVERS]
    parser.add_argument("--servers", nargs="+", choices=names, help="only these")
    names = [figure.name for figure in FIGURES]
    parser.add_argument("--figures", nargs="+", choices=names, help="only these")
    return parser.parse_args()


def plan(said: argparse.Namespace) -> Plan:
    """What the command line asks for."""
    seconds, repetitions, idle = (1, 1, 500) if said.quick else (4, 3, 2000)
    return Plan(
        seconds=said.seconds or seconds,
        repetitions=said.repetitions or repetitions,
        idle_sockets=idle,
        servers=tuple(s for s in SERVERS if s.name in (said.servers or s.name)),
        figures=tuple(f for f in FIGURES if f.name in (said.figures or f.name)),
    )


def is_full(said: argparse.Namespace) -> bool:
    """Whether a run may stand as the recorded one: nothing was left out or shortened."""
    return not any(vars(said).values())


def raise_open_files() -> None:
    """Lets this process and its children open enough sockets; raises Fault where it may not."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < OPEN_FILES:
        raise Fault(f"at most {hard} open files are allowed: ulimit -Hn {OPEN_FILES}, as root")
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, hard))


def prepare(asked: Plan, scratch: Path) -> None:
    """Everything that is needed before the first measurement; raises Fault for what is missing."""
    if sys.platform != "linux":
        raise Fault("the benchmark reads /proc and uses epoll: run it on Linux")
    daphne()
    stage.redis_binary()
    if any(figure.kept_in == "postgresql" for figure in asked.figures):
        postgresql_programs()
    raise_open_files()
    compile_programs(scratch)
    make_certificate(scratch)
    if any(server.name == "ours" for server in asked.servers):
        stage.prepare_ours(scratch)


def perform(asked: Plan, scratch: Path) -> report.Results:
    """Every measurement of the plan, told as it goes on standard error."""
    results = report.Results(asked)
    for repetition, figure, scheme, server in asked.steps():
        answer = measure(asked, figure, scheme, server, scratch)
        value = results.add(repetition, figure, scheme, server, answer)
        verified = "" if answer["ok"] else f"  not verified: {answer['first_error']}"
        told = f"{repetition + 1}  {figure.name:10}{scheme:5}{server.name:6}"
        print(f"{told}{value:10.2f} {figure.unit}{verified}", file=sys.stderr)
    return results


def main() -> None:
    """Measures, prints the table, and writes what was measured into bench/results/."""
    said = arguments()
    asked = plan(said)
    processes.leave_in_order()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        prepare(asked, Path(folder))
        results = perform(asked, Path(folder))
    name = "full" if is_full(said) else "trial"
    found = machine(), versions(stage.redis_binary())
    text = report.record(results, BENCH / "results", name, *found)
    if is_full(said):
        report.into_readme(BENCH / "README.md", text)
    print(text)


if __name__ == "__main__":
    try:
        main()
    except Fault as fault:
        sys.exit(f"bench: {fault}")
