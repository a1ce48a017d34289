"""What the flags of `serve` mean together: variables, endpoints, a certificate. Pure."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from chatsite.serving.endpoints import completed
from chatsite.wss.acme import names
from chatsite.wss.acme.wanted import LETS_ENCRYPT, Wanted
from chatsite.wss.entrance.endpoints import parse

CERTIFICATES = "--domain gets a certificate, --cert names one: give one of them."
PROXY_OR_DOMAIN = (
    "--domain gets a certificate, --behind-proxy leaves that to the proxy: give one of them."
)
PROXY_OR_CERT = "--behind-proxy leaves TLS to the proxy: give it the certificate, not `serve`."
PROXY_OR_TLS = (
    "--behind-proxy leaves TLS to the proxy: give -e tcp:… or -e unix:…, or no --behind-proxy."
)
BOTH_FILES = "--cert and --key go together: give both."
WITH_DOMAIN = "--email, --acme-directory and --acme-ca go with --domain: give that, too."


class PlanError(ValueError):
    """Flags that cannot be followed; its text is a sentence with the cure."""


@dataclass(kw_only=True)
class Plan:
    """How the site is to be served; PlanError or EndpointError where that cannot be."""

    endpoints: list[str] | None = None
    domains: list[str] | None = None
    email: str | None = None
    acme_directory: str | None = None
    acme_ca: Path | None = None
    behind_proxy: bool = False
    cert: Path | None = None
    key: Path | None = None
    drain_seconds: int | None = None

    def __post_init__(self):
        self.refuse(any(endpoint.secure for endpoint in parsed(self.endpoints or [])))
        public = not self.acme_directory
        try:
            fit = [names.fit(domain, public) for domain in self.domains or []]
        except names.Unfit as error:
            raise PlanError(f"--domain {error}") from None
        self.domains = list(dict.fromkeys(fit))

    def refuse(self, secure):
        """Refuse what contradicts itself."""
        files = self.cert or self.key
        about_domain = self.email or self.acme_directory or self.acme_ca
        contradictions = {
            PROXY_OR_DOMAIN: self.domains and self.behind_proxy,
            PROXY_OR_CERT: files and self.behind_proxy,
            PROXY_OR_TLS: secure and self.behind_proxy,
            CERTIFICATES: self.domains and files,
            BOTH_FILES: bool(self.cert) != bool(self.key),
            WITH_DOMAIN: about_domain and not self.domains,
        }
        for sentence, holds in contradictions.items():
            if holds:
                raise PlanError(sentence)

    @property
    def secure(self):
        """Whether TLS is spoken here, so that a certificate is needed."""
        return any(endpoint.secure for endpoint in parsed(self.endpoints or self.usual(443)))

    def variables(self, given_url, data_dir):
        """The environment variables that the flags stand for; `given_url` is SITE_URL or empty."""
        found: dict[str, str] = {}
        if wanted := self.wanted(data_dir):
            url = site_url(wanted.names[0], given_url)
            found |= {"SITE_URL": url, "TLS_CERT": str(wanted.path), "TLS_KEY": str(wanted.path)}
            if aliases := wanted.names[1:]:
                found["SITE_ALIASES"] = ",".join(aliases)
        if self.cert:
            found |= {"TLS_CERT": str(self.cert), "TLS_KEY": str(self.key)}
        if self.drain_seconds is not None:
            found["WSS_DRAIN_SECONDS"] = str(self.drain_seconds)
        return found

    def wanted(self, data_dir):
        """The certificate that is to be got, or None."""
        if not self.domains:
            return None
        return Wanted(
            names=tuple(self.domains),
            path=data_dir / "acme" / f"{self.domains[0]}.pem",
            directory=self.acme_directory or LETS_ENCRYPT,
            ca=self.acme_ca,
            email=self.email,
        )

    def listening(self, key, cert, webroot, https_port=443):
        """The endpoints, complete, with these files; `https_port` is that of the site's address."""
        found = self.endpoints or self.usual(https_port)
        if self.domains:
            kinds = {endpoint.kind for endpoint in parsed(found)}
            found = found + [e for e in self.usual(https_port) if parse(e).kind not in kinds]
        return [completed(e, key, cert, webroot if self.domains else None) for e in found]

    def usual(self, https_port):
        """Where one listens who was told nothing else."""
        if self.domains:
            return [
                "ssl:443",
                "redirect:80" if https_port == 443 else f"redirect:80:to={https_port}",
            ]
        return ["tcp:8282:interface=127.0.0.1" if self.behind_proxy else "ssl:8282"]


def site_url(domain, given):
    """The address of a site with this domain, with the port that the given one may have."""
    parts = urlsplit(given)
    if given and (parts.scheme, parts.hostname) != ("https", domain):
        raise PlanError(
            f"--domain is {domain}, but SITE_URL is {given}. Take SITE_URL out of .env and the "
            "environment, or correct one of them."
        )
    return given or f"https://{domain}"


def parsed(endpoints):
    """Those that are ours, not Twisted's; EndpointError where one cannot be understood."""
    return [endpoint for endpoint in map(parse, endpoints) if endpoint]
