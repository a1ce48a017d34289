"""What is examined: the URL that a client would open, and how this examination goes about it."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

PORTS = {"wss": 443, "ws": 80}
OTHER_SCHEMES = {"https": "wss", "http": "ws"}


class TargetError(ValueError):
    """A URL that cannot be examined; its text is a sentence with the cure."""


@dataclass(frozen=True)
class Target:
    """One WebSocket address and the options of its examination."""

    scheme: str
    host: str
    port: int
    path: str = "/"  # with its query
    subprotocols: tuple[str, ...] = ()
    ca: str | None = None  # a PEM file that is trusted beside the system's authorities
    address: tuple[str, int] | None = None  # to connect to instead of what the name resolves to
    source: str | None = None  # our own address to connect from
    http_port: int | None = None  # where plain HTTP should redirect; 80 beside 443
    quiet_seconds: float = 0  # how long to keep silent; 0: not at all
    patience: float = field(default=5.0, compare=False)  # seconds for each answer

    @property
    def secure(self) -> bool:
        """Whether clients speak TLS to it."""
        return self.scheme == "wss"

    @property
    def authority(self) -> str:
        """Host and port as a Host header has them: the standard port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """The Origin of a page that this very server gives."""
        return f"{'https' if self.secure else 'http'}://{self.authority}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def parse(url: str, **options) -> Target:
    """The target that a person typed; TargetError where nothing can be examined."""
    try:
        parts = urlsplit(url if "://" in url else f"wss://{url}")
        scheme = OTHER_SCHEMES.get(parts.scheme, parts.scheme)
        host, port = parts.hostname, parts.port
    except ValueError:
        scheme, host, port = "", None, None
    if scheme not in PORTS or not host or port == 0:
        raise TargetError(
            _("%(url)r is no WebSocket address. Write it as wss://chat.example.org/wss")
            % {"url": url}
        )
    path = parts.path or "/"
    path += f"?{parts.query}" if parts.query else ""
    return Target(scheme, host, port or PORTS[scheme], path, **options)
