"""/healthz: whether this process serves, for balancers, containers and people. Outside Django."""

import asyncio

import msgspec
from django.db import connection

from chat.hub import hub

HEADERS = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
PATIENCE = 2  # seconds for a database that should answer within a millisecond


async def health(scope, receive, send):
    """200 with {"status": "ok"}; "degraded" and what is wrong while people can still be served;
    503 and "failing" when the database is away.
    """
    database, layer = await database_problem(), hub().link.away
    status = "failing" if database else "degraded" if layer else "ok"
    problems = {"database": database, "channel_layer": layer}
    report = {"status": status} | {name: text for name, text in problems.items() if text}
    await send(
        {
            "type": "http.response.start",
            "status": 503 if database else 200,
            "headers": HEADERS,
        }
    )
    body = b"" if scope["method"] == "HEAD" else msgspec.json.encode(report) + b"\n"
    await send({"type": "http.response.body", "body": body})


async def database_problem():
    """What is wrong with the database, or None."""
    try:
        await asyncio.wait_for(asyncio.to_thread(ask_database), PATIENCE)
    except TimeoutError:
        return f"no answer within {PATIENCE} s"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def ask_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close()
