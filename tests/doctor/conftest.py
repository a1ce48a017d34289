"""An authority that the doctor's client trusts, servers with a certificate of it, and proxies."""

import pytest

from tests.doctor.broken import context, listening, tls
from tests.doctor.examined import findings
from tests.doctor.nginx import Nginx
from tests.ports import free_port
from tests.servers import BIN, Process, environment
from tests.tls import Authority, write

HOST = "chat.example.org"


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def of_server(authority, tmp_path):
    """Starts a server with this leaf, or these certificates, and tells what the doctor finds."""

    def examined(leaf=None, *, chain=None, ca=authority.ca, profile="browser", **settings):
        leaf = leaf or authority.issue(HOST)
        file = tmp_path / "served.pem"
        write(file, leaf.private_key_pem, *(chain or leaf.cert_chain_pems))
        with listening(tls(context(file, **settings))) as port:
            return findings(
                f"wss://{HOST}:{port}",
                profile,
                last="WSS204",
                address=("127.0.0.1", port),
                ca=ca and str(ca),
            )

    return examined


@pytest.fixture
def nginx(tmp_path):
    """Starts the real nginx with a `server` block: `nginx("location /wss {…}")`."""
    started = []

    def start(server, pki=None):
        started.append(Nginx(tmp_path, server, pki))
        return started[-1].start()

    yield start
    for server in started:
        server.end()


@pytest.fixture(scope="session")
def backend_socket(tmp_path_factory):
    """Where the backend listens besides its port."""
    return tmp_path_factory.mktemp("backend") / "s"


@pytest.fixture(scope="session")
def backend(backend_socket, data_dir, pki, redis):
    """Our server as it stands behind a proxy: the `daphne` command without TLS; its port."""
    port = free_port()
    env = environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url)
    endpoints = [f"-etcp:{port}:interface=127.0.0.1", f"-eunix:{backend_socket}"]
    command = [BIN / "daphne", *endpoints, "chatsite.asgi:application"]
    server = Process(command, backend_socket.with_name("log"), env=env)
    try:
        server.start().wait_for(port)
        yield port
    finally:
        server.end()
