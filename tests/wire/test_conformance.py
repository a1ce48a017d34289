"""The protocol as Autobahn's own cases know it: what any WebSocket client may say, and how."""

import pytest
from django.conf import settings

from tests.checks.autobahn import CORE, LIMITS, failed, run, through_tls
from tests.ports import free_port
from tests.servers import BIN, Process

CASES = 247  # fewer would mean that the runner has lost some
KIB, MIB = 2**10, 2**20
WHOLE = (64 * KIB, 256 * KIB, 1 * MIB, 4 * MIB, 8 * MIB, 16 * MIB)  # 9.1.1 to 9.1.6, 9.2 likewise
PARTS = {"3": 4 * MIB, "4": 4 * MIB, "5": 1 * MIB, "6": 1 * MIB}  # 9.7 and 9.8 are short


@pytest.fixture(scope="module")
def unhurried(new_site):
    """The `daphne` command over TLS, with no limit on messages a second."""
    return new_site(WSS_RATE="0")


@pytest.fixture(scope="module")
def plain(unhurried, tmp_path_factory):
    """The same over plain ws, as it stands behind a proxy: the address of its port."""
    port = free_port()
    command = [BIN / "daphne", "-e", f"tcp:{port}:interface=127.0.0.1"]
    command += ["chatsite.asgi:application"]
    log = tmp_path_factory.mktemp("plain") / "daphne.log"
    server = Process(command, log, env=unhurried.env)
    try:
        yield server.start().wait_for(port) and f"127.0.0.1:{port}"
    finally:
        server.end()


async def test_every_core_case_passes_over_wss(unhurried, pki, tmp_path):
    async with through_tls(unhurried.port, pki.client()) as address:
        verdicts = await run(f"ws://{address}/wss", CORE, tmp_path)
    assert len(verdicts) == CASES and failed(verdicts) == {}
    assert "Traceback" not in unhurried.output


@pytest.mark.soak
async def test_every_core_case_passes_over_ws(plain, tmp_path):
    verdicts = await run(f"ws://{plain}/wss", CORE, tmp_path)
    assert len(verdicts) == CASES and failed(verdicts) == {}


async def test_messages_up_to_the_limit_come_back_and_longer_ones_are_refused(
    unhurried, pki, tmp_path
):
    async with through_tls(unhurried.port, pki.client()) as address:
        verdicts = await run(f"ws://{address}/wss", LIMITS, tmp_path)
    limit, refused = settings.WSS_MAX_MESSAGE_BYTES, failed(verdicts)
    assert set(refused) == {number for number in verdicts if size(number) > limit}
    assert refused and {verdict.code for verdict in refused.values()} == {1009}


def size(number):
    """The bytes of a message in this limit case, whole or in fragments."""
    _, group, case = number.split(".")
    return WHOLE[int(case) - 1] if group in "12" else PARTS.get(group, 0)
