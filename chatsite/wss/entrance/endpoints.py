"""The strings of `-e`, in Twisted's syntax, understood before anything is opened."""

import re
from dataclasses import dataclass, field
from pathlib import Path

TLS = {"privateKey", "certKey", "extraCertChain", "minTLS", "ciphers"}
TLS |= {"clientCA", "sniDir", "passphraseFile"}
SOCKET = {"interface", "backlog", "proxyProtocol"}
# kind -> what the first unnamed field is, and all options
KINDS = {
    "tcp": ("port", {"port", *SOCKET}),
    "ssl": ("port", {"port", *SOCKET, *TLS}),
    "unix": ("address", {"address", "mode", "backlog", "lockfile", "proxyProtocol"}),
    "fd": ("fileno", {"fileno", "proxyProtocol", *TLS}),
    "redirect": ("port", {"port", "interface", "backlog", "to", "acme"}),
}
BACKLOG = 1024  # Twisted's 50 turns honest clients away while others dawdle over a handshake


class EndpointError(ValueError):
    """An endpoint that cannot be served as written; its text is a sentence with the cure."""


@dataclass(frozen=True)
class Endpoint:
    """Where and how the server listens."""

    description: str
    kind: str
    options: dict[str, str] = field(hash=False)

    def number(self, name, default, highest=65535):
        """The option's value as a whole number; EndpointError where it is none."""
        text = self.options.get(name, str(default))
        if not text.isascii() or not text.isdigit() or int(text) > highest:
            raise EndpointError(
                f"-e {self.description}: {name}={text}: expected a whole number up to {highest}."
            )
        return int(text)

    def switch(self, name):
        """Whether the option is on."""
        text = self.options.get(name, "no")
        if text not in ("yes", "no"):
            raise EndpointError(f"-e {self.description}: {name}={text}: expected yes or no.")
        return text == "yes"

    @property
    def secure(self):
        """Whether TLS is spoken here."""
        return self.kind == "ssl" or "certKey" in self.options or "privateKey" in self.options

    def tls_options(self):
        """What concerns TLS, by Certificates' names; EndpointError for an unreadable passphrase."""
        key = self.options.get("privateKey", "server.pem")
        named = {
            "cert": self.options.get("certKey", key),
            "key": key,
            "chain": self.options.get("extraCertChain"),
            "minimum": self.options.get("minTLS", "1.2"),
            "ciphers": self.options.get("ciphers"),
            "client_ca": self.options.get("clientCA"),
            "sni_dir": self.options.get("sniDir"),
            "passphrase": passphrase(self.options.get("passphraseFile")),
        }
        return {name: value for name, value in named.items() if value is not None}


def passphrase(path):
    """The bytes of the file, without the end of its line."""
    if path is None:
        return None
    try:
        return Path(path).read_bytes().rstrip(b"\r\n")
    except OSError as error:
        raise EndpointError(f"{path} (passphraseFile) cannot be read: {error.strerror}.") from None


def parse(description):
    """The endpoint that a string of `-e` names, or None for a kind that is left to Twisted."""
    kind, *fields = split(description)
    if kind not in KINDS:
        return None
    unnamed, known = KINDS[kind]
    options = {}
    for text in fields:
        if not text:
            raise EndpointError(
                f"-e {description}: there is an empty field. In quotes, write \\: for a colon that "
                "belongs to a value, as in interface=\\:\\:1."
            )
        name, equals, value = text.partition("=")
        name, value = (name, value) if equals else (unnamed, text)
        if name not in known:
            raise EndpointError(
                f"-e {description}: there is no option {name!r}. "
                f"{kind}: has {', '.join(sorted(known))}."
            )
        options[name] = value
    if unnamed not in options:
        raise EndpointError(f"-e {description}: the {unnamed} is missing.")
    return Endpoint(description, kind, options)


def split(description):
    r"""The fields between colons; `\:` stands for a colon, as in IPv6 addresses."""
    fields = re.findall(r"(?:^|:)((?:\\.|[^:\\])*)", description)
    return [re.sub(r"\\(.)", r"\1", text) for text in fields]
