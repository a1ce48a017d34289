"""The first thing that a balancer asks a process is answered truthfully."""

import re
import signal

from tests.ports import free_port
from tests.servers import Redis
from tests.wire.http import get_json


def test_the_first_answer_of_a_process_without_its_redis_is_degraded(new_site):
    alone = new_site(CHANNEL_LAYER_URL=f"redis://127.0.0.1:{free_port()}/0")
    assert get_json(alone)["status"] == "degraded"
    assert not re.search(r"\w\.\. ", alone.output), "a sentence ends with one full stop"


def test_a_redis_that_says_nothing_does_not_keep_the_first_answer_back(new_site, tmp_path):
    frozen = Redis(tmp_path).start()
    try:
        frozen.send(signal.SIGSTOP)  # before the site begins to ask it, which it does by itself
        site = new_site(CHANNEL_LAYER_URL=frozen.url)
        said = get_json(site)
        assert said["channel_layer"] == "it has not answered yet"
    finally:
        frozen.send(signal.SIGCONT)
        frozen.end()


def test_two_processes_without_a_redis_say_whose_server_they_share(new_site, tmp_path):
    first = new_site(CHANNEL_LAYER_URL="")
    assert get_json(first) == {"status": "ok"}
    assert "server of our own at" in first.output and "is away" not in first.output
    second = new_site(CHANNEL_LAYER_URL="")
    assert f"shared with another process of ours ({first.pid}) at" in second.output
    assert get_json(second) == {"status": "ok"}
