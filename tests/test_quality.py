"""What a reader should never have to say in a review: the tools of `make lint` find nothing."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

TOP = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    ["ruff check .", "ruff format --check .", "mypy", "djlint --lint --quiet templates"],
)
def test_a_tool_finds_nothing(command):
    name, *arguments = command.split()
    done = subprocess.run(
        [BIN / name, *arguments], cwd=TOP, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
