"""Whether clients can use an address at all, as it is written. Pure."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from chatsite.wss.doctor.findings import Finding, warnings
from chatsite.wss.doctor.target import Target


def usable(target: Target) -> Finding:
    """WSS001: encrypted, by a name, and nothing in it that clients refuse."""
    return warnings(
        [*unencrypted(target), *without_name(target), *with_extras(target)],
        _("%(url)s is an address that every client can use.") % {"url": target.url},
    )


def unencrypted(target: Target) -> Iterator[tuple[str, str]]:
    if not target.secure:
        yield (
            _(
                "%(url)s is not encrypted: pages over https and mini-programs cannot open ws://, "
                "and everybody on the way can read along."
            )
            % {"url": target.url},
            _(
                "Serve TLS (daphne -e ssl:8282:privateKey=key.pem:certKey=cert.pem …, or a proxy "
                "in front), let clients open wss://, and set SITE_URL=https://%(host)s in .env."
            )
            % {"host": target.host},
        )


def without_name(target: Target) -> Iterator[tuple[str, str]]:
    if target.is_address:
        yield (
            _(
                "%(host)s is an IP address: certificates are for names, and mini-programs accept "
                "no addresses."
            )
            % {"host": target.host},
            _(
                "Point a domain name to %(host)s, get a certificate for that name, and use it "
                "in the clients and in SITE_URL."
            )
            % {"host": target.host},
        )


def with_extras(target: Target) -> Iterator[tuple[str, str]]:
    for part in target.extras:
        yield (
            _("The address contains %(part)s, which browsers refuse in a WebSocket address.")
            % {"part": part},
            _("Leave it out. What the server must know goes into the path, the query or a cookie."),
        )
