"""Our own server, as people start it: nothing of its way, its certificate and its TLS is wrong."""

import pytest

from chatsite.wss.doctor.findings import Verdict
from tests.doctor.examined import findings


@pytest.mark.parametrize("profile", ["browser", "wechat", "cli"])
def test_nothing_is_wrong_with_our_own_server(site, profile):
    """It listens on IPv4 alone, and on many machines localhost is an IPv6 address as well."""
    address, ca = ("127.0.0.1", site.port), str(site.ca)
    found = findings(f"{site.wss}/wss", profile, last="WSS204", address=address, ca=ca)
    assert found.pop("WSS002").verdict == Verdict.SKIPPED
    assert {id: finding for id, finding in found.items() if finding.verdict != Verdict.OK} == {}
