"""Whoever needs no authority does not wait half a second for the library that asks one."""

import subprocess
import sys

import pytest

from tests.servers import TOP, environment

PROGRAM = "import django, sys; django.setup(); import {}; sys.exit('acme' in sys.modules)"


@pytest.mark.parametrize("module", ["chatsite.asgi", "chatsite.management.commands.serve"])
def test_daphne_and_serve_start_without_it(data_dir, pki, redis, module):
    env = environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url)
    env["DJANGO_SETTINGS_MODULE"] = "chatsite.settings"
    command = [sys.executable, "-c", PROGRAM.format(module)]
    done = subprocess.run(command, cwd=TOP, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_premise_it_is_seen_where_it_is_imported(data_dir, pki):
    env = environment(data_dir, pki) | {"DJANGO_SETTINGS_MODULE": "chatsite.settings"}
    command = [sys.executable, "-c", PROGRAM.format("chatsite.wss.acme.renewal")]
    assert subprocess.run(command, cwd=TOP, env=env).returncode == 1
