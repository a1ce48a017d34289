"""An authority that the doctor's client trusts, and servers with a certificate of it."""

import pytest

from tests.doctor.broken import context, listening, tls
from tests.doctor.examined import findings
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
