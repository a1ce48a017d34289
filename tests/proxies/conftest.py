"""Sites and proxies in front of them, each started once for all tests that only talk to it."""

import io
import shutil
import tempfile
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.proxies.daemons import ports
from tests.proxies.kinds import KINDS, WHOLE_SITES
from tests.servers import BIN, Process, environment
from tests.waiting import wait_until


class Backend(Process):
    """The `daphne` command behind a proxy: plain, on loopback and on a Unix socket.

    It also answers for certbot where the proxy itself serves no files.
    """

    def __init__(self, folder, env, *flags):
        self.port, self.certbot_port = ports()
        self.tcp = f"127.0.0.1:{self.port}"
        self.unix = f"unix:{folder}/web-{self.port}.sock"
        words = [BIN / "daphne", "-e", f"tcp:{self.port}:interface=127.0.0.1", "-e", self.unix]
        words += ["-e", f"redirect:{self.certbot_port}:interface=127.0.0.1:acme={folder}/webroot"]
        command = [*words, *flags, "chatsite.asgi:application"]
        super().__init__(command, folder / f"daphne-{self.port}.log", env=env)

    def start(self):
        super().start().wait_for(self.port)
        wait_until(Path(self.unix.removeprefix("unix:")).exists, "the socket is there")
        return self


@pytest.fixture(scope="session")
def public():
    """A folder that every user may read, as /var/www is."""
    folder = Path(tempfile.mkdtemp(prefix="chatsite-proxies-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def static(public, data_dir):
    """The collected static files where proxies can read them."""
    return shutil.copytree(data_dir / "static", public / "static")


@pytest.fixture(scope="session")
def webroot(public):
    """certbot's folder with an answer in it."""
    folder = public / "webroot"
    (folder / ".well-known/acme-challenge").mkdir(parents=True)
    (folder / ".well-known/acme-challenge/token-1").write_text("proof")
    return folder


@pytest.fixture(scope="session")
def new_backend(public, webroot, data_dir, pki, redis):
    """Starts sites: `new_backend("https://localhost:4433")`; they end with the tests."""
    started = []

    def env(site_url):
        return environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url, SITE_URL=site_url)

    def start(site_url, *flags):
        started.append(Backend(public, env(site_url), *flags))
        return started[-1].start()

    start.environment = env
    yield start
    for backend in started:
        backend.end()


@pytest.fixture(scope="session")
def new_proxy(public, static, webroot, pki):
    """Starts a proxy in front of sites: `new_proxy("nginx", [backend.tcp], ports())`."""
    started = []

    def start(kind, upstreams, numbers, certbot_port=8402):
        proxy = KINDS[kind](public / f"{kind}-{numbers[0]}", pki, *numbers)
        printed = io.StringIO()
        call_command(
            *("deployconfig", kind, "--domain", "localhost", "--interface", "127.0.0.1"),
            *(f"--cert={proxy.cert}", f"--key={proxy.key}", f"--static={static}"),
            *(f"--webroot={webroot}", f"--certbot-port={certbot_port}"),
            *(f"--https-port={numbers[0]}", f"--http-port={numbers[1]}"),
            *(f"--upstream={upstream}" for upstream in upstreams),
            stdout=printed,
            stderr=io.StringIO(),
        )
        proxy.take(printed.getvalue())
        started.append(proxy.start())
        return proxy

    yield start
    for proxy in started:
        proxy.stop()


@pytest.fixture(scope="session", params=WHOLE_SITES)
def kind(request):
    return request.param


@pytest.fixture(scope="session")
def place(kind, new_backend):
    """The ports of a proxy, and the site behind it, which knows its address."""
    numbers = ports()
    return numbers, new_backend(f"https://localhost:{numbers[0]}")


@pytest.fixture(scope="session")
def proxy(kind, place, new_proxy):
    numbers, backend = place
    return new_proxy(kind, [backend.tcp], numbers, backend.certbot_port)
