"""Hands `manage.py test` over to pytest, once the machine has what the tests drive."""

import os
import sys

import pytest
from django.conf import settings

from tests import requisites

# Options that are not pytest's. Everything else is, such as -k, -x and -m.
OURS = {"--install", "--noinput", "--no-input", "--help", "-h"}
# Without labels: two processes more than there are cores, since most tests wait for servers more
# than they compute. Each takes whole files, in their order: browsers come last, and leave an event
# loop.
PROCESSES = min(4, (os.cpu_count() or 1) + 2)
WHOLE_RUN = ["-n", f"{PROCESSES}", "--dist", "loadfile", "--no-loadscope-reorder"]


class Pytest:
    """Django's TEST_RUNNER: labels and options reach pytest as they were typed."""

    def __init__(self, install=False, **_):
        self.install = install
        self.complete = install or os.environ.get("CI", "").lower() in ("1", "true")

    @classmethod
    def add_arguments(cls, parser):
        """Explain `--install`, and keep Django from refusing what it does not know."""
        parser.add_argument(
            "--install",
            action="store_true",
            help="install the missing programs (with sudo); a skipped test is then a failure",
        )
        parser.epilog = "All else goes to pytest: paths, -k words, -x, -m soak (takes minutes) …"
        parser.parse_args = lambda args: divide(parser, args)

    def run_tests(self, labels):
        """Run pytest and return its exit status, which is 0 only if all is well."""
        os.chdir(settings.BASE_DIR)  # pytest looks for its configuration from here
        requisites.provide(ask_sudo=self.install)
        if self.complete and (missing := requisites.missing()):
            sys.exit(f"All tests are to run, but there is no {' and no '.join(missing)}.")
        plugins = [NothingSkipped()] if self.complete else []
        return int(pytest.main([*labels] or WHOLE_RUN, plugins=plugins))


def divide(parser, arguments):
    """Options of our own as Django parses them, with all others as they stand in `args`."""
    options = type(parser).parse_args(parser, [word for word in arguments if word in OURS])
    options.args = [word for word in arguments if word not in OURS]
    return options


class NothingSkipped:
    """A pytest plugin: where everything is there, a skipped test is a failure."""

    def __init__(self):
        self.skipped = []

    def pytest_runtest_logreport(self, report):
        """Remember a skipped test; one that is expected to fail has run."""
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.append(report.nodeid)

    def pytest_collectreport(self, report):
        """Remember a file that was skipped as a whole."""
        if report.skipped:
            self.skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session):
        """Turn success into failure, and leave failures as they are."""
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        """Say which tests were missed."""
        if self.skipped:
            terminalreporter.section("skipped, though all tests are to run", red=True)
            for test in self.skipped:
                terminalreporter.line(test)
