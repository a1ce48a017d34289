"""The certificate that every server of the benchmark shows: the same key, the same bytes."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from processes import Fault


def make_certificate(scratch: Path) -> None:
    """Writes key.pem and cert.pem: ECDSA P-256, self-signed, for localhost, good for two days."""
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
    except ImportError:
        raise Fault(
            "the library cryptography is missing: run it with the project's environment, "
            "as in .venv/bin/python bench/run.py"
        ) from None
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    form = serialization.PrivateFormat.PKCS8
    (scratch / "key.pem").write_bytes(key.private_bytes(pem, form, serialization.NoEncryption()))
    (scratch / "cert.pem").write_bytes(certificate.public_bytes(pem))
