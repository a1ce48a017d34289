"""HAProxy that passes bytes on, in front of a site that does TLS itself."""

import pytest

from tests.ports import free_port
from tests.proxies.clients import ask, says_tom, whoami
from tests.proxies.daemons import ports
from tests.proxies.test_sockets import HERE, LIES
from tests.servers import BIN, Process, environment
from tests.waiting import wait_until


@pytest.fixture(scope="module")
def balancer(new_proxy, data_dir, pki, redis, tmp_path_factory):
    """The proxy, in front of what its own comment says runs behind it."""
    numbers, port = ports(), free_port()
    proxy = new_proxy("haproxy-tcp", [f"127.0.0.1:{port}"], numbers)
    comment = next(line for line in proxy.file.read_text().splitlines() if "runs:" in line)
    env = environment(
        data_dir, pki, CHANNEL_LAYER_URL=redis.url, SITE_URL=f"https://localhost:{numbers[0]}"
    )
    words = comment.partition("daphne ")[2].split()
    log = tmp_path_factory.mktemp("balanced") / "daphne.log"
    site = Process([BIN / "daphne", *words], log, env=env).start().wait_for(port)
    wait_until(lambda: takes(proxy), "the balancer has seen that the site is up")
    yield proxy
    site.end()


def takes(proxy):
    try:
        return ask(f"{proxy.https}/healthz", proxy.ca).status == 200
    except OSError:
        return False


async def test_through_a_balancer_the_client_is_known_and_cannot_lie(balancer):
    await says_tom(balancer)
    you = await whoami(balancer, **HERE)
    assert (you["address"], you["scheme"]) == ("127.0.0.9", "wss")
    you = await whoami(balancer, additional_headers=LIES, **HERE)
    assert (you["address"], you["scheme"]) == ("127.0.0.9", "wss")


def test_pages_come_and_http_is_sent_to_https(balancer):
    assert ask(f"{balancer.https}/test/", balancer.ca).status == 200
    answer = ask(f"{balancer.http}/test/?a=1")
    assert (answer.status, answer.headers["Location"]) == (308, f"{balancer.https}/test/?a=1")


def test_its_own_test_finds_nothing(balancer):
    assert balancer.check() == (True, "Configuration file is valid\n")
