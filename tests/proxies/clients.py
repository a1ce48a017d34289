"""Who comes through a proxy: sockets and visitors, all of which verify its certificate."""

import asyncio
import json
import ssl
import urllib.error
import urllib.request

import websockets

from tests.waiting import PATIENCE


def connect(proxy, path="/wss", **options):
    """`async with connect(proxy) as socket:`"""
    options = {"compression": None, "ping_interval": None, "open_timeout": PATIENCE} | options
    options["ssl"] = ssl.create_default_context(cafile=proxy.ca)
    return websockets.connect(proxy.wss + path, **options)


async def hears(socket):
    return await asyncio.wait_for(socket.recv(), PATIENCE)


async def says_tom(proxy, path="/wss", **options):
    """What the document's client does."""
    async with connect(proxy, path, **options) as socket:
        await socket.send("tom")
        assert await hears(socket) == "tom"


async def whoami(proxy, **options):
    """How the site sees a client."""
    async with connect(proxy, "/wss/whoami", **options) as socket:
        return json.loads(await hears(socket))


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        """Do not go there."""


def ask(url, ca=None, data=None, **headers):
    """The answer to one request, whatever its status, with its body in `.body`."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    context = ssl.create_default_context(cafile=ca)
    opener = urllib.request.build_opener(Stay, urllib.request.HTTPSHandler(context=context))
    try:
        answer = opener.open(urllib.request.Request(url, data, headers), timeout=PATIENCE)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        answer.body = answer.read()
    return answer
