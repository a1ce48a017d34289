"""Whether a page may use the session cookie of its reader: only a page of this site.

A browser sends the cookie with every socket that any page opens to us, and names that page's site
in Origin (RFC 6455, 10.2). Without this check each of them could speak as its reader.
"""

from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from django.conf import settings

SCHEMES = {"wss": "https", "ws": "http"}
PORTS = {"https": 443, "http": 80}


def is_ours(origin: str, scheme: str, host: str) -> bool:
    """Whether an Origin is the site that a handshake named, or one that the settings trust.

    `scheme` is the socket's, wss or ws. A missing Origin is nobody's.
    """
    page = place(origin)
    if page is None:
        return False
    trusted = [place(each) for each in (settings.SITE_URL, *settings.CSRF_TRUSTED_ORIGINS)]
    return any(fits(page, each) for each in (place(f"{SCHEMES[scheme]}://{host}"), *trusted))


def place(url: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of an address, as they are compared."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None


def fits(page: tuple[str, str, int | None], ours: tuple[str, str, int | None] | None) -> bool:
    """Whether they are the same; `ours` may say `*.example.org`, as Django's setting does."""
    if ours is None or (page[0], page[2]) != (ours[0], ours[2]):
        return False
    return page[1] == ours[1] or (ours[1].startswith("*.") and fnmatchcase(page[1], ours[1]))
