#!/usr/bin/env python3
"""Runs Chatsite: `python3 manage.py serve`, `python3 manage.py test`, and every command of Django.

On a fresh machine it first makes `.venv` with the packages. It is written for Pythons that are far
too old as well, because it has to start there to say so.
"""

import os
import sys

OLDEST = (3, 11)
TOO_OLD = """\
Python 3.11 or newer is needed, this is {version}: install one, then use it for the same command.
  Debian 12, Ubuntu 24.04 or later:  sudo apt install python3      python3 {command}
  Ubuntu 22.04:                      sudo apt install python3.11   python3.11 {command}
  macOS:                             brew install python@3.13      python3.13 {command}"""
WINDOWS = (
    "Chatsite runs on Linux and macOS: on Windows type `wsl --install` once, "
    "then the same command inside WSL."
)


def refusal(version, platform):
    """Why Chatsite cannot run on this Python, with the cure; None when it can."""
    if tuple(version[:2]) < OLDEST:
        number = "{0}.{1}".format(*version[:2])
        return TOO_OLD.format(version=number, command=" ".join(sys.argv))
    return WINDOWS if platform == "win32" else None


def choose_settings(command):
    """Tests have their own settings, whatever the environment says: they must touch no data."""
    if command == "test":
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
    if command == "runserver":
        os.environ.setdefault("DEBUG", "1")  # Django's command for development


def main():
    """Find the packages, then do what was typed."""
    reason = refusal(sys.version_info, sys.platform)
    if reason:
        sys.exit(reason)
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    choose_settings(command)

    from deploy import bootstrap

    bootstrap.ensure(tests=command == "test")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:  # at whatever stage: 128 + SIGINT, as shells have it
        sys.exit(130)
