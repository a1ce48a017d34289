"""What it means when a handshake is answered with anything but 101, and what cures it. Pure."""

import re
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from chatsite.wss.doctor import lines
from chatsite.wss.doctor.answers import Answer, printable
from chatsite.wss.doctor.banners import foreign
from chatsite.wss.doctor.findings import Finding, fault
from chatsite.wss.doctor.statuses import CLOUDFLARE, LOGS, MEANINGS, OTHER, UPGRADE_TOO
from chatsite.wss.doctor.target import Target

TLS_PORT = re.compile(r"HTTPS port|HTTPS server|SSL-enabled server|speaks wss://")


def meaning(answer: Answer, target: Target) -> Finding:
    """The finding for an answer that opens no socket."""
    readings = {0: no_http, 2: page, 3: moved, 400: bad_request}
    status = answer.status
    return readings.get(status, readings.get(status // 100, told))(answer, target)


def told(answer: Answer, target: Target) -> Finding:
    """What the tables say."""
    status, facts = answer.status, filled(answer, target)
    if status in CLOUDFLARE:
        seen = _("Cloudflare has trouble with the server behind it (%(status)s): %(trouble)s.")
        return fault(seen % {"status": status, "trouble": CLOUDFLARE[status]}, str(LOGS))
    meant, cure = MEANINGS.get(status, OTHER)
    more = f"\n{lines.UPGRADE}" if status in UPGRADE_TOO else ""
    return fault(meant % facts, f"{cure}{more}" % facts)


def filled(answer: Answer, target: Target) -> dict[str, object]:
    """What the sentences name."""
    text = answer.text.rstrip(".") or _("without a word")
    return {"status": answer.status, "text": text, "path": urlsplit(target.path).path}


def page(answer: Answer, target: Target) -> Finding:
    facts = filled(answer, target)
    seen = _("A page comes back instead of a socket (%(status)s: %(text)s).")
    cure = _(
        "If %(path)s is the address of a page, clients must use that of the sockets, such as /wss. "
        "If not, the proxy in front does not forward the upgrade:"
    )
    return fault(seen % facts, f"{cure}\n{lines.UPGRADE}" % facts)


def moved(answer: Answer, target: Target) -> Finding:
    """A redirect, which WebSocket clients do not follow."""
    place = answer.header("Location")
    with suppress(ValueError):  # a place that is none is shown as it is
        place = urljoin(f"{target.origin}{target.path}", place)
    place = re.sub("^http", "ws", place)
    seen = _("Clients are sent to %(place)s (%(status)s), and WebSocket clients do not follow.")
    cure = _(
        "Connect to that address if it is the socket's. Otherwise take %(path)s out of the "
        "redirect: in nginx a `location %(path)s` beside the one that redirects."
    )
    facts = filled(answer, target) | {"place": place}
    return fault(seen % facts, cure % facts)


def bad_request(answer: Answer, target: Target) -> Finding:
    facts = filled(answer, target)
    body = answer.body.decode("utf-8", "replace")
    seen = _("The server finds the handshake wrong (400): %(text)s") % facts
    if TLS_PORT.search(body):  # a proxy's; WSS004 finds out when it is the port's own
        cure = _(
            "The proxy speaks plain HTTP to a server that speaks TLS. One of them is to: let the "
            "server listen without it (daphne -e tcp:8282:interface=127.0.0.1), or write https:// "
            "into proxy_pass (nginx) or ProxyPass (Apache)."
        )
        return fault(seen, cure)
    if "SITE_URL" in body or "ALLOWED_HOSTS" in body:
        cure = _(
            "Set SITE_URL in .env to the address that people type (Django: ALLOWED_HOSTS) and "
            "start the server again. A proxy must pass the name on:"
        )
        return fault(seen, f"{cure}\n{lines.HOST}")
    cure = _("A header was lost or changed on the way. Let the proxy pass the upgrade on:")
    return fault(seen, f"{cure}\n{lines.UPGRADE}" % facts)


def no_http(answer: Answer, target: Target) -> Finding:
    """Bytes that are no HTTP, or none at all."""
    if not answer.body:
        return hung_up(target)
    if answer.body.startswith(b"HTTP/"):
        start = printable(answer.body.decode("latin-1"), 40)
        return fault(_("The answer breaks off: %(start)s") % {"start": start}, str(LOGS))
    return foreign(answer.body)


def hung_up(target: Target) -> Finding:
    cure = _(
        "Is it the WebSocket server that listens on port %(port)s? Then its log says why it hangs "
        "up."
    )
    if target.secure:
        cure += " " + _(
            "It may want a certificate of each client (nginx: ssl_verify_client on; daphne: "
            "clientCA=): take that option away, or give clients one."
        )
    return fault(_("The server hangs up without an answer."), cure % {"port": target.port})


def unanswered(error: TimeoutError) -> Finding:
    """The connection was taken, and then nothing came."""
    return fault(
        _("The handshake is not answered: %(error)s.") % {"error": error},
        _(
            "The server hangs, or the proxy waits for it in vain: restart it and look at its log. "
            "Where it listens without TLS, the proxy must not speak TLS to it (http://, not "
            "https://, in proxy_pass)."
        ),
    )
