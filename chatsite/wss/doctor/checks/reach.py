"""WSS003: whether the port takes connections, on every address of the name."""

import errno
import socket
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatsite.wss.doctor.case import Case, Place
from chatsite.wss.doctor.catalogue import check
from chatsite.wss.doctor.findings import Finding, fault, ok, skipped, warning

NO_ROUTE = (errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
UNREACHABLE = (errno.EHOSTUNREACH, errno.EHOSTDOWN)
FORBIDDEN = (errno.EACCES, errno.EPERM)


class Outcome(Enum):
    """How an attempt to connect to one address ended."""

    CONNECTED = "connected"
    REFUSED = "refused"
    FILTERED = "filtered"
    UNREACHABLE = "unreachable"
    FORBIDDEN = "forbidden"
    NOT_FROM_HERE = "not from here"  # this machine has no address of that family


@check("WSS003", gettext_lazy("The port takes connections"))
def port_takes_connections(case: Case) -> Finding:
    """Fills case.place."""
    if not case.places:
        return skipped(_("%(id)s comes first.") % {"id": "WSS002"})
    outcomes = [(place, attempt(case, place)) for place in case.places]
    case.place = next((p for p, outcome in outcomes if outcome == Outcome.CONNECTED), None)
    tried = [pair for pair in outcomes if pair[1] != Outcome.NOT_FROM_HERE]
    failed = [pair for pair in tried if pair[1] != Outcome.CONNECTED]
    seen = " ".join(told(place, outcome) for place, outcome in outcomes)
    if case.place is None:
        place, outcome = (failed or outcomes)[0]
        return fault(seen, cure(outcome, place[1][1]))
    if failed:
        return warning(seen, cure_for_one(*failed[0]))
    return ok(seen)


def attempt(case: Case, place: Place) -> Outcome:
    try:
        case.dial(place).close()
    except TimeoutError:
        return Outcome.FILTERED
    except socket.gaierror:  # our own address, of the other family
        return Outcome.NOT_FROM_HERE
    except OSError as error:
        return meaning(error.errno)
    return Outcome.CONNECTED


def meaning(number: int | None) -> Outcome:
    """What the system's error says about the way to the server."""
    if number in NO_ROUTE:
        return Outcome.NOT_FROM_HERE
    if number in UNREACHABLE:
        return Outcome.UNREACHABLE
    return Outcome.FORBIDDEN if number in FORBIDDEN else Outcome.REFUSED


def told(place: Place, outcome: Outcome) -> str:
    names = {"host": place[1][0], "port": place[1][1]}
    sentence = {
        Outcome.CONNECTED: _("%(host)s takes connections on port %(port)s."),
        Outcome.REFUSED: _("%(host)s refuses connections on port %(port)s."),
        Outcome.FILTERED: _(
            "%(host)s does not answer on port %(port)s: a firewall drops it, or no machine has "
            "that address."
        ),
        Outcome.UNREACHABLE: _("%(host)s cannot be reached: no router knows a way to it."),
        Outcome.FORBIDDEN: _("This machine does not let us connect to %(host)s."),
        Outcome.NOT_FROM_HERE: _("%(host)s was not tried: this machine has no way to it."),
    }
    return sentence[outcome] % names


def cure(outcome: Outcome, port: int) -> str:
    """What to change so that somebody can connect, the likeliest first."""
    text = {
        Outcome.FILTERED: _(
            "Open the port in the server's firewall (ufw allow %(port)s/tcp) and in the security "
            "group of the cloud.\n"
            "Or the address or the port is wrong: compare it with the server's: ss -ltnp"
        ),
        Outcome.REFUSED: _(
            "A firewall may reject it: ufw allow %(port)s/tcp\n"
            "Or the port is wrong, or the server listens on 127.0.0.1 alone: ss -ltnp\n"
            "Or it does not run: python3 manage.py serve -e ssl:%(port)s:…; systemctl status"
        ),
        Outcome.UNREACHABLE: _(
            "Compare the address in the DNS with the server's (ip address), and see whether the "
            "server runs and has a network."
        ),
        Outcome.FORBIDDEN: _(
            "The firewall of this machine forbids it: look at its rules for outgoing connections "
            "(nft list ruleset)."
        ),
        Outcome.NOT_FROM_HERE: _(
            "Examine it from a machine that has IPv6 or a network, or give the server an address "
            "that can be reached from here."
        ),
    }[outcome]
    return text % {"port": port}


def cure_for_one(place: Place, outcome: Outcome) -> str:
    """The same where another address answers: clients that try this one first wait, or give up."""
    family, record = ("IPv6", "AAAA") if place[0] == socket.AF_INET6 else ("IPv4", "A")
    either = _(
        "Let the server listen there, too (daphne -e ssl:%(port)s:… without interface= takes all "
        "of IPv4 and IPv6; nginx: listen [::]:%(port)s ssl;) and open the firewall for "
        "%(family)s.\n"
        "Or take this %(record)s record out of the DNS: clients try it first, and wait."
    ) % {"port": place[1][1], "family": family, "record": record}
    return either if outcome != Outcome.FORBIDDEN else cure(outcome, place[1][1])
