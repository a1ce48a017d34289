"""The strings of `-e`, in Twisted's syntax: `ssl:` is ours, every other kind is Twisted's."""

import errno
import re

from twisted.internet import reactor
from twisted.internet.endpoints import SSL4ServerEndpoint, serverFromString
from twisted.internet.error import CannotListenError

from chatsite.wss.tls import VERSIONS, make_context

BACKLOG = 1024  # Twisted's 50 turns honest clients away while others dawdle over a handshake
OPTIONS = ("port", "interface", "backlog", "privateKey", "certKey", "extraCertChain", "minTLS")


class EndpointError(ValueError):
    """An endpoint that cannot be served as written; its text is a sentence with the cure."""


def server_endpoint(description):
    """The Twisted endpoint for one `-e` string; EndpointError or TLSError where it cannot be."""
    if description.partition(":")[0] == "ssl":
        return ssl_endpoint(**ssl_options(description))
    try:
        return serverFromString(reactor, description)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise EndpointError(
            f"-e {description} cannot be understood ({error}). Write for example "
            "ssl:8282:privateKey=key.pem:certKey=cert.pem or tcp:8000:interface=127.0.0.1"
        ) from None


def ssl_options(description):
    r"""The options of an `ssl:` string by name; `\:` stands for a colon, as in IPv6 addresses."""
    fields = [
        re.sub(r"\\(.)", r"\1", field)
        for field in re.findall(r"(?:^|:)((?:\\.|[^:\\])*)", description)
    ]
    options = {}
    for field in fields[1:]:
        name, equals, value = field.partition("=")
        name, value = (name, value) if equals else ("port", field)
        if name not in OPTIONS:
            raise EndpointError(
                f"-e {description}: there is no option {name!r}. An ssl endpoint has: "
                f"{', '.join(OPTIONS)}."
            )
        options[name] = value
    return options


def ssl_endpoint(
    port="443",
    interface="",
    backlog=BACKLOG,
    privateKey="server.pem",
    certKey=None,
    extraCertChain=None,
    minTLS="1.2",
):
    """An endpoint that speaks TLS with the whole chain of `certKey`; the defaults are Twisted's."""
    if minTLS not in VERSIONS:
        raise EndpointError(f"minTLS={minTLS}: expected {' or '.join(VERSIONS)}.")
    context = make_context(certKey or privateKey, privateKey, extraCertChain, minTLS)
    return SSL4ServerEndpoint(
        reactor,
        whole_number("port", port),
        Contexts(context),
        backlog=whole_number("backlog", backlog),
        interface=interface,
    )


def whole_number(name, text):
    """The option's value as a number; EndpointError where it is none."""
    if not str(text).isascii() or not str(text).isdigit() or int(text) > 65535:
        raise EndpointError(f"{name}={text}: expected a whole number up to 65535.")
    return int(text)


class Contexts:
    """Gives Twisted the TLS context of each new connection."""

    def __init__(self, context):
        self.context = context

    def getContext(self):
        return self.context


def listen_problem(failure):
    """One sentence with the cure for an endpoint that could not listen."""
    if not failure.check(CannotListenError):
        return failure.getErrorMessage()
    where, error = failure.value.port, failure.value.socketError
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return (
            f"Port {where} is taken by another program. Stop that one (ss -ltnp 'sport = :{where}' "
            "names it) or choose another port."
        )
    if number in (errno.EACCES, errno.EPERM):
        return (
            f"Port {where} needs rights that this user has not. Choose a port above 1023, put a "
            "proxy in front, or allow it: sysctl net.ipv4.ip_unprivileged_port_start=0"
        )
    if number == errno.EADDRNOTAVAIL:
        return f"{failure.value.interface} is not an address of this machine."
    return f"Cannot listen on {where}: {error}."
