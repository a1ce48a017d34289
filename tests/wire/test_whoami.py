"""The door that tells clients how the server sees them."""

import json
import time

FORGED = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9"}


async def test_a_client_learns_its_address_and_the_servers_time(connect):
    async with connect("/wss/whoami") as tom:
        you = json.loads(await tom.hears())
        assert (you["on"], you["address"], you["scheme"]) == ("whoami", "127.0.0.1", "wss")
        assert you["host"].startswith("localhost:") and abs(you["time"] - time.time()) < 60
        again = json.loads(await tom.asks("again"))
        assert again["address"] == "127.0.0.1" and again["time"] > you["time"]


async def test_who_makes_up_an_address_is_found_out(new_site, connect):
    nobody_trusted = new_site(TRUSTED_PROXIES="none")
    async with connect("/wss/whoami", at=nobody_trusted, additional_headers=FORGED) as liar:
        assert json.loads(await liar.hears())["address"] == "127.0.0.1"


async def test_a_proxy_of_ours_tells_who_the_client_is(connect):
    async with connect("/wss/whoami", additional_headers=FORGED) as proxy:
        assert json.loads(await proxy.hears())["address"] == "203.0.113.9"
