"""Why there is no certificate, in a sentence with the cure."""

import re
from dataclasses import dataclass

import requests
from acme import errors, messages

from chatsite.wss.acme.account import Unusable
from chatsite.wss.acme.wanted import Wanted

ELSEWHERE = (
    "Somebody else answers for {name} on port 80{detail}. Let its A and AAAA records name this "
    "machine and no other, and its port 80 lead to this server."
)
EMAIL = "{who} does not take the e-mail address{detail}. Correct --email, or leave it out."
# What an authority finds when it looks at a name (RFC 8555, 6.7).
OF_A_NAME = {
    "dns": "DNS has no address for {name}{detail}. Add an A or AAAA record with this machine's.",
    "connection": "{who} cannot reach port 80 of {name}{detail}. Let its A and AAAA records name "
    "this machine, and open TCP port 80 in the firewall and the router.",
    "unauthorized": ELSEWHERE,
    "incorrectResponse": ELSEWHERE,
    "caa": "The CAA record of {name} does not allow {who}{detail}. Add its name there, such as "
    '0 issue "letsencrypt.org", or remove the record.',
    "dnssec": "DNSSEC of {name} is broken{detail}. Mend it where the domain is registered.",
    "tls": "{name} leads port 80 to a https address that fails{detail}. End that redirection.",
    "rejectedIdentifier": "{who} does not certify {name}{detail}. Use a public domain of yours.",
}
# What it says to a request.
OF_A_REQUEST = {
    "rateLimited": "A limit of {who} is reached{detail}. It is honoured; nothing else is to do.",
    "invalidContact": EMAIL,
    "invalidEmail": EMAIL,
    "unsupportedContact": EMAIL,
    "userActionRequired": "{who} has new terms{detail}. Open the address it names and agree.",
    "unauthorized": "{who} refuses our account{detail}. Remove {account}: another is made.",
    "externalAccountRequired": "{who} serves customers alone. Take another --acme-directory, or "
    "its own tools, and give what they get to --cert and --key.",
    "serverInternal": "{who} is out of order{detail}. Nothing is to do but wait.",
}
UNRESOLVED = re.compile("no such host|could not resolve")
UNCOUNTED = {"serverInternal", "badNonce"}


@dataclass(frozen=True)
class Problem:
    """What went wrong; `counted` where an authority allows it only so often."""

    text: str
    counted: bool = False


def problem(error: Exception, wanted: Wanted) -> Problem | None:
    """What this error means to whoever runs the site; None for one that should not be."""
    if isinstance(error, errors.ValidationError):
        return refused(*first_failure(error), wanted)
    if isinstance(error, errors.IssuanceError):
        return refused(", ".join(wanted.names), error.error, wanted)
    if isinstance(error, messages.Error):
        return refused("", error, wanted)
    if isinstance(error, Unusable):
        return Problem(str(error), counted=True)
    if isinstance(error, requests.RequestException):
        return Problem(unreached(error, wanted))
    if isinstance(error, OSError):
        where = error.filename or wanted.path
        return Problem(f"{where}: {error.strerror}. Make room or rights there.", counted=True)
    if isinstance(error, (errors.TimeoutError, errors.ClientError)):
        text = f"{wanted.authority} gave no answer that can be used. Nothing is to do but wait."
        return Problem(text, counted=True)
    return None


def first_failure(error: errors.ValidationError) -> tuple[str, messages.Error]:
    """The first name that could not be proved, and why."""
    authorization = error.failed_authzrs[0].body
    found = next(c.error for c in authorization.challenges if c.error is not None)
    return authorization.identifier.value, found


def refused(name: str, error: messages.Error, wanted: Wanted) -> Problem:
    """What the authority said, about one of the names or, without one, to a request."""
    code = str(error.typ).rpartition(":")[2]
    details = [each.detail for each in (error, *(error.subproblems or ())) if each.detail]
    detail = " ".join(" ".join(details).split())[:400].rstrip(".")
    if code == "connection" and UNRESOLVED.search(detail):  # not all keep the two apart
        code = "dns"
    told = OF_A_NAME | OF_A_REQUEST if not name else OF_A_REQUEST | OF_A_NAME
    text = told.get(code, "{who} refuses{detail} (" + code + ").").format(
        who=wanted.authority,
        name=name or ", ".join(wanted.names),
        detail=f" ({detail})" if detail else "",
        account=wanted.account,
    )
    return Problem(text, counted=code not in UNCOUNTED)


def unreached(error: requests.RequestException, wanted: Wanted) -> str:
    """Why the authority could not be asked."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return (
            f"{wanted.directory} is not trusted: its certificate cannot be verified. "
            "An authority of your own is trusted by --acme-ca FILE; else correct this machine's "
            "clock and its certificates (apt install ca-certificates)."
        )
    return f"{wanted.directory} cannot be reached. See to this machine's network, DNS and firewall."
