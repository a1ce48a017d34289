"""The files of `deploy/` with a site's own values where the examples stand. Pure: text to text.

The files are complete and valid as they are. Filling them in replaces example values, literally and
all at once, so a file needs no signs of a template, and a value is never taken for an example.
"""

import ipaddress
import re
from dataclasses import dataclass

from chatsite.env import Refused, url_host

UPSTREAM = "127.0.0.1:8282"
IPV6_TWIN = "[::]:"  # in lines that listen on all addresses of IPv6, beside those of IPv4
ADDRESS = re.compile(r"(?:\[([0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)\]|([\w.-]+)):(\d+)")
# What means nothing to these programs, to systemd or to a shell: no blank, quote, brace, ; $ or %.
PLAIN_PATH = re.compile(r"/[\w./@+=~-]*")


@dataclass(frozen=True)
class Kind:
    """What is to be deployed: its files, and how they write the address of a site behind them."""

    files: tuple[str, ...]
    tcp: str = "{}"
    unix: str = "unix:{}"  # empty where there can be none

    def address(self, upstream: str) -> str:
        """An upstream as these files have it; Refused where it cannot be one."""
        path = upstream.removeprefix("unix:")
        if path == upstream:
            return self.tcp.format(upstream)
        if not self.unix:
            raise Refused(f"an address such as {UPSTREAM}, for TLS needs TCP, not {upstream!r}")
        return self.unix.format(path)


# Told to people in the words of the first comment of each file.
KINDS = {
    "nginx": Kind(("nginx/chatsite.conf",)),
    "apache": Kind(("apache/chatsite.conf",), tcp="http://{}", unix="unix:{}|http://site1"),
    "haproxy": Kind(("haproxy/haproxy.cfg",), unix="unix@{}"),
    "haproxy-tcp": Kind(("haproxy/haproxy-tcp.cfg",), unix=""),
    "caddy": Kind(("caddy/Caddyfile",), unix="unix/{}"),
}


@dataclass(frozen=True)
class Place:
    """The values of one site, each of them fit for any of the files."""

    domain: str
    upstreams: tuple[str, ...]
    cert: str
    key: str
    own_certificate: bool  # whether they are also for a program that would get some by itself
    static: str
    webroot: str
    certbot_port: int
    interface: str  # empty: all
    https_port: int
    http_port: int

    @property
    def authority(self) -> str:
        """The name and the port as browsers write them."""
        return self.domain + f":{self.https_port}" * (self.https_port != 443)

    def examples(self) -> dict[str, str]:
        """What stands in the files, and what is to stand there for this site."""
        listening = endpoint(self.upstreams[0])
        return {
            "/etc/letsencrypt/live/chat.example.org/fullchain.pem": self.cert,
            "/etc/letsencrypt/live/chat.example.org/privkey.pem": self.key,
            "tls {": f"tls {self.cert} {self.key} {{" if self.own_certificate else "tls {",
            "https://chat.example.org": f"https://{self.authority}",
            "wss://chat.example.org": f"wss://{self.authority}",
            "chat.example.org": self.domain,
            "/var/lib/chatsite/static": self.static,
            "/var/www/html": self.webroot,
            "tcp:8282:interface=127.0.0.1": listening,
            "8282:interface=127.0.0.1": listening.removeprefix("tcp:"),
            "8402": str(self.certbot_port),
            "*:443": f"{self.interface or '*'}:{self.https_port}",
            "*:80": f"{self.interface or '*'}:{self.http_port}",
            'bind ""': f"bind {self.interface}" if self.interface else 'bind ""',
            "443": str(self.https_port),
            "80": str(self.http_port),
        }


def fill(kind: Kind, text: str, place: Place) -> str:
    """The text of one of this kind's files with the values of this place.

    The line with the address of the site behind comes once for each of several.
    """
    examples, example = place.examples(), kind.address(UPSTREAM)
    addresses = [kind.address(upstream) for upstream in place.upstreams]
    lines = []
    for line in text.splitlines(keepends=True):
        setting = not line.lstrip().startswith("#")
        if setting and place.interface and IPV6_TWIN in line:
            continue
        for number, address in enumerate(addresses, 1):
            name = {"site1": f"site{number}", example: address.replace("site1", f"site{number}")}
            if number == 1 or (setting and example in line):
                lines.append(exchange(line, examples | name))
    return "".join(lines)


def exchange(line: str, examples: dict[str, str]) -> str:
    """The line with its examples exchanged; where several begin at one place, the longest."""
    words = "|".join(re.escape(word) for word in sorted(examples, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{words})(?!\w)", lambda found: examples[found[0]], line)


def endpoint(upstream: str) -> str:
    """Where the site has to listen to be found there, as `-e` has it."""
    if upstream.startswith("unix:"):
        return upstream
    host, _, number = upstream.rpartition(":")
    interface = host.strip("[]").replace(":", r"\:")
    return f"tcp:{number}:interface={interface}"


# ---- What people type ----------------------------------------------------------------------------


def domain(text: str) -> str:
    """A name as configurations need it, in ASCII; Refused for an address, as certificates are."""
    try:
        name = url_host(text)
    except ValueError:
        name = ""
    if not name or name.startswith("[") or name.rpartition(".")[2].isdigit():
        raise Refused(
            f"a domain such as chat.example.org, not {text!r}: certificates are for names"
        )
    return name


def upstream(text: str) -> str:
    """The address of a site behind: host:port, [::1]:port or unix:/path."""
    if text.startswith("unix:"):
        return "unix:" + path(text.removeprefix("unix:"))
    found = ADDRESS.fullmatch(text)
    try:
        host = url_host(found[1] or found[2]) if found else ""
    except ValueError:
        host = ""
    if not found or not host:
        expected = f"{UPSTREAM}, [::1]:8282 or unix:/run/chatsite/web.sock"
        raise Refused(f"an address such as {expected}, not {text!r}")
    return f"{host}:{port(found[3])}"


def path(text: str) -> str:
    """An absolute path that no program could take for something else."""
    if not PLAIN_PATH.fullmatch(text):
        raise Refused(
            "an absolute path of letters, digits and . _ - / alone, for anything else means "
            f"something to one of these programs, not {text!r}: move it or make a link to it"
        )
    return text


def interface(text: str) -> str:
    """An address of this machine, with brackets around those of IPv6."""
    try:
        found = ipaddress.ip_address("zone" if "%" in text else text.strip("[]"))
    except ValueError:
        raise Refused(f"an address such as 127.0.0.1 or ::1, not {text!r}") from None
    return f"[{found}]" if found.version == 6 else str(found)


def port(text: str) -> int:
    """A TCP port."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise Refused(f"a port from 1 to 65535, not {text!r}")
    return int(text)
