"""That whoever runs the site has closed sockets is written down."""

from collections.abc import Sequence
from typing import Any

from chat.actions.audit import record
from chat.actions.outcome import Outcome
from chat.protocol.replies import Reply

MOST = 20  # addresses that are kept of one use of the power


def note(actor: int, closed: Sequence[dict[str, Any]], reason: str) -> Outcome[Reply]:
    """Write down whose sockets were closed, by what is told of each (`hub.looks.Shown`)."""
    first = closed[0]
    addresses = sorted({shown["address"] for shown in closed})[:MOST]
    named = {"sockets": len(closed), "addresses": addresses, "door": first["door"]}
    if first["user"]:
        named["user"] = first["user"]
    target = first["username"] or first["address"] or first["door"]
    record(actor, "socket.close", None, target, reason=reason, **named)
    return Outcome(Reply())
