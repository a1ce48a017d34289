"""WSS001 and WSS002: the address as it is written, and what its name resolves to."""

import socket

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatsite.wss.doctor import address
from chatsite.wss.doctor.case import Case, Place
from chatsite.wss.doctor.catalogue import check
from chatsite.wss.doctor.findings import Finding, fault, ok, skipped

FAMILIES = {socket.AF_INET: "A", socket.AF_INET6: "AAAA"}  # as DNS calls their records


@check("WSS001", gettext_lazy("The address is usable"), vital=("wechat",))
def address_is_usable(case: Case) -> Finding:
    return address.usable(case.target)


@check("WSS002", gettext_lazy("The name resolves"))
def name_resolves(case: Case) -> Finding:
    """Fills case.places."""
    target = case.target
    try:
        case.places = lookup(*(target.address or (target.host, target.port)))
    except socket.gaierror as error:
        return unresolved(target.host, error)
    if target.address:
        host = target.address[0]
        return skipped(_("%(host)s is examined instead, as asked.") % {"host": host})
    if target.is_address:
        return ok(_("%(host)s needs no DNS.") % {"host": target.host})
    return ok(_("%(host)s is %(places)s.") % {"host": target.host, "places": listed(case.places)})


def lookup(host: str, port: int) -> list[Place]:
    """Where to connect to, IPv6 and IPv4, in the order that this machine prefers."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(family, place) for family, _type, _protocol, _name, place in found]


def listed(places: list[Place]) -> str:
    """192.0.2.7 (A), 2001:db8::7 (AAAA)."""
    return ", ".join(f"{place[0]} ({FAMILIES.get(family, family)})" for family, place in places)


def unresolved(host: str, error: socket.gaierror) -> Finding:
    """Told apart: no such name, a name without addresses, and a resolver that does not answer."""
    names = {"host": host, "error": error.strerror}
    if error.errno == socket.EAI_AGAIN:
        return fault(
            _("The resolver of this machine does not answer when it is asked for %(host)s.")
            % names,
            _("Look at /etc/resolv.conf and the network of this machine: resolvectl status"),
        )
    if error.errno == getattr(socket, "EAI_NODATA", None):
        return fault(
            _("The name %(host)s exists, but has no address.") % names,
            _("Add an A record with the server's IPv4 address, and AAAA for IPv6, in the DNS."),
        )
    if error.errno == socket.EAI_NONAME:
        return fault(
            _("There is no name %(host)s in the DNS.") % names,
            _(
                "Correct the name, or add an A record for it where the domain is administered. "
                "A new record is seen after some minutes: dig +short %(host)s"
            )
            % names,
        )
    return fault(
        _("%(host)s cannot be resolved: %(error)s.") % names,
        _("Correct the name, or the resolver of this machine in /etc/resolv.conf."),
    )
