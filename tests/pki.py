"""Certificates for tests: a root that clients know, and an intermediate that only servers send."""

import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass
class Pki:
    """The files of one server: key, chain (leaf, intermediate), and the root of its clients."""

    folder: Path
    key: Path
    cert: Path
    leaf: Path
    intermediate: Path
    ca: Path

    def client(self, **settings):
        """A client's TLS context that verifies against the root alone."""
        context = ssl.create_default_context(cafile=self.ca)
        for name, value in settings.items():
            setattr(context, name, value)
        return context

    def server(self):
        """A server's TLS context with the leaf and what leads to the root."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.cert, self.key)
        return context


def make_pki(folder, *names):
    """A fresh root, intermediate and leaf for these names, as files."""
    root = trustme.CA()
    intermediate = root.create_child_ca()
    leaf = intermediate.issue_cert(*names)
    pki = Pki(folder, *(folder / f"{n}.pem" for n in ("key", "cert", "leaf", "middle", "root")))
    leaf.private_key_pem.write_to_path(pki.key)
    pki.key.chmod(0o600)
    leaf.cert_chain_pems[0].write_to_path(pki.leaf)
    intermediate.cert_pem.write_to_path(pki.intermediate)
    root.cert_pem.write_to_path(pki.ca)
    pki.cert.write_bytes(pki.leaf.read_bytes() + pki.intermediate.read_bytes())
    return pki
