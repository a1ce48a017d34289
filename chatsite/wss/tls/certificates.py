"""Certificates for this machine: a local CA, a leaf it signs, and the names a leaf is for."""

import datetime
import ipaddress
import re
import socket
from pathlib import Path

import idna
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from chatsite.wss.tls.files import write_whole

LEAF_DAYS = 397  # what browsers accept at most
CA_DAYS = 3650
# RFC 5737: an address of documentation, to which a UDP socket is "connected" but nothing is sent.
ELSEWHERE = ("192.0.2.1", 9)
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")  # RFC 1035, and _ as some machines are called


def names(path):
    """The names in the first certificate of this file, as ALLOWED_HOSTS has them; [] if none."""
    try:
        certificate = x509.load_pem_x509_certificates(Path(path).read_bytes())[0]
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        return []  # the checks say what is wrong with it
    domains = [n.removeprefix("*") for n in names.get_values_for_type(x509.DNSName)]
    addresses = names.get_values_for_type(x509.IPAddress)
    return domains + [f"[{a}]" if a.version == 6 else str(a) for a in addresses]


def make_files(directory, names=()):
    """Write key.pem and cert.pem, and a CA where there is none; the names they are for."""
    for host in names:
        general(host)  # refuses what is no name, before anything is made
    hosts = list(dict.fromkeys([*names, *local_names()]))
    key, *chain = issue(directory, hosts)
    save(directory / "key.pem", key)
    save(directory / "cert.pem", *chain)
    return hosts


def issue(directory, hosts):
    """A key, its certificate for these hosts, and the CA's in `directory`, made if missing."""
    directory.mkdir(parents=True, exist_ok=True)
    ca_key, ca = load_ca(directory) or make_ca_files(directory)
    return *make_leaf(ca_key, ca, hosts), ca


def make_ca_files(directory):
    """A new CA, written to ca.pem and ca-key.pem: (key, certificate)."""
    key, ca = make_ca()
    save(directory / "ca-key.pem", key)
    save(directory / "ca.pem", ca)
    return key, ca


def local_names():
    """The names and addresses by which this machine is reached from here and from its network."""
    host = socket.gethostname()
    found = ["localhost", "127.0.0.1", "::1", host]
    if "." not in host:
        found.append(f"{host}.local")  # how phones and other machines find it by mDNS
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
            found.append(probe.getsockname()[0])
        except OSError:
            pass  # a machine without a network is reached by localhost alone
    return [host for host in dict.fromkeys(found) if is_name(host)]


def make_ca():
    """A new authority for this machine alone: (key, certificate)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Chatsite local CA"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Chatsite on {socket.gethostname()}"[:64]),
        ]
    )
    certificate = (
        builder(name, name, key, CA_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def make_leaf(ca_key, ca, hosts):
    """A certificate for these names and addresses, signed by the authority: (key, certificate)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0][:64])])
    certificate = (
        builder(name, ca.subject, key, LEAF_DAYS)
        .add_extension(x509.SubjectAlternativeName([general(h) for h in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False
        )
        .sign(ca_key, hashes.SHA256())
    )
    return key, certificate


def builder(subject, issuer, key, days):
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))  # clocks differ a little
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def key_usage(**allowed):
    uses = dict.fromkeys(
        (
            *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
            *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
        ),
        False,
    )
    return x509.KeyUsage(**uses | allowed)


def general(host):
    """The name as certificates hold it: addresses as addresses, domains in their ASCII form."""
    try:
        return x509.IPAddress(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        star = "*." if host.startswith("*.") else ""
        return x509.DNSName(star + ascii_name(host.removeprefix(star)))


def ascii_name(host):
    """The name as DNS has it, xn--bcher-kva.example for bücher.example; ValueError if it is none.

    Browsers follow UTS 46, unlike Python's own codec: for them ß is a letter, not ss.
    """
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        name = ""
    name = name.lower().removesuffix(".")
    if len(name) > 253 or not all(LABEL.fullmatch(label) for label in name.split(".")):
        raise ValueError(f"{host!r} is no name or address such as chat.lan, *.chat.lan or 10.0.0.7")
    return name


def is_name(host):
    """Whether a certificate can be for this host: people call their machines what they like."""
    try:
        return bool(general(host))
    except ValueError:
        return False


def load_ca(directory):
    """The authority kept in `directory`: (key, certificate), or None where there is none."""
    try:
        pem = (directory / "ca-key.pem").read_bytes(), (directory / "ca.pem").read_bytes()
    except FileNotFoundError:
        return None
    return serialization.load_pem_private_key(pem[0], None), x509.load_pem_x509_certificate(pem[1])


def save(path, *parts):
    """Write keys or certificates as PEM, all or nothing; a file with a key is for its owner."""
    secret = not isinstance(parts[0], x509.Certificate)
    write_whole(path, b"".join(pem(part) for part in parts), secret)


def pem(part):
    """A key or a certificate as text."""
    encoding = serialization.Encoding.PEM
    if isinstance(part, x509.Certificate):
        return part.public_bytes(encoding)
    form = serialization.PrivateFormat.PKCS8
    return part.private_bytes(encoding, form, serialization.NoEncryption())
