"""The doctor has nothing to say about a site behind a proxy that is set up by our files."""

import pytest

from chatsite.wss.doctor.catalogue import PROFILES
from chatsite.wss.doctor.findings import Verdict
from tests.doctor.examined import blamed, findings


@pytest.mark.parametrize(
    "profile",
    [pytest.param(each, marks=[pytest.mark.soak] * (each != "browser")) for each in PROFILES],
)
def test_nothing_is_wrong_through_the_proxy(proxy, profile):
    found = findings(
        f"{proxy.wss}/wss",
        profile,
        ca=str(proxy.ca),
        address=("127.0.0.1", proxy.port),
        http_port=proxy.http_port,
        subprotocols=("chat.v1",),
        quiet_seconds=1,
    )
    assert blamed(found) == {}, found
    unasked = {id for id, finding in found.items() if finding.verdict == Verdict.SKIPPED}
    assert unasked <= {"WSS002"}, "its address was given; everything else was asked"
    assert "127.0.0.9" in found["WSS501"].seen, "it comes from an address of its own"
