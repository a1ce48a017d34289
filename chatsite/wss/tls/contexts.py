"""The certificates of an endpoint: the newest on disk for each new connection, by name.

Open connections live on when a certificate is renewed. Tickets from before a change of the default
pair or of clientCA are not taken any more: those clients shake hands in full once, see the new
certificate, and show theirs to the new authority. A change in sniDir alone leaves tickets good.
"""

import logging
import ssl
from pathlib import Path

from chatsite.wss.tls.pem import Pair, TLSError
from chatsite.wss.tls.profile import Context, Profile

__all__ = ["Certificates", "TLSError"]

logger = logging.getLogger(__name__)


class Certificates:
    """The TLS contexts of one endpoint; TLSError where it could not serve what it was given.

    Paths are those of the endpoint's options; `passphrase` is the text itself.
    """

    def __init__(
        self,
        cert,
        key,
        chain=None,
        minimum="1.2",
        ciphers=None,
        client_ca=None,
        sni_dir=None,
        passphrase=None,
    ):
        self.default = Pair(Path(cert), Path(key), Path(chain) if chain else None)
        client_ca = Path(client_ca) if client_ca else None
        self.profile = Profile(minimum, ciphers, client_ca, passphrase)
        self.folder = Path(sni_dir) if sni_dir else None
        self.seen = {self.default: self.stamp(self.default)}
        self.told: dict[Pair, tuple] = {}
        self.switch({self.default: self.build(self.default)})
        if self.folder:
            pairs_in(self.folder)  # raises
            self.refresh()

    def refresh(self) -> bool:
        """Take up what has changed on disk; whether any connection to come is served otherwise.

        What cannot be served is told once, and what was served in its place stays.
        """
        stamps = {pair: self.stamp(pair) for pair in self.pairs()}
        fresh = self.build_all(
            {p: stamp for p, stamp in stamps.items() if stamp != self.seen.get(p)}
        )
        self.seen |= {pair: stamps[pair] for pair in fresh}
        self.seen = {pair: self.seen[pair] for pair in stamps if pair in self.seen}
        contexts = {pair: fresh.get(pair) or self.contexts[pair] for pair in self.seen}
        if contexts == self.contexts:
            return False
        self.switch(contexts)
        return True

    def context_for(self, name: str | None) -> Context:
        """The context for the name that a client asks for: its own, a wildcard's, the default."""
        name = (name or "").lower()
        wildcard = f"*.{name.partition('.')[2]}"
        return self.names.get(name) or self.names.get(wildcard) or self.context

    # ---- What is on disk ----

    def pairs(self) -> list[Pair]:
        """The default pair, and those of the folder; the known ones while it cannot be listed."""
        try:
            return [self.default, *(pairs_in(self.folder) if self.folder else [])]
        except TLSError:
            return list(self.seen)

    def stamp(self, pair: Pair) -> tuple:
        """What differs once one of the files is another one, behind symlinks too."""
        shared = [self.profile.client_ca] if self.profile.client_ca else []
        return tuple((path, file_stamp(path)) for path in (*pair.files(), *shared))

    # ---- What is served ----

    def build(self, pair: Pair) -> Context:
        context = self.profile.context(pair)
        if self.folder:
            context.sni_callback = self.choose
            # aiofastnet's own engine makes connections that Python's callback cannot take: it
            # would end the process. Its other one, on ssl.SSLObject, takes 68 µs an echo, not 36.
            context._aiofastnet_force_fallback_ssl = True
        return context

    def build_all(self, stamps: dict[Pair, tuple]) -> dict[Pair, Context]:
        """The contexts of those that can be served.

        The others are tried again next time, for the fault may be the machine's (no file
        descriptors), but told once for each state of their files.
        """
        built, problems = {}, {}
        for pair, stamp in stamps.items():
            try:
                built[pair] = self.build(pair)
            except (TLSError, OSError) as error:
                if self.told.get(pair) != stamp:
                    problems[str(error)] = pair in self.contexts
                self.told[pair] = stamp
        for problem, served in problems.items():
            rest = "The certificate in use stays." if served else "Its names are left out."
            logger.error("%s %s", problem, rest)
        return built

    def switch(self, contexts: dict[Pair, Context]) -> None:
        """From now on serve these; a name that several have is the folder's first one's."""
        self.contexts = contexts
        self.context = contexts[self.default]
        self.names: dict[str, Context] = {}
        for context in (*(c for c in contexts.values() if c is not self.context), self.context):
            for name in context.domains:
                self.names.setdefault(name, context)

    def choose(self, connection: ssl.SSLObject, name: str, _: ssl.SSLContext) -> None:
        """Called in each handshake with the name that the client asks for."""
        context = self.context_for(name)
        if context is not connection.context:
            connection.context = context


def pairs_in(folder: Path) -> list[Pair]:
    """The pairs NAME.pem, or NAME.pem with NAME.key, of a folder in the order of their names."""
    try:
        files = sorted(folder.iterdir())
    except OSError as error:
        raise TLSError(
            f"{folder} (sniDir) cannot be read: {error.strerror}. "
            "Make it a folder of NAME.pem files, each with a key and its certificates."
        ) from None
    keys = {file.stem: file for file in files if file.suffix == ".key"}
    return [
        Pair(file, keys.get(file.stem, file), None, "sniDir", "sniDir")
        for file in files
        if file.suffix == ".pem"
    ]


def file_stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
