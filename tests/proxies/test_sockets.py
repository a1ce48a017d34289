"""Sockets through each proxy: the document's client, and who the site takes it for."""

import http.client
import ssl

import pytest

from tests.proxies.clients import connect, hears, says_tom, whoami
from tests.proxies.daemons import ports
from tests.waiting import PATIENCE

HERE = {"local_addr": ("127.0.0.9", 0)}
LIES = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Real-IP": "203.0.113.9",
    "X-Forwarded-Proto": "http",
    "Forwarded": "for=203.0.113.9;proto=http",
    "Daphne-Root-Path": "/wss",
}


async def test_who_says_tom_hears_it(proxy):
    await says_tom(proxy)
    await says_tom(proxy, "/")


async def test_a_socket_has_its_own_address_scheme_and_host(proxy):
    you = await whoami(proxy, **HERE)
    assert (you["address"], you["scheme"]) == ("127.0.0.9", "wss")
    assert you["host"] == f"localhost:{proxy.port}"


@pytest.mark.parametrize("name", [*LIES, "all", "x_real_ip", "twice"])
async def test_nobody_can_make_up_who_they_are(proxy, name):
    lies = {
        "all": LIES,
        "x_real_ip": {"X_Real_IP": "203.0.113.9", "X_Forwarded_For": "203.0.113.9"},
        "twice": [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-For", "10.0.0.1")],
    }
    headers = lies.get(name) or {name: LIES[name]}
    you = await whoami(proxy, additional_headers=headers, **HERE)
    assert (you["address"], you["scheme"]) == ("127.0.0.9", "wss")


async def test_nor_by_having_the_proxy_drop_what_it_tells(proxy):
    names = "Upgrade, X-Forwarded-For, X-Real-IP, X-Forwarded-Proto, Host"
    you = await whoami(proxy, additional_headers=LIES | {"Connection": names}, **HERE)
    assert you["address"] == "127.0.0.9"


@pytest.mark.parametrize("spelling", ["websocket", "WebSocket"])
def test_clients_may_write_websocket_as_they_like(proxy, spelling):
    context = ssl.create_default_context(cafile=proxy.ca)
    client = http.client.HTTPSConnection("localhost", proxy.port, context=context, timeout=PATIENCE)
    asked = {"Upgrade": spelling, "Connection": "keep-alive, Upgrade"}
    asked |= {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    client.request("GET", "/wss", headers=asked)
    answer = client.getresponse()
    assert (answer.status, answer.headers["Upgrade"]) == (101, "websocket")
    client.close()


async def test_a_mini_program_gets_its_subprotocol_answered(proxy):
    async with connect(proxy, subprotocols=["chat", "other"]) as socket:
        assert socket.subprotocol == "chat"


async def test_large_and_many_messages_come_whole_and_in_order(proxy):
    async with connect(proxy) as socket:
        said = [bytes([n]) * size for n, size in enumerate([0, 1, 125, 126, 60_000] * 4)]
        for message in said:
            await socket.send(message)
        assert [await hears(socket) for _ in said] == said


async def test_the_reason_of_a_close_comes_through(proxy):
    async with connect(proxy, "/wss/nowhere") as socket:
        await hears(socket)
        await socket.wait_closed()
    assert socket.close_code == 4504 and socket.close_reason


async def test_over_a_unix_socket_it_is_the_same(kind, place, new_proxy):
    _, backend = place
    proxy = new_proxy(kind, [backend.unix], ports())
    await says_tom(proxy)
    you = await whoami(proxy, additional_headers=LIES, **HERE)
    assert (you["address"], you["scheme"]) == ("127.0.0.9", "wss")
