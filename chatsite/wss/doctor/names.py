"""Whom a certificate is for, as today's clients read it (RFC 9525). Pure."""

import ipaddress

from cryptography import x509

from chatsite.wss.doctor.target import is_address
from chatsite.wss.tls.pem import domains


def names(leaf: x509.Certificate) -> list[str]:
    """Domains and addresses; the common name counts for nothing since RFC 6125."""
    return domains(leaf) + [str(address) for address in addresses(leaf)]


def addresses(leaf: x509.Certificate) -> list:
    try:
        extension = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except (ValueError, x509.ExtensionNotFound):
        return []
    return list(extension.value.get_values_for_type(x509.IPAddress))


def is_for(leaf: x509.Certificate, host: str) -> bool:
    """Whether clients that connect to this host (as it is on the wire) accept the certificate."""
    if is_address(host):
        return ipaddress.ip_address(host) in addresses(leaf)
    return any(matches(name, host.lower().removesuffix(".")) for name in domains(leaf))


def matches(name: str, host: str) -> bool:
    """The same name; a star stands for exactly one label, and never for all of a top-level one."""
    if not name.startswith("*."):
        return name == host
    label, _, rest = host.partition(".")
    return bool(label) and rest == name[2:] and "." in rest


def common_name(certificate: x509.Certificate) -> str:
    """What people call it."""
    return short(certificate.subject)


def short(name: x509.Name) -> str:
    """The common name; of those that have none, all of the name."""
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string() or "–"
