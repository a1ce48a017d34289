"""Our own server, as people start it: nothing of its way, its certificate and its TLS is wrong."""

import pytest

from chatsite.wss.doctor.findings import Verdict
from tests.doctor.examined import findings


@pytest.mark.parametrize("profile", ["browser", "wechat", "cli"])
def test_nothing_is_wrong_with_our_own_server(site, profile):
    found = findings(f"{site.wss}/wss", profile, last="WSS204", ca=str(site.ca))
    assert {id: finding for id, finding in found.items() if finding.verdict != Verdict.OK} == {}
