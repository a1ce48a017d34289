"""What tests share: coroutine tests, certificates, a real Redis, our server as people start it."""

import fcntl
import functools
import inspect
import os
import shutil
from collections import Counter
from itertools import count

import pytest
import trustme
from asgiref.sync import async_to_sync
from django.utils import translation

from tests import prefork
from tests.community import beside
from tests.pki import make_pki
from tests.servers import Redis, Site, environment, link_static

# Authorities and certificates are numbered: a name drawn by lot has a word in it now and then.
trustme.random_text = map(str, count(1)).__next__


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run a coroutine test as Django's TestCase does: its database work is rolled back too."""
    if inspect.iscoroutinefunction(pyfuncitem.obj):
        pyfuncitem.obj = functools.wraps(pyfuncitem.obj)(async_to_sync(pyfuncitem.obj))


def pytest_collection_modifyitems(items):
    """Browsers come last: Playwright keeps an event loop in this thread, where others need none.

    The longest of their files come first, so that no process has one to itself in the end.
    """
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: ("chromium" in item.fixturenames) * (1000 - sizes[item.path]))


def pytest_sessionfinish():
    """No process of ours outlives the tests."""
    prefork.end()


@pytest.fixture(autouse=True)
def english():
    """No test begins in the language of a page that another asked for in this thread."""
    translation.deactivate()


@pytest.fixture(scope="session")
def pki(tmp_path_factory):
    """A chain for localhost whose root nobody but the tests' clients knows."""
    return make_pki(tmp_path_factory.mktemp("pki"), "localhost", "127.0.0.1", "::1")


@pytest.fixture(scope="session")
def redis(tmp_path_factory):
    """A Redis of the tests' own; who stops it starts it again."""
    server = Redis(tmp_path_factory.mktemp("redis")).start()
    yield server
    server.end()


@pytest.fixture
def own_redis(tmp_path):
    """A Redis that a test may hurt."""
    server = Redis(tmp_path).start()
    yield server
    server.end()


# As `serve` does it, so that no `serve` collects the static files again.
PREPARE = """
import django
django.setup()
from django.core.management import call_command
from chatsite.first_run import collect_static
call_command("migrate", verbosity=0)
collect_static()
"""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, pki):
    """A migrated database and collected static files, made once for all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "prepared"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "static.stamp").exists():
            beside(environment(folder, pki), PREPARE)
    return folder


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory, prepared):
    """What servers of this process have: a database of their own, the static files of all."""
    folder = tmp_path_factory.mktemp("data")
    for path in prepared.glob("db.sqlite3*"):
        shutil.copy(path, folder)
    link_static(prepared, folder)
    return folder


@pytest.fixture(scope="session")
def running_sites():
    """The servers that were started; all end with the tests."""
    started = []
    yield started
    for site in started:
        site.end()


@pytest.fixture(autouse=True)
def own_sites(running_sites):
    """A server that a test starts for itself ends with it: it would cost all others their time."""
    known = len(running_sites)
    yield
    while len(running_sites) > known:
        running_sites.pop().end()


@pytest.fixture(scope="session")
def new_site(tmp_path_factory, data_dir, pki, redis, running_sites):
    """Starts servers: `new_site()`, `new_site("serve", WSS_RATE="5")`."""
    folder = tmp_path_factory.mktemp("sites")

    def start(command="daphne", pki=pki, options=None, **variables):
        variables = {"CHANNEL_LAYER_URL": redis.url, **variables}
        env = environment(data_dir, pki, **variables)
        running_sites.append(Site(folder, pki, env, command, **(options or {})))
        return running_sites[-1].start()

    return start


@pytest.fixture(scope="session")
def other(new_site):
    """A second server process, joined to the first by Redis and the database alone."""
    return new_site()


@pytest.fixture(scope="session")
def site(new_site):
    """One server for all tests that only talk to it: the `daphne` command, over TLS, with Redis."""
    return new_site()
