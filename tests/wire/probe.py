"""An ASGI application that is not ours, on chatsite.wss alone: it tells its scope and obeys."""

import asyncio
import json

from daphne.cli import CommandLineInterface
from django.conf import settings

settings.configure()

from chatsite.wss.server import Server  # noqa: E402

CommandLineInterface.server_class = Server


def plain(value):
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


async def application(scope, receive, send):
    if scope["type"] == "http":
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        body = json.dumps(scope, default=plain).encode()
        return await send({"type": "http.response.body", "body": body})
    await receive()
    if scope["path"] == "/deny":
        start = {
            "type": "websocket.http.response.start",
            "status": 418,
            "headers": [(b"x-a", b"b")],
        }
        await send(start)
        return await send({"type": "websocket.http.response.body", "body": b"no coffee"})
    if scope["path"] == "/reject":
        return await send({"type": "websocket.close"})
    if scope["path"] == "/crash":
        raise RuntimeError("as asked")
    if scope["path"] == "/slow":
        await asyncio.sleep(1)
    await send({"type": "websocket.accept", "headers": [(b"x-probe", b"1")]})
    return await converse(scope, receive, send)


async def oblige(text, send, write, prepare):
    """Do as a message says: JSON is the ASGI message to send."""
    if text == "crash":
        raise RuntimeError("as asked")
    if text == "flood":  # at once, which no client can take
        for _ in range(200):
            write(prepare("x" * 100_000, None))
    elif text == "think":
        await asyncio.sleep(1)
        await send({"type": "websocket.send", "text": "thought"})
    else:
        await send(json.loads(text))


async def converse(scope, receive, send):
    """Tell the scope, then obey: a JSON object becomes the ASGI message that is sent."""
    goodbye = scope["extensions"]["wss.goodbye"]["register"]
    write = scope["extensions"]["wss.broadcast"]["write"]
    prepare = scope["extensions"]["wss.broadcast"]["prepare"]
    if scope["path"] == "/speechless":
        goodbye(lambda code, reason: 1 / 0)
    else:
        goodbye(lambda code, reason: prepare(f"bye: {code} {reason}", None))
    shown = {k: v for k, v in scope.items() if k != "extensions"}
    shown["tls"] = scope["extensions"].get("tls")
    await send({"type": "websocket.send", "text": json.dumps(shown, default=plain)})
    while (message := await receive())["type"] == "websocket.receive":
        await oblige(message["text"], send, write, prepare)
    print("DISCONNECT", message["code"], message.get("reason"), flush=True)
