"""What a port that speaks no TLS speaks instead, by its first words, and what to do. Pure."""

from django.utils.translation import gettext as _

from chatsite.wss.doctor.findings import Finding, fault
from chatsite.wss.doctor.hello import Alert
from chatsite.wss.doctor.target import Target

# How the first words begin -> what is spoken there
BANNERS = {
    b"HTTP/": "HTTP",
    b"SSH-": "SSH",
    b"220": "SMTP, FTP",  # both begin with it
    b"+OK": "POP3",
    b"* OK": "IMAP",
    b"RFB ": "VNC",
}
WANTS_A_CERTIFICATE_OF_IT = ("unrecognized_name", "internal_error", "handshake_failure")


def spoken(words: bytes) -> str | None:
    """The protocol that begins so; None if we do not know it."""
    return next((name for start, name in BANNERS.items() if words.startswith(start)), None)


def understood(words: bytes) -> bool:
    return spoken(words) is not None


def is_http(words: bytes) -> bool:
    return words.startswith(b"HTTP/")


def plain_http(target: Target) -> Finding:
    return fault(
        _("The port speaks plain HTTP, so ws:// and not wss://."),
        _(
            "Give the endpoint TLS: daphne -e ssl:%(port)s:privateKey=key.pem:certKey=cert.pem …; "
            "nginx: listen %(port)s ssl; Apache: SSLEngine on\n"
            "Or, where TLS ends in a proxy: let clients connect to the proxy's port (443).\n"
            "Only pages over http can open ws://%(rest)s"
        )
        % {"port": target.port, "rest": target.url.removeprefix("wss://")},
    )


def foreign(words: bytes) -> Finding:
    """Another protocol: which one, and its own words, as far as they can be shown."""
    shown = "".join(c for c in words[:60].decode("ascii", "replace") if c.isprintable())
    name = spoken(words)
    seen = (
        _("The port speaks %(protocol)s: “%(words)s”.")
        if name
        else _("The port speaks another protocol: “%(words)s”.")
    )
    return fault(
        seen % {"protocol": name, "words": shown},
        _("The port is wrong: look on the server for the port of the wss service: ss -ltnp"),
    )


def silence() -> Finding:
    return fault(
        _("The port takes connections, but says nothing, neither to TLS nor to HTTP."),
        _(
            "Look for the process behind it (ss -ltnp) and in its log: it hangs, is overloaded, or "
            "speaks another protocol.\n"
            "If it expects the PROXY protocol of a balancer (proxyProtocol=yes; nginx: listen … "
            "proxy_protocol), connect to the balancer, or take that option away.\n"
            "If it is a balancer, none of its servers runs: look at its status."
        ),
    )


def hangs_up(reset: bool) -> Finding:
    seen = (
        _("The port takes connections and resets them at the first byte.")
        if reset
        else _("The port takes connections and closes them without a word.")
    )
    return fault(
        seen,
        _(
            "If it expects the PROXY protocol of a balancer (proxyProtocol=yes; nginx: listen … "
            "proxy_protocol), connect to the balancer, or take that option away.\n"
            "If it is a balancer, none of its servers runs: look at its status.\n"
            "Or a firewall on the way cuts TLS."
        ),
    )


def refused(host: str, alert: Alert) -> Finding:
    """TLS is spoken, but not with us."""
    names = {"alert": str(alert), "host": host}
    seen = _("The port speaks TLS, but refuses the handshake: %(alert)s.") % names
    if str(alert) in WANTS_A_CERTIFICATE_OF_IT:
        return fault(
            seen,
            _(
                "It has no certificate for %(host)s: let nginx (server_name), Apache (ServerName) "
                "or the CDN know the name, and give it a certificate.\n"
                "Or it cannot read its certificate: look at the server's log."
            )
            % names,
        )
    return fault(
        seen,
        _(
            "Let it speak TLS 1.2 and 1.3: daphne -e ssl:… does; nginx: ssl_protocols TLSv1.2 "
            "TLSv1.3; Apache: SSLProtocol -all +TLSv1.2 +TLSv1.3\n"
            "The server's log tells why it refused."
        ),
    )
