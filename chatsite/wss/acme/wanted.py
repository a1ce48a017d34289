"""A certificate that is wanted, and the file in which it is kept with its key.

One file, for two cannot be replaced at the same moment. Its first line says who issued it, as RFC
7468 allows: a stand-in of the local CA, or what another authority has signed, is due at once.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from chatsite.wss.acme import schedule
from chatsite.wss.tls.contexts import Certificates, TLSError
from chatsite.wss.tls.files import write_whole
from chatsite.wss.tls.pem import domains

LETS_ENCRYPT = "https://acme-v02.api.letsencrypt.org/directory"
ISSUED_BY = "Issued by "


@dataclass(frozen=True)
class Wanted:
    """Who is to certify which names, and where the result is kept: key and chain in one file."""

    names: tuple[str, ...]
    path: Path
    directory: str = LETS_ENCRYPT  # of the authority: RFC 8555, 7.1.1
    ca: Path | None = None  # whom to trust when talking to it, instead of the system's store
    email: str | None = None

    @property
    def authority(self) -> str:
        """What to call it."""
        host = urlsplit(self.directory).netloc
        return "Let's Encrypt" if host.endswith(".letsencrypt.org") else host

    @property
    def account(self) -> Path:
        """The key of our account there."""
        host = urlsplit(self.directory).netloc.replace(":", "-")
        return self.path.parent / f"account-{host}.pem"

    @property
    def webroot(self) -> Path:
        """What the endpoint `redirect:` has as `acme`."""
        return self.path.parent / "webroot"

    # ---- What is kept ----

    def keep(self, pem: bytes, issuer: str) -> None:
        """Write key and chain, all or nothing, for their owner alone."""
        write_whole(self.path, f"{ISSUED_BY}{issuer}\n".encode() + pem, secret=True)

    def stand_in(self, issue: Callable[[], bytes]) -> None:
        """See that there is something to serve until the authority's own is there."""
        try:
            Certificates(self.path, self.path)
        except TLSError:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.keep(issue(), "the local CA, until the authority's own is there")

    def leaf(self) -> x509.Certificate | None:
        """The certificate of this authority for these names; None where there is none."""
        try:
            content = self.path.read_bytes()
            leaf = x509.load_pem_x509_certificates(content)[0]
        except (OSError, ValueError):
            return None
        ours = content.startswith(f"{ISSUED_BY}{self.directory}\n".encode())
        return leaf if ours and set(self.names) <= set(domains(leaf)) else None

    def due(self) -> datetime.datetime:
        """When to ask for the next one."""
        leaf = self.leaf()
        return schedule.renewal(leaf) if leaf else datetime.datetime.now(datetime.UTC)

    def __str__(self) -> str:
        """What there is, in a sentence for who starts the server."""
        names, leaf = ", ".join(self.names), self.leaf()
        if leaf and leaf.not_valid_after_utc > datetime.datetime.now(datetime.UTC):
            until = f"{leaf.not_valid_after_utc:%Y-%m-%d %H:%M} UTC"
            return f"The certificate of {self.authority} for {names} is good until {until}."
        return (
            f"{self.authority} is being asked for the certificate of {names}; until it is there, "
            "browsers warn."
        )
