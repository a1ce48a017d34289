"""`serve --domain`: a certificate that everybody trusts comes by itself, and so does the next."""

import json
import signal
import socket
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests import requisites
from tests.authority import Dns, Pebble
from tests.ports import free_port
from tests.waiting import wait_aside, wait_until
from tests.wire.domain import Domain, answers

pytestmark = requisites.needs("pebble")
# Percent: often enough to be met in each order, and too seldom to exhaust whoever tries again.
REFUSED_NONCES = "60"


@pytest.fixture
def started():
    """Programs that end with the test, the last one first."""
    programs = []
    yield programs
    for program in reversed(programs):
        program.end()


@pytest.fixture
def dns(tmp_path, started):
    started.append(Dns(tmp_path))
    return started[-1].start()


@pytest.fixture
def http():
    """The port that stands for 80."""
    return free_port()


@pytest.fixture
def new_pebble(tmp_path, dns, http, started):
    def new(**options):
        started.append(Pebble(tmp_path, dns, http, **options))
        return started[-1]

    return new


@pytest.fixture
def new_site(clone, tmp_path, prepared, http, started):
    def new(authority, *flags):
        started.append(Domain(clone, tmp_path, prepared, authority, http, *flags))
        return started[-1]

    return new


async def test_from_the_first_start_to_sockets_that_everybody_trusts(new_pebble, new_site, dns):
    dns.say(**{"chat.test": "127.0.0.1", "www.chat.test": "127.0.0.1"})
    pebble = new_pebble().start()
    site = new_site(pebble, "--domain", "www.chat.test").start().gets_it()
    for name in ("chat.test", "www.chat.test"):
        wait_until(lambda name=name: site.is_trusted(pebble.root, name), "it is taken up")
        assert await site.echoes(pebble.root, name)
    for secret in (site.data / "acme").glob("*.pem"):
        assert secret.stat().st_mode & 0o077 == 0


@pytest.mark.soak
async def test_the_certificate_is_renewed_while_a_socket_is_open(new_pebble, new_site):
    pebble = new_pebble(seconds=40).start()
    site = new_site(pebble, "--email", "you@example.org").start().gets_it()
    await wait_aside(lambda: site.is_trusted(pebble.root), "it is there")
    first = site.shows(pebble.root)

    def shows_another(serial):
        return site.is_trusted(pebble.root) and site.shows(pebble.root) != serial

    async with site.open(pebble.root) as tom:
        assert await answers(tom)
        await wait_aside(lambda: shows_another(first), "it is renewed")
        assert await answers(tom)


@pytest.mark.soak
async def test_a_second_start_asks_for_nothing(new_pebble, new_site):
    pebble = new_pebble().start()
    site = new_site(pebble).start().gets_it()
    assert site.stop() == 0
    site.start()
    assert await site.echoes(pebble.root)
    told = lambda: site.output.count("It is renewed from") == 2  # noqa: E731
    await wait_aside(told, "it has decided")
    assert pebble.orders == 1 and site.stop() == 0


@pytest.mark.soak
async def test_refused_nonces_are_survived(new_pebble, new_site):
    pebble = new_pebble(PEBBLE_WFE_NONCEREJECT=REFUSED_NONCES).start()
    new_site(pebble).start().gets_it()
    assert pebble.output.count("HEAD /nonce-plz") > 1, "the premise: one suffices otherwise"


async def test_a_wrong_dns_name_is_told_with_its_cure_and_the_site_goes_on(
    new_pebble, new_site, dns
):
    dns.say()
    pebble = new_pebble().start()
    site = new_site(pebble).start().says("Tried again")
    assert "chat.test" in said(site) and "Add an A or AAAA record" in said(site)
    assert await site.echoes(site.local_ca)
    assert site.stop() == 0
    dns.say(**{"chat.test": "127.0.0.1"})
    site.start().gets_it()


@pytest.mark.soak
def test_an_address_of_another_machine_is_told_with_its_cure(new_pebble, new_site, dns):
    dns.say(**{"chat.test": "127.0.0.9"})
    site = new_site(new_pebble().start()).start().says("Tried again")
    assert "cannot reach port 80 of chat.test" in said(site)
    assert "127.0.0.9" in said(site) and "firewall" in said(site)


@pytest.mark.soak
def test_a_machine_that_answers_in_our_place_is_told_with_its_cure(new_pebble, new_site, dns, http):
    dns.say(**{"chat.test": "127.0.0.9"})
    pebble = new_pebble().start()
    with stranger("127.0.0.9", http):
        site = new_site(pebble).start().says("Tried again")
    assert "Somebody else answers for chat.test on port 80" in said(site)


@pytest.mark.soak
async def test_an_authority_that_is_away_is_told_once_and_asked_again(new_pebble, new_site):
    pebble = new_pebble()
    with socket.create_server(("127.0.0.1", pebble.port)) as broken:
        site = new_site(pebble).start()
        for _ in range(2):
            broken.accept()[0].close()
        assert await site.echoes(site.local_ca)
    pebble.start()
    site.gets_it()
    assert site.output.count("cannot be reached") == 1
    wait_until(lambda: site.is_trusted(pebble.root), "it is taken up")


@pytest.mark.soak
def test_an_authority_that_nobody_knows_is_not_trusted(new_pebble, new_site, clone):
    pebble = new_pebble().start()
    site = new_site(pebble)
    site.command[-1] = str(pebble.root)  # not what its own certificate is of
    site.start().says("is not trusted")
    assert "--acme-ca" in said(site)


@pytest.mark.soak
def test_ctrl_c_ends_it_though_the_authority_is_silent(new_pebble, new_site):
    pebble = new_pebble()
    with socket.create_server(("127.0.0.1", pebble.port)) as silent:
        site = new_site(pebble).start()
        with silent.accept()[0]:
            assert site.stop(signal.SIGINT) == 0
    assert "Traceback" not in site.output


@contextmanager
def stranger(address, port):
    """A web server of somebody else's, which has no such file."""
    server = ThreadingHTTPServer((address, port), SimpleHTTPRequestHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def said(site):
    """What the last line of the log says, which is an error."""
    line = json.loads(site.output.strip().splitlines()[-1])
    assert line["level"] == "error", site.output
    return line["event"]
