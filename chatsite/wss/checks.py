"""System checks for the mistakes that people make with wss; each hint is the cure."""

import datetime
import ipaddress
import stat
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

from chatsite.wss.tls.contexts import Certificates, TLSError

SOON = datetime.timedelta(days=14)
CORE_LAYER = "channels_redis.core.RedisChannelLayer"


@register(Tags.security)
def certificate_and_key(app_configs, **kwargs):
    """The certificate that the site's settings name can be served, now and for some days."""
    cert, key = (Path(getattr(settings, name, "")) for name in ("TLS_CERT", "TLS_KEY"))
    if not cert.is_file() and not key.is_file():
        return []  # a proxy has it, or `serve` will make it
    try:
        Certificates(cert, key)
    except TLSError as error:
        return [Error(str(error), id="wss.E001")]
    chain = x509.load_pem_x509_certificates(cert.read_bytes())
    return [
        *time_left(cert, chain[0]),
        *whole(cert, chain),
        *for_site(cert, chain[0]),
        *secret(key),
    ]


def time_left(path, leaf):
    left = leaf.not_valid_after_utc - datetime.datetime.now(datetime.UTC)
    if left < SOON:
        state = f"expires in {left.days} days" if left.days >= 0 else "has expired"
        hint = "Renew it; one of makecert's: python3 manage.py makecert --force"
        yield Warning(f"{path} {state}.", hint=hint, id="wss.W002")


def whole(path, chain):
    leaf = chain[0]
    if len(chain) == 1 and leaf.issuer != leaf.subject:
        yield Warning(
            f"{path} lacks the certificate of {leaf.issuer.rfc4514_string()}, which signed it: "
            "phones and WeChat cannot verify it.",
            hint="Use fullchain.pem instead of cert.pem, or append the intermediate certificate.",
            id="wss.W003",
        )


def for_site(path, leaf):
    host = urlsplit(getattr(settings, "SITE_URL", "")).hostname
    if host and not any(matches(name, host) for name in names(leaf)):
        yield Warning(
            f"{path} is not for {host}: clients will refuse it.",
            hint=f"Get a certificate for {host}, or correct SITE_URL.",
            id="wss.W004",
        )


def names(leaf):
    try:
        extension = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return []
    return [str(name.value) for name in extension.value]


def matches(name, host):
    return name == host or (name.startswith("*.") and host.partition(".")[2] == name[2:])


def secret(path):
    if path.stat().st_mode & stat.S_IRWXO:
        yield Warning(
            f"Every user of this machine may read the private key {path}.",
            hint=f"chmod o-rwx {path}",
            id="wss.W005",
        )


@register(Tags.security, deploy=True)
def address(app_configs, **kwargs):
    """Browsers and mini-programs can use the address at which the site is found."""
    return list(address_problems(urlsplit(getattr(settings, "SITE_URL", ""))))


def address_problems(url):
    if url.scheme == "http":
        yield Warning(
            f"SITE_URL is {url.geturl()}: pages over https and mini-programs cannot open ws://.",
            hint="Serve TLS here or in a proxy, and set SITE_URL=https://…",
            id="wss.W006",
        )
    if is_public_address(url.hostname or ""):
        yield Warning(
            f"SITE_URL names the address {url.hostname}: certificates are for names, and "
            "mini-programs accept no addresses.",
            hint="Give the address a domain name and put that into SITE_URL.",
            id="wss.W007",
        )


def is_public_address(host):
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


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
                id="wss.W008",
            )
