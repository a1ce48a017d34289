"""Whom the server takes its clients for, and whether they may choose that themselves."""

import ipaddress
import json
import math
import time
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatsite.wss.doctor import lines
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.catalogue import check
from chatsite.wss.doctor.client import conversation
from chatsite.wss.doctor.findings import Finding, fault, ok, skipped, warning

DOOR = "/wss/whoami"
HOME, NEIGHBOUR = "127.0.0.1", "127.0.0.9"  # both are this machine; only the first is ever trusted
LIES = {  # addresses that are nobody's: RFC 5737
    "X-Forwarded-For": "192.0.2.1",
    "X-Real-IP": "192.0.2.2",
    "Forwarded": "for=192.0.2.3",
}
MADE_UP = {value.removeprefix("for="): name for name, value in LIES.items()}
ALL_LIES = [
    *({name: value} for name, value in LIES.items()),
    LIES,
    {"X-Forwarded-For": f"192.0.2.1, {HOME}"},  # as if a trusted hop had seen it
]


@check("WSS501", gettext_lazy("The server sees its clients' real addresses"), needs=("WSS302",))
def address(case: Case) -> Finding:
    """Asks at the door `whoami` of servers like ours: once honestly, then with made-up headers."""
    case_there, own = vantage(case)
    for path in doors(case.target.path):
        case.whoami = whoami(case_there, path)
        if case.whoami is not None:
            break
    else:
        return skipped(_("The server has no door %(door)s to ask at.") % {"door": DOOR})
    seen = plain(case.whoami.get("address"))
    if hidden(seen, plain(own), plain(case.place[1][0] if case.place else "")):
        return behind(seen, own)
    return forgery(case_there, path, seen, own)


def vantage(case: Case) -> tuple[Case, str]:
    """From where to ask, and that address.

    On loopback everybody is trusted as a proxy, by servers like ours: there a neighbour asks.
    """
    with case.dial() as sock:
        own = sock.getsockname()[0]
    if own == HOME and not case.target.source:
        there = replace(case, target=replace(case.target, source=NEIGHBOUR))
        try:
            there.dial().close()
        except OSError:  # macOS has no such neighbour
            return case, own
        return there, NEIGHBOUR
    return case, own


def doors(path: str) -> list[str]:
    """Where the door may be: beside the path that is examined, or at its usual place."""
    path = urlsplit(path).path.rstrip("/").removesuffix("/whoami")
    return list(dict.fromkeys([f"{path}/whoami" if path else DOOR, DOOR]))


def whoami(case: Case, path: str, headers: dict[str, str] | None = None) -> dict[str, Any] | None:
    """What the server says of us, with the `skew` of its clock; None where it does not."""
    try:
        with conversation(case, path, (headers or {}).items()) as talk:
            talk.send("whoami")  # so that an echo answers at once, too
            said = json.loads(talk.hear())
            if said["on"] == "whoami" and math.isfinite(skew := said["time"] - time.time()):
                return said | {"skew": skew}
    except (OSError, ArithmeticError, ValueError, TypeError, KeyError, RecursionError):
        pass
    return None


def plain(text: Any) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address in a text, without its zone; None for what is no address."""
    try:
        found = ipaddress.ip_address(str(text).partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def hidden(seen, own, server) -> bool:
    """Whether the address that is seen is a proxy's: not ours, nor what a router makes of ours."""
    if seen is None or own is None:
        return True
    routed = server is not None and server.is_global and not own.is_global
    return seen != own and not (routed and seen.is_global and seen != server)


def behind(seen, own: str) -> Finding:
    facts = {"seen": seen or "unix", "own": own}
    cure = _(
        "The proxy does not say who its clients are, or TRUSTED_PROXIES in .env does not name it "
        "(%(seen)s). Let it say so:"
    )
    words = _("The server takes this client (%(own)s) for %(seen)s, which is a proxy or a router.")
    if seen is None:
        words = _("The server sees no address of its clients: they come over a Unix socket.")
    return fault(words % facts, f"{cure % facts}\n{lines.REAL_IP}")


def forgery(case: Case, path: str, seen, own: str) -> Finding:
    """Whether a client that makes up headers is believed, or can at least hide."""
    believed, hiding = lied(case, path, seen)
    facts = {"seen": seen, "headers": ", ".join(sorted(believed or hiding))}
    cure = _("Let the proxy set these headers itself, and drop what clients send:")
    if believed and own in (HOME, "::1"):
        return skipped(_("From the server's own machine it cannot be told; ask from another one."))
    if believed:
        seen = _("Clients can choose their address: a made-up %(headers)s is believed.")
        return fault(seen % facts, f"{cure}\n{lines.REAL_IP}")
    if hiding:
        seen = _("A client that makes up %(headers)s hides behind the proxy's own address.")
        return warning(seen % facts, f"{cure}\n{lines.REAL_IP}")
    return ok(_("The server sees %(seen)s, and made-up headers change nothing.") % facts)


def lied(case: Case, path: str, seen) -> tuple[set[str], set[str]]:
    """The headers that are believed, and those that make the server see somebody else."""
    believed: set[str] = set()
    hiding: set[str] = set()
    for lie in ALL_LIES:
        said = whoami(case, path, lie)
        told = plain(said.get("address")) if said else seen  # a refusal is an answer, too
        if str(told) in MADE_UP:
            believed.add(MADE_UP[str(told)])
        elif told != seen and not hiding & set(lie):
            hiding |= set(lie)
    return believed, hiding
