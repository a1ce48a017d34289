"""Which names an authority can certify when it looks at port 80, and why not the others."""

import ipaddress

from chatsite.wss.tls.certificates import ascii_name

# What no public DNS leads to: RFC 2606, 6761, 6762, 8375, 9476, and what routers make up.
INTERNAL = {"test", "example", "invalid", "localhost", "local", "onion", "alt", "arpa"}
INTERNAL |= {"internal", "intranet", "private", "corp", "home", "lan", "localdomain"}


class Unfit(ValueError):
    """A name that cannot be certified; its text is a sentence with the cure."""


def fit(text: str, public: bool = True) -> str:
    """The name as certificates have it; Unfit where nobody certifies it, or nobody public."""
    name = text.strip().lower().removesuffix(".")
    if reason := why_nobody(name) or (public and why_not_in_public(name)):
        raise Unfit(f"{text}: {reason}")
    try:
        return ascii_name(name)
    except ValueError:
        raise Unfit(f"{text} is no name. Write it as chat.example.org, without https://.") from None


def why_nobody(name: str) -> str:
    """What hinders every authority; empty if nothing does."""
    if is_address(name):
        return "a certificate is for a name. Give the address a name in DNS, and that name here."
    if name == "localhost" or name.endswith(".localhost"):
        return "only this machine can certify itself, as `serve` without --domain does."
    if name.startswith("*"):
        return (
            "a wildcard is proved by DNS, which `serve` does not do. Write a --domain for each "
            "name, or get the wildcard by certbot and give its files to --cert and --key."
        )
    if "_" in name:
        return "no certificate may hold a name with _. Give the machine another name in DNS."
    return ""


def why_not_in_public(name: str) -> str:
    """What hinders an authority that sees only the public DNS; empty if nothing does."""
    if name.rpartition(".")[0] and name.rpartition(".")[2] not in INTERNAL:
        return ""
    return (
        "no public DNS knows this name. `python3 manage.py makecert` makes a certificate for it, "
        "or --acme-directory names an authority of your own."
    )


def is_address(name: str) -> bool:
    try:
        return bool(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return False
