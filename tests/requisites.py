"""The programs beside Python that tests drive: which are here, and how to get the others."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Requisite:
    """A program under any of its names, the packages that bring it, and what it is needed for."""

    programs: tuple[str, ...]  # a path may have a * for a version
    apt: tuple[str, ...]  # the first that the distribution has
    brew: str
    tests: str
    service: str = ""  # what the package starts by itself, on ports that are not the tests' to take

    @property
    def path(self):
        """Where the program is, or None."""
        found = (place for name in self.programs for place in places(name))
        return next(filter(None, map(shutil.which, found)), None)

    @property
    def cure(self):
        """What a person types to get it."""
        if sys.platform == "darwin":
            return f"brew install {self.brew}"
        return f"sudo apt install {' (or '.join(self.apt)})"


def places(name):
    """The program's name as it is, or the paths that fit its pattern."""
    return map(str, Path("/").glob(name[1:])) if "*" in name else [name]


CHROMIUM = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
REQUISITES = {
    "redis-server": Requisite(
        programs=("redis-server", "valkey-server"),
        apt=("redis-server", "valkey-server"),
        brew="redis",
        tests="broadcasts over a real Redis",
        service="redis-server",
    ),
    "nginx": Requisite(
        programs=("nginx", "/usr/sbin/nginx"),
        apt=("nginx",),
        brew="nginx",
        tests="wss through nginx",
        service="nginx",
    ),
    "apache": Requisite(
        programs=("apache2", "/usr/sbin/apache2", "httpd"),
        apt=("apache2-bin",),  # the program and its modules, without a service
        brew="httpd",
        tests="wss through Apache",
    ),
    "haproxy": Requisite(
        programs=("haproxy", "/usr/sbin/haproxy"),
        apt=("haproxy",),
        brew="haproxy",
        tests="wss through HAProxy",
        service="haproxy",
    ),
    "caddy": Requisite(
        programs=("caddy",),
        apt=("caddy",),
        brew="caddy",
        tests="wss through Caddy",
        service="caddy",
    ),
    "chromium": Requisite(
        programs=CHROMIUM,
        apt=("chromium", "chromium-browser"),
        brew="--cask google-chrome",
        tests="notifications in a real browser",
    ),
    "chromium-headless-shell": Requisite(  # the same engine without windows: half the work a page
        programs=("chromium-headless-shell", *CHROMIUM),
        apt=("chromium-headless-shell", "chromium", "chromium-browser"),
        brew="--cask google-chrome",
        tests="the pages in a real browser",
    ),
    "node": Requisite(
        programs=("node", "nodejs"),
        apt=("nodejs",),
        brew="node",
        tests="the pages' JavaScript by itself",
    ),
    "postgresql": Requisite(
        programs=("postgres", "/usr/lib/postgresql/*/bin/postgres"),
        apt=("postgresql",),
        brew="postgresql",
        tests="the site on a real PostgreSQL",
        service="postgresql",
    ),
    "systemd": Requisite(
        programs=("systemd-analyze",),
        apt=("systemd",),
        brew="nothing: systemd is Linux's",
        tests="the units of deploy/systemd",
    ),
    "shellcheck": Requisite(
        programs=("shellcheck",),
        apt=("shellcheck",),
        brew="shellcheck",
        tests="the scripts of deploy",
    ),
    "pebble": Requisite(
        programs=("pebble",),
        apt=("pebble",),
        brew="pebble",
        tests="certificates from an authority like Let's Encrypt",
    ),
}


def find(name):
    """Where a requisite is; the test that asks in vain is skipped, with the cure."""
    requisite = REQUISITES[name]
    return requisite.path or pytest.skip(f"no {name}: {requisite.cure}")


def needs(name):
    """A mark for the tests that cannot run without a requisite."""
    requisite = REQUISITES[name]
    return pytest.mark.skipif(not requisite.path, reason=f"no {name}: {requisite.cure}")


def missing():
    """The requisites that are not here, by name."""
    return {name: requisite for name, requisite in REQUISITES.items() if not requisite.path}


def provide(ask_sudo=False):
    """Install what is missing, as root or by sudo if asked to; tell what is skipped without it."""
    root = os.geteuid() == 0
    if missing() and shutil.which("apt-get") and (root or (ask_sudo and shutil.which("sudo"))):
        apt_get([] if root else ["sudo"])
    for name, requisite in missing().items():
        print(f"No {name}: tests of {requisite.tests} are skipped. To get it: {requisite.cure}")


# Packages start their services at once; with these, systemctl and invoke-rc.d do nothing.
NOTHING_STARTS = ("SYSTEMD_OFFLINE=1", "RUNLEVEL=1")


def apt_get(sudo):
    """Install the missing requisites with apt-get, each by the first package that works.

    What they bring as services neither starts now nor with the machine: tests start what they need.
    """
    environment = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", *NOTHING_STARTS]
    command = [*environment, "apt-get", "--quiet=2"]
    print(f"Installing what the tests need: {', '.join(missing())} (a minute or two) …", flush=True)
    subprocess.run([*command, "update"], stdout=subprocess.DEVNULL)
    for requisite in missing().values():
        for package in requisite.apt:
            install = [*command, "install", "--yes", "--no-install-recommends", package]
            if subprocess.run(install, stdout=subprocess.DEVNULL).returncode == 0:
                break
        if requisite.service and requisite.path and shutil.which("systemctl"):
            disable = [*sudo, "systemctl", "--quiet", "disable", requisite.service]
            subprocess.run(disable, stderr=subprocess.DEVNULL)
