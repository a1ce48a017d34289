"""The server that takes the site's mail: EMAIL_URL, as Django's settings."""

from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

import django
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from chatsite.env import Refused

BACKENDS = "django.core.mail.backends"
# By scheme: the port that is usual, and how the connection is kept from listeners.
SCHEMES = {
    "smtp": (587, {"use_tls": True}),
    "smtps": (465, {"use_ssl": True}),
    "smtp+plain": (25, {}),
}
EXPECTED = (
    "smtp://user:password@host:587 (STARTTLS), smtps://… (TLS from the first byte), "
    "smtp+plain://… (neither, for a relay on this machine) or console"
)
PATIENCE = 10  # seconds for a mail server to answer: a form waits for it


def server(text):
    """The backend of an EMAIL_URL and its options, by the names of the backend's arguments."""
    if text in ("console", "console://"):
        return f"{BACKENDS}.console.EmailBackend", {}
    try:
        parts = urlsplit(text)
        port, secured = SCHEMES[parts.scheme]
        options = {"host": parts.hostname, "port": parts.port or port, "timeout": PATIENCE}
    except (KeyError, ValueError):
        raise Refused(EXPECTED) from None  # without the text, which may have a password in it
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise Refused(EXPECTED)
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    return f"{BACKENDS}.smtp.EmailBackend", options | secured | {
        "username": name,
        "password": password,
    }


def sender(text):
    """The address that mail comes from, with a name before it or without."""
    name, address = parseaddr(text)
    try:
        validate_email(address)
    except ValidationError:
        expected = "an address such as chat@example.org or Chat <chat@example.org>"
        raise Refused(f"{expected}, not {text!r}") from None
    return f"{name} <{address}>" if name else address


def configuration(found):
    """Django's settings for this server; without one nothing is sent."""
    backend, options = found or (f"{BACKENDS}.dummy.EmailBackend", {})
    if django.VERSION >= (6, 1):
        return {"MAILERS": {"default": {"BACKEND": backend, "OPTIONS": options}}}
    names = {"username": "HOST_USER", "password": "HOST_PASSWORD"}
    settings = {f"EMAIL_{names.get(name, name.upper())}": value for name, value in options.items()}
    return {"EMAIL_BACKEND": backend, **settings}
