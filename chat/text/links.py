"""Addresses in messages: http(s) only, and none that looks like another one."""

import re
import unicodedata
from ipaddress import IPv4Address
from urllib.parse import urlsplit

import idna
from markdown_it.token import Token

from chat.text.signs import is_dense, unseen

# Without http:// only these make an address: readme.md and main.py are files.
ENDINGS = ("com", "net", "org", "edu", "gov", "info", "io", "dev", "app", "vn", "cn")
HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")
ADDRESS = re.compile(r"[\w-]+\.[a-z]{2,}\b|\w://", re.IGNORECASE)


def is_allowed(url: str) -> bool:
    """Whether a link may lead there; the URL is normalized already.

    No name before an @, which pretends to be the host; no host that the network could not ask for.
    """
    try:
        parts = urlsplit(url)
        port = parts.port  # raises, as idna does, what is a ValueError
        host = parts.hostname or ""
        if "xn--" in host:
            idna.decode(host)
        if host.rpartition(".")[2][:1].isdigit():
            IPv4Address(host)
    except ValueError:
        return False
    named = HOST.fullmatch(host) and "@" not in parts.netloc and port != 0
    return bool(named) and parts.scheme in ("http", "https")


def host_of(url: str) -> str:
    """The host of a URL, as it is written there."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def shown_address(url: str) -> str:
    """An address as it was written; its host in punycode where its letters may be another's."""
    host = host_of(url)
    if is_plain(host):
        return url
    return re.sub(re.escape(host), asked_for(host), url, count=1, flags=re.IGNORECASE)


def is_plain(host: str) -> bool:
    """Whether these letters are what they look like: Latin with marks, or a dense script."""
    bare = unicodedata.normalize("NFD", host).replace("đ", "d")
    return all(sign.isascii() or unicodedata.combining(sign) or is_dense(sign) for sign in bare)


def asked_for(host: str) -> str:
    """The host as the network knows it."""
    labels = host.lower().split(".")
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in labels
    )


def unmask(tokens: list[Token]) -> list[Token]:
    """After a link whose words are an address other than its own: its own, too."""
    out: list[Token] = []
    words, href = "", ""
    for token in tokens:
        out.append(token)
        if token.type == "link_open":
            token.attrs.pop("title", None)
            words, href = "", "" if token.info == "auto" else str(token.attrGet("href"))
        elif token.type == "link_close" and href and is_masked(words, href):
            out.append(Token("text", "", 0, content=f" ({host_of(href)})"))
        else:
            words += token.content
    return out


def is_masked(words: str, href: str) -> bool:
    """Whether the words of a link read as an address, and its host is not in them."""
    plain = unseen.sub("", words)
    return bool(ADDRESS.search(plain)) and host_of(href) not in plain.lower()
