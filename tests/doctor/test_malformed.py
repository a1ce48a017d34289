"""Certificates that were damaged: whatever is wrong with them, the doctor says something of it."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.catalogue import in_order
from chatsite.wss.doctor.examination import outcome
from chatsite.wss.doctor.findings import Finding, ok
from chatsite.wss.doctor.target import parse
from tests.doctor.conftest import HOST


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("value", [0x00, 0x05, 0x30, 0xFF])
def test_no_damaged_byte_ends_an_examination(authority, value):
    good, issuer = (
        x509.load_pem_x509_certificate(blob.bytes())
        for blob in authority.issue(HOST).cert_chain_pems
    )
    checks = [check for check in in_order() if "WSS101" < check.id < "WSS200"]
    der = good.public_bytes(Encoding.DER)
    seen = 0
    for place in range(len(der)):
        if damaged := loaded(der[:place] + bytes([value]) + der[place + 1 :]):
            case = Case(parse(f"wss://{HOST}"), [issuer], chain=[damaged, issuer])
            case.findings = {"WSS004": ok(""), "WSS103": ok("")}
            assert all(isinstance(outcome(check, case), Finding) for check in checks)
            seen += 1
    assert seen > 100


def loaded(der):
    """What can be loaded may still break when its parts are read."""
    try:
        return x509.load_der_x509_certificate(der)
    except (ValueError, x509.InvalidVersion):
        return None
