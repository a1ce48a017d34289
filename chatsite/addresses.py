"""Names and addresses of hosts as browsers write them."""

import ipaddress

from chatsite.wss.tls.certificates import ascii_name


def url_host(host):
    """A name or an address as browsers write it in an address; ValueError if it is neither."""
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host)}]"
    if host.rpartition(".")[2].isdigit():  # for browsers then, it must be an address
        return str(ipaddress.IPv4Address(host))
    return ascii_name(host)
