"""/healthz: whether this process serves, for balancers, containers and people. Outside Django."""

import asyncio
import shutil

import msgspec
from django.conf import settings
from django.db import connection

from chat.hub import hub

HEADERS = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'"),  # by which sw.js knows an answer of ours
]
PATIENCE = 2  # seconds for a database that should answer within a millisecond
FIRST_WORD = 1  # seconds for a channel layer that nobody has used in this process yet
ROOM = 50  # MB below which SQLite, its journal and a certificate may soon fail to be written


async def health(scope, receive, send):
    """200 with {"status": "ok"}; "degraded" and what is wrong while people can still be served;
    503 and "failing" when the database is away.
    """
    checks = {
        "database": problem(ask_database),
        "channel_layer": hub().link.trouble(FIRST_WORD),
        "disk": problem(ask_disk),
    }
    answers = dict(zip(checks, await asyncio.gather(*checks.values()), strict=True))
    problems = {name: text for name, text in answers.items() if text}
    failing = "database" in problems
    status = "failing" if failing else "degraded" if problems else "ok"
    code = 503 if failing else 200
    await send({"type": "http.response.start", "status": code, "headers": HEADERS})
    report = msgspec.json.encode({"status": status} | problems) + b"\n"
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else report})


async def problem(ask):
    """In words, what is wrong with what `ask` looks at; None if nothing is."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(ask), PATIENCE)
    except TimeoutError:
        return f"no answer within {PATIENCE} s"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def ask_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close()


def ask_disk():
    """A full disk shows here before people find that nothing is kept any more."""
    free = shutil.disk_usage(settings.DATA_DIR).free // 1_000_000
    return f"only {free} MB are free for DATA_DIR; make room" if free < ROOM else None
