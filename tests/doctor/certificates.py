"""Certificates that no authority of today would give, as servers may still have them."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import NameOID
from OpenSSL import crypto

from chatsite.wss.tls.certificates import builder, general, pem


class Odd:
    """A leaf with its key and chain, in trustme's form."""

    def __init__(self, key, *certificates):
        self.private_key_pem = Blob(pem(key))
        self.cert_chain_pems = [Blob(pem(certificate)) for certificate in certificates]


class Blob:
    def __init__(self, content):
        self.content = content

    def bytes(self):
        return self.content


def named(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def leaf(host, key=None, issuer=None, extensions=(), digest=None):
    """Signed by trustme's CA `issuer`, or by itself."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    authorities = [x509.load_pem_x509_certificate(issuer.cert_pem.bytes())] if issuer else []
    signer = load_pem_private_key(issuer.private_key_pem.bytes(), None) if issuer else key
    subject = named(host)
    unsigned = builder(subject, authorities[0].subject if issuer else subject, key, 90)
    for extension in (x509.SubjectAlternativeName([general(host)]), *extensions):
        unsigned = unsigned.add_extension(extension, critical=False)
    algorithm = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    signed = unsigned.sign(signer, algorithm)
    return Odd(key, again(signed, signer, digest) if digest else signed, *authorities)


def again(certificate, signer, digest):
    """The same with a signature of a kind that cryptography makes no more."""
    old = crypto.X509.from_cryptography(certificate)
    old.sign(crypto.PKey.from_cryptography_key(signer), digest)
    return old.to_cryptography()


def weak_rsa():
    return rsa.generate_private_key(65537, 1024)
