"""What `serve` says once the site is served: where it is, and what is left to do."""

import shlex
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from chatsite import env
from chatsite.serving.endpoints import short
from chatsite.wss.entrance.endpoints import parse
from chatsite.wss.management.commands.makecert import trust_here
from chatsite.wss.tls import certificates

APPLICATION = "chatsite.asgi:application"
NEW_ADMIN = """
  Admin panel: /admin/   user: admin   password: {password}
  This password is shown only now. Lost? python3 manage.py changepassword admin
"""
TRUST = """\
  Browsers warn until they trust this machine's CA; here that is
    {way}
  and for phones and others: docs/certificates.md"""
PROXY = """\
  What is left is the proxy's part:
    python3 manage.py deployconfig nginx --domain {domain}"""
NO_ADDRESS = """\
  SITE_URL is still {url}: set the address that people type in .env,
    SITE_URL=https://{domain}
  and start again. Until then whoever comes by another name is refused."""
EXAMPLE = "chat.example.org"


def welcome(endpoints, news, variables, emphasis):
    """Where the site is, what is new or left to do, and what runs."""
    addresses = "\n".join(f"  {emphasis(url)}" for url in urls(endpoints))
    command = f"  The same by hand:  {by_hand(endpoints, variables)}\n  Ctrl-C stops it."
    return "\n" + "\n\n".join([addresses, *news, command]) + "\n"


def news(plan, wanted, endpoints, first):
    """What whoever starts the server should know or do."""
    if wanted:
        return [f"  {wanted}"]
    if plan.behind_proxy:
        return proxy()
    return trust(endpoints) if first else []


def proxy():
    """What to do about the proxy, and about an address that nobody can have typed."""
    domain = EXAMPLE if settings.SITE_IS_LOCAL else urlsplit(settings.SITE_URL).hostname
    unset = [NO_ADDRESS.format(url=settings.SITE_URL, domain=domain)]
    return [PROXY.format(domain=domain), *(unset if settings.SITE_IS_LOCAL else [])]


def trust(endpoints):
    """How browsers come to trust the local CA, where it is that which they meet."""
    ca = settings.BASE_DIR / "ca.pem"
    if not ca.exists() or not any(url.startswith("https:") for url in urls(endpoints)):
        return []
    return [TRUST.format(way=trust_here(shlex.quote(str(ca))))]


def by_hand(endpoints, variables):
    """The daphne command that does the same, for a shell in this folder."""
    # Where the site has an address of its own, its files are told by the endpoint alone.
    told = [n for n in variables if settings.SITE_IS_LOCAL or not n.startswith("TLS_")]
    before = "".join(f"{name}={shlex.quote(variables[name])} " for name in told)
    words = [str(short(env.BASE_DIR / ".venv/bin/daphne"))]
    words += [word for endpoint in endpoints for word in ("-e", endpoint)]
    go = "" if Path.cwd() == env.BASE_DIR else f"cd {shlex.quote(str(env.BASE_DIR))} && "
    return go + before + shlex.join([*words, APPLICATION])


def urls(endpoints):
    """The addresses people can open, the site's own first; of what is no address, the endpoint."""
    if not settings.SITE_IS_LOCAL:
        return [f"{settings.SITE_URL}/"]
    found = []
    for endpoint in filter(None, map(parse, endpoints)):
        if endpoint.kind not in ("ssl", "tcp"):
            continue
        scheme = "https" if endpoint.secure else "http"
        found += [f"{scheme}://{h}:{endpoint.options['port']}/" for h in hosts(endpoint)]
    return found or endpoints


def hosts(endpoint):
    """The names and addresses by which people reach an endpoint."""
    interface = endpoint.options.get("interface")
    if interface:
        local = {"127.0.0.1": "localhost", "::1": "localhost"}
        return [local.get(interface, f"[{interface}]" if ":" in interface else interface)]
    named = ["localhost", *certificates.names(settings.TLS_CERT)]
    return [h for h in dict.fromkeys(named) if h not in ("127.0.0.1", "[::1]")]
