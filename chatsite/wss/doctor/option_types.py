"""What the options of `manage.py doctor` accept, for argparse; each refusal says the cure."""

import ipaddress
import re
import socket
import ssl
from argparse import ArgumentTypeError as Refused
from urllib.parse import urlsplit

LONGEST = 3600  # seconds
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, 5.6.2


def url(text: str) -> str:
    """Words of a terminal that are text; what they mean is the target's matter."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused(f"{text!a} is no text; expected wss://chat.example.org/wss") from None
    return text


def seconds(text: str) -> float:
    """A time that is not too long to wait for."""
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value <= LONGEST:  # nan is nothing of both
        raise Refused(f"expected seconds, more than 0 and at most {LONGEST}, not {text!r}.")
    return value


def quiet_seconds(text: str) -> float:
    """The same for an option whose number may be left out, and then takes the word after it."""
    if "/" in text:
        raise Refused(f"write the address before it: doctor {text} --long")
    return seconds(text)


def port(text: str) -> int:
    """A number that TCP has a port for."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise Refused(f"expected a port, 1 to 65535, not {text!r}.")
    return int(text)


def address(text: str) -> tuple[str, int | None]:
    """A name or an address with the port, which is None where it is left out."""
    if is_address(text):
        return text, None
    try:
        parts = urlsplit(f"//{text}")
        host, number = parts.hostname, parts.port
    except ValueError:
        host = number = None
    if not host or number == 0 or parts.netloc != text or re.search(r"[@\s]", text):
        raise Refused(
            f"expected an address to connect to, such as 198.51.100.7, 198.51.100.7:8282 or "
            f"[2001:db8::7]:8282, not {text!r}."
        )
    return host, number


def is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def own_address(text: str) -> str:
    """An address of this machine."""
    if not is_address(text):
        raise Refused(f"expected an address of this machine, such as 192.0.2.10, not {text!r}.")
    family = socket.AF_INET6 if ":" in text else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.bind((text, 0))
    except OSError as error:
        raise Refused(f"{text} is no address of this machine ({error.strerror}).") from None
    return text


def authorities(text: str) -> str:
    """A file with certificates that can be trusted."""
    try:
        ssl.create_default_context(cafile=text)
    except ssl.SSLError:
        raise Refused(f"{text} holds no certificate; expected a file in PEM form.") from None
    except OSError as error:
        raise Refused(f"{text} cannot be read ({error.strerror}).") from None
    return text


def subprotocol(text: str) -> str:
    """A name as the handshake can carry it."""
    if not TOKEN.fullmatch(text):
        raise Refused(f"expected a name without blanks and commas, such as chat.v1, not {text!r}.")
    return text
