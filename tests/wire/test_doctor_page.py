"""/admin/doctor/ on a fresh site: for those who run it, about this site alone, one at a time."""

import re
import sys
import urllib.error
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.ports import free_port
from tests.servers import Process, environment, link_static
from tests.waiting import PATIENCE
from tests.wire.http import Visitor

PAGE = "/admin/doctor/"
PASSWORD = "correct horse battery staple"
STAFF = """
from chat.models import User
User.objects.create_user("stan", password={password!r}, is_staff=True)
User.objects.create_superuser("alice", password={password!r})
"""


class Fresh(Process):
    """`manage.py serve` in a clone, which makes a CA of its own."""

    def __init__(self, clone, log):
        port = free_port()
        self.https = f"https://localhost:{port}"
        self.ca = clone / "ca.pem"
        self.port = port
        endpoint = f"ssl:{port}:privateKey=key.pem:certKey=cert.pem:interface=127.0.0.1"
        words = ["serve", "--workers", "1", "-e", endpoint]
        super().__init__([sys.executable, "manage.py", *words], log, cwd=clone)


@pytest.fixture(scope="module")
def fresh(clone, tmp_path_factory, prepared, redis, pki):
    """A site that was set up a minute ago, with somebody who runs it and somebody who does not."""
    folder = tmp_path_factory.mktemp("fresh")
    site = Fresh(clone, folder / "log")
    about = {"SITE_URL": site.https, "CHANNEL_LAYER_URL": redis.url}
    (folder / "data").mkdir()
    link_static(prepared, folder / "data")
    site.env = environment(folder / "data", pki, **about)
    for name in ("TLS_CERT", "TLS_KEY"):
        del site.env[name]
    site.start()
    try:
        site.wait_for_workers()
        make = [sys.executable, "manage.py", "shell", "-c", STAFF.format(password=PASSWORD)]
        people = Process(make, folder / "people", cwd=clone, env=site.env).start()
        assert people.child.wait(PATIENCE) == 0
        yield site
    finally:
        site.stop()
        site.end()


class Person(Visitor):
    """Somebody who signs in to the admin panel."""

    def sign_in(self, name):
        self.submit("/login/", login=name, password=PASSWORD, next="/admin/")
        return self

    def refused(self, path, **fields):
        """The status with which the server says no."""
        with pytest.raises(urllib.error.HTTPError) as refusal:
            self.submit(path, **fields) if fields else self.get(path)
        refusal.value.close()
        return refusal.value.code


@pytest.fixture
def alice(fresh):
    return Person(fresh).sign_in("alice")


def test_alice_is_told_that_nothing_keeps_clients_away(fresh, alice):
    assert "Check this site" in alice.get("/admin/")
    assert "Nobody has checked this site" in alice.get(PAGE)
    told = alice.submit(PAGE, profile="browser")
    assert f"wss://localhost:{fresh.port}/wss" in told
    assert "WSS101" in told and "check-fault" not in told
    assert "a browser can connect" in told
    assert "ca.pem</code> vouches for is trusted here" in told


def test_what_was_found_is_there_for_the_next_who_looks(alice):
    told = alice.submit(PAGE, profile="wechat")
    when = re.search(r'<time datetime="([^"]+)"', told)[1]
    again = alice.get(PAGE)
    assert when in again and '<option value="wechat" selected>' in again


def test_two_who_press_at_once_wait_for_the_same(fresh):
    people = [Person(fresh).sign_in("alice") for _ in range(2)]
    forms = [person.form(PAGE, profile="cli") for person in people]
    with ThreadPoolExecutor() as hands:
        told = list(hands.map(lambda person, form: person.post(PAGE, form), people, forms))
    assert len({re.search(r'<time datetime="([^"]+)"', page)[1] for page in told}) == 1


def test_strangers_are_asked_who_they_are(fresh):
    assert 'name="login"' in Visitor(fresh).get(PAGE)


def test_staff_without_rights_and_foreign_forms_get_nothing(fresh, alice):
    stan = Person(fresh).sign_in("stan")
    assert "Check this site" not in stan.get("/admin/")
    assert stan.refused(PAGE) == 403
    with pytest.raises(urllib.error.HTTPError, match="403"):
        alice.post(PAGE, "profile=browser")


@pytest.mark.parametrize("profile", ["", "phone", "<script>"])
def test_a_profile_that_does_not_exist(alice, profile):
    assert alice.refused(PAGE, profile=profile) == 400


def test_it_looks_at_no_other_server_whatever_is_sent(fresh, alice):
    sent = {"profile": "browser", "url": "wss://192.0.2.1/", "address": "192.0.2.1"}
    told = alice.submit(PAGE, **sent)
    assert "192.0.2.1" not in told and f"localhost:{fresh.port}" in told
