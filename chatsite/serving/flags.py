"""The flags of `serve`, each understood by itself."""

import re
import ssl
from argparse import ArgumentTypeError
from pathlib import Path


def add(parser):
    """Add the flags that say where and how the site is served."""
    parser.add_argument(
        *("-e", "--endpoint"),
        dest="endpoints",
        action="append",
        metavar="ENDPOINT",
        help="where to listen, as for daphne: ssl:8443 or tcp:8000:interface=127.0.0.1, for "
        "example; may be given several times. What ssl: lacks of certificate and key is added",
    )
    parser.add_argument(
        "--domain",
        dest="domains",
        action="append",
        metavar="NAME",
        help="serve https://NAME on ports 443 and 80, with a certificate of Let's Encrypt (whose "
        "terms you agree to by this) that is renewed by itself; again for further names",
    )
    parser.add_argument("--email", type=email, help="where Let's Encrypt may write to")
    parser.add_argument(
        "--acme-directory", metavar="URL", type=url, help="another authority than Let's Encrypt"
    )
    parser.add_argument(
        "--acme-ca", metavar="FILE", type=authorities, help="the CA that this authority's own is of"
    )
    parser.add_argument(
        "--behind-proxy",
        action="store_true",
        help="plain HTTP on port 8282 of this machine, for nginx or another proxy that does TLS",
    )
    parser.add_argument(
        "--cert", metavar="FILE", type=file, help="a certificate with its chain (fullchain.pem)"
    )
    parser.add_argument("--key", metavar="FILE", type=file, help="its key (privkey.pem)")
    parser.add_argument(
        "--drain-seconds",
        metavar="N",
        type=seconds,
        help="how long to wait for sockets and requests at the end (default: 10)",
    )


def email(text):
    if not re.fullmatch(r"[^@\s,]+@[^@\s,]+\.[^@\s,]+", text):
        raise ArgumentTypeError(f"{text!r} is no e-mail address such as you@example.org")
    return text


def url(text):
    if not re.fullmatch(r"https://[^/\s]+\S*", text):
        raise ArgumentTypeError(
            f"{text!r} is no address such as https://ca.example.org/acme/directory"
        )
    return text


def file(text):
    path = Path(text).expanduser().absolute()
    if not path.is_file():
        raise ArgumentTypeError(f"{text} is not there, or no file")
    return path


def authorities(text):
    path = file(text)
    try:
        ssl.create_default_context(cafile=path)
    except OSError:  # an ssl.SSLError is one
        raise ArgumentTypeError(f"{text} holds no certificate in PEM form") from None
    return path


def seconds(text):
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f"{text!r} is no whole number of seconds, such as 30")
    return int(text)
