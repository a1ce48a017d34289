"""System checks for the mistakes that people make with wss; each hint is the cure.

What the doctor would see of a certificate or an address is judged by its own functions, and has its
number: wss.W102 is WSS102. The numbers from 601 on are of what only this machine can know. They are
warnings even where clients cannot connect: an error would keep people from `migrate` and `serve`.
"""

import datetime
import ipaddress
import stat
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

from chatsite.wss.doctor import certificate
from chatsite.wss.doctor.address import usable
from chatsite.wss.doctor.authorities import known
from chatsite.wss.doctor.chain import Chain
from chatsite.wss.doctor.findings import Verdict
from chatsite.wss.doctor.target import TargetError, parse
from chatsite.wss.entrance.proxies import Trusted
from chatsite.wss.tls import pem
from chatsite.wss.tls.contexts import Certificates, TLSError

# The ids of what concerns a certificate of this server's own.
OF_CERTIFICATE = (
    *("wss.E601", "wss.W101", "wss.W102", "wss.W103", "wss.W104", "wss.W106", "wss.W602"),
)
CORE_LAYER = "channels_redis.core.RedisChannelLayer"
# Bits of the shortest prefix that one organization may have of the public internet.
WIDEST = {4: 16, 6: 32}


def told(number, subject, finding):
    """The doctor's finding as a warning, if it is one."""
    if finding.verdict in (Verdict.WARNING, Verdict.FAULT):
        yield Warning(f"{subject}: {finding.seen}", hint=finding.cure, id=f"wss.W{number}")


def site_url():
    return getattr(settings, "SITE_URL", "")


@register(Tags.security)
def certificate_and_key(app_configs, **kwargs):
    """The certificate that the site's settings name can be served, now and for some days."""
    cert, key = (Path(getattr(settings, name, "")) for name in ("TLS_CERT", "TLS_KEY"))
    if not cert.is_file() and not key.is_file():
        return []  # a proxy has it, or `serve` will make it
    try:
        Certificates(cert, key)
    except TLSError as error:
        return [Error(str(error), id="wss.E601")]
    return [*of_certificate(cert), *secret(key)]


def of_certificate(path):
    """What clients will have against the certificate, but for whom they trust."""
    chain = Chain(pem.certificates(path, "TLS_CERT"), known())
    if host := urlsplit(site_url()).hostname:
        yield from told(101, path, certificate.for_name(chain.leaf, host))
    now = datetime.datetime.now(datetime.UTC)
    yield from told(102, path, certificate.in_time(chain, now))
    yield from told(103, path, certificate.whole(chain))
    yield from told(104, path, certificate.in_order(chain))
    yield from told(106, path, certificate.strong(chain))


def secret(path):
    if path.stat().st_mode & stat.S_IRWXO:
        yield Warning(
            f"Every user of this machine may read the private key {path}.",
            hint=f"chmod o-rwx {path}",
            id="wss.W602",
        )


@register(Tags.security, deploy=True)
def address(app_configs, **kwargs):
    """Browsers and mini-programs can use the address at which the site is found."""
    if is_local(urlsplit(site_url()).hostname or "localhost"):
        return []
    try:
        return list(told("001", "SITE_URL", usable(parse(site_url()))))
    except TargetError as error:
        return [Warning(f"SITE_URL: {error}", id="wss.W001")]


def is_local(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@register()
def channel_layer(app_configs, **kwargs):
    """No layer that drops its listeners every 5 s, as redis-py 8 makes the core layer do."""
    return list(layer_problems(getattr(settings, "CHANNEL_LAYERS", {})))


def layer_problems(layers):
    for alias, layer in layers.items():
        hosts = layer.get("CONFIG", {}).get("hosts", [None])
        safe = all(isinstance(h, dict) and h.get("socket_timeout", 0) is None for h in hosts)
        if layer["BACKEND"] == CORE_LAYER and not safe:
            yield Warning(
                f"CHANNEL_LAYERS[{alias!r}] loses idle sockets: redis-py stops reading after 5 s.",
                hint='Write each host as {"address": "redis://…", "socket_timeout": None}, or use '
                "channels_redis.pubsub.RedisPubSubChannelLayer.",
                id="wss.W603",
            )


@register(Tags.security)
def trusted_proxies(app_configs, **kwargs):
    """Only proxies may say who their clients are, not a good part of the internet."""
    return list(proxy_problems(Trusted(getattr(settings, "TRUSTED_PROXIES", ()))))


def proxy_problems(trusted):
    for network in trusted.networks:
        if network.prefixlen < WIDEST[network.version] and not network.is_private:
            yield Warning(
                f"TRUSTED_PROXIES contains {network}: everybody there may pretend to be anybody, "
                "and no ban or limit by address holds them.",
                hint="Name the proxies themselves: TRUSTED_PROXIES=127.0.0.1,::1,unix in .env for "
                "those of this machine, else their addresses.",
                id="wss.W604",
            )


@register(Tags.security)
def cookies(app_configs, **kwargs):
    """Who is signed in over https is never told in the clear."""
    if not site_url().startswith("https://") or settings.SESSION_COOKIE_SECURE:
        return []
    return [
        Warning(
            f"SITE_URL is {site_url()}, but the session's cookie is sent over http, too: whoever "
            "listens on the way can sign in with it.",
            hint="SESSION_COOKIE_SECURE = True in the settings.",
            id="wss.W605",
        )
    ]
