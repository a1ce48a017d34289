"""Somebody is banned in the admin panel while they write: nothing of theirs stays or comes back."""

import json
import re

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.community import beside, settle
from tests.waiting import PATIENCE
from tests.wire.http import Visitor, get

REASON = "They sold watches"
BOSS = """
import django
django.setup()
from chat.models import User
User.objects.create_superuser("judge", password="judge")
"""


@pytest.fixture(scope="module")
def sites(new_site):
    """Two server processes of one site."""
    return [new_site(), new_site()]


@pytest.fixture(scope="module")
def community(sites):
    """mal, who is about to be banned, and may, who stays."""
    return settle(sites[0].env, ["mal", "may"], ["market"])


@pytest.fixture
def bot(sites, community, pki):
    """A program with an access token of mal's, which has said hello at the second server."""
    with program(sites[1], community, pki) as socket:
        socket.send(json.dumps({"do": "hello", "ref": 1}))
        while "re" not in json.loads(socket.recv()):
            pass  # an event, which may come before the first reply
        yield socket


def program(site, community, pki):
    headers = {"Authorization": f"Bearer {community.tokens['mal']}"}
    return connect(f"{site.wss}/wss/chat", ssl=pki.client(), additional_headers=headers)


def ban(site, user):
    """What a moderator does in the admin panel."""
    beside(site.env, BOSS)
    boss = Visitor(site)
    boss.submit("/login/", login="judge", password="judge")
    form = {"user": user, "room": "", "reason": REASON, "ends_0": "", "ends_1": ""}
    boss.submit("/admin/chat/ban/add/", **form)
    return boss


def test_who_is_banned_while_they_write_is_out_everywhere_at_once(sites, community, sit, bot, pki):
    here, there = sites
    windows = [sit(here, "mal", "market"), sit(there, "mal", "market", "en", "phone")]
    may = sit(there, "may", "market")
    may.say("Good morning")
    for window in windows:
        window.sees("Good morning")
        window.field.press_sequentially("Buy my wat")
    may.sees("mal", ".foot-typing")
    boss = ban(here, community.ids["mal"])
    for window in windows:
        window.sees(REASON, ".status-stopped")
    last, code = rest(bot)
    assert code == 4503 and REASON in last["text"] and not last["reconnect"]
    may.misses(".foot-typing", "mal")
    assert re.search(
        r"banned somebody from the site.*?mal", boss.get("/admin/chat/audit/"), re.DOTALL
    )
    comes_not_back(sites, community, windows, pki)
    may.say("It is quiet here now")
    may.sees("It is quiet here now")


def rest(socket):
    """The last frame until the server closes, and the code."""
    last = {}
    try:
        while True:
            last = json.loads(socket.recv(timeout=PATIENCE))
    except ConnectionClosed as end:
        return last, end.rcvd.code


def comes_not_back(sites, community, windows, pki):
    """By page, API and socket, at either server."""
    for site in sites:
        answer = get(site, "/api/me", Authorization=f"Bearer {community.tokens['mal']}")
        assert answer.status == 403 and json.load(answer)["error"] == "banned"
        with program(site, community, pki) as socket:
            assert rest(socket)[1] == 4503
    for window in windows:
        window.page.reload()
        window.sees(REASON, "main")
