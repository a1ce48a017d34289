"""Prints what sslyze finds at a TLS port, as JSON: python scan_tls.py 127.0.0.1 PORT.

It runs in .venv-checks and imports nothing of ours.
"""

import json
import sys

from sslyze import Scanner, ServerNetworkLocation, ServerScanRequest

VERSIONS = ("SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")
ATTEMPTS = ("ssl_2_0", "ssl_3_0", "tls_1_0", "tls_1_1", "tls_1_2", "tls_1_3")
CURVES = {"secp256r1": "prime256v1"}  # Mozilla's names where sslyze has others


def scan(address, port):
    """All that sslyze can ask; it ends with status 1 where nothing can be asked."""
    request = ServerScanRequest(
        server_location=ServerNetworkLocation("localhost", port, ip_address=address)
    )
    scanner = Scanner()
    scanner.queue_scans([request])
    found = next(scanner.get_results())
    if found.scan_result is None:
        sys.exit(f"no scan: {found.connectivity_error_trace}")
    return found.scan_result


def offered(found):
    """The suites of each version that is offered at all, in the words of IANA."""
    suites = {}
    for version, attempt in zip(VERSIONS, ATTEMPTS, strict=True):
        accepted = getattr(found, f"{attempt}_cipher_suites").result.accepted_cipher_suites
        if accepted:
            suites[version] = [suite.cipher_suite.name for suite in accepted]
    return suites


def chain(found):
    """The certificates that are sent. Whether clients trust them is for an ordinary client to say:

    sslyze's own validation objects to what test authorities write into theirs.
    """
    (deployment,) = found.certificate_info.result.certificate_deployments
    return {
        "key": type(deployment.received_certificate_chain[0].public_key()).__name__,
        "certificates": len(deployment.received_certificate_chain),
        "chain_in_order": deployment.received_chain_has_valid_order,
    }


def facts(found):
    """What was found, without sslyze's classes."""
    curves = found.elliptic_curves.result.supported_curves or []
    renegotiation = found.session_renegotiation.result
    return {
        "suites": offered(found),
        "curves": [CURVES.get(curve.name, curve.name) for curve in curves],
        **chain(found),
        "tickets_in_tls_1_2": found.session_resumption.result.tls_ticket_resumption_result.name,
        "compression": found.tls_compression.result.supports_compression,
        "renegotiations": renegotiation.client_renegotiations_success_count,
        "early_data": found.tls_1_3_early_data.result.supports_early_data,
        "heartbleed": found.heartbleed.result.is_vulnerable_to_heartbleed,
        "ccs_injection": found.openssl_ccs_injection.result.is_vulnerable_to_ccs_injection,
        "robot": found.robot.result.robot_result.name,
        "fallback_scsv": found.tls_fallback_scsv.result.supports_fallback_scsv,
        "master_secret": found.tls_extended_master_secret.result.supports_ems_extension,
    }


if __name__ == "__main__":
    print(json.dumps(facts(scan(sys.argv[1], int(sys.argv[2])))))
