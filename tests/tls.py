"""Authorities, and meetings of a client and a server of TLS without a network between them."""

import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import serialization

V12, V13 = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3


@dataclass
class Authority:
    """A root that clients know, an intermediate that servers send, and files from them."""

    folder: Path
    kind: trustme.KeyType = trustme.KeyType.ECDSA

    def __post_init__(self):
        self.root = trustme.CA(key_type=self.kind)
        self.middle = self.root.create_child_ca(key_type=self.kind)
        self.ca = self.folder / "root.pem"
        self.root.cert_pem.write_to_path(self.ca)

    def issue(self, *names, **about):
        return self.middle.issue_cert(*names, key_type=self.kind, **about)

    def pair(self, *names, stem="site", folder=None, **about):
        """cert.pem with its chain, and key.pem: their paths."""
        folder, leaf = folder or self.folder, self.issue(*names, **about)
        cert, key = folder / f"{stem}-cert.pem", folder / f"{stem}-key.pem"
        write(cert, *leaf.cert_chain_pems)
        write(key, leaf.private_key_pem)
        return cert, key

    def client(self, version=None, identity=None):
        context = ssl.create_default_context(cafile=self.ca)
        if version:
            context.minimum_version = context.maximum_version = version
        if identity:
            path = self.folder / "identity.pem"
            write(path, identity.private_key_and_cert_chain_pem)
            context.load_cert_chain(path)
        return context


class Meeting:
    """A client and a server on either end of two buffers, after their handshake."""

    def __init__(self, context, client, name="localhost", session=None):
        there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.server = context.wrap_bio(there, back, server_side=True)
        self.client = client.wrap_bio(back, there, server_hostname=name, session=session)
        for _ in range(3):
            for end in (self.client, self.server):
                try:
                    end.do_handshake()
                except ssl.SSLWantReadError:
                    continue
        self.says(self.server, self.client, b"welcome")  # TLS 1.3 has sent its tickets before that

    def says(self, one, other, text):
        one.write(text)
        assert other.read() == text

    @property
    def session(self):
        return self.client.session

    @property
    def serial(self):
        """Tells the server's certificate from every other one."""
        return int(self.client.getpeercert()["serialNumber"], 16)


def write(path, *blobs):
    path.write_bytes(b"".join(blob.bytes() for blob in blobs))


def serial(path):
    """The same of the first certificate in this file."""
    return x509.load_pem_x509_certificates(path.read_bytes())[0].serial_number


def lock(path, secret=b"open sesame"):
    """Put the private key in this file under a passphrase."""
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path.write_bytes(key.private_bytes(*form, serialization.BestAvailableEncryption(secret)))
