"""WSS004: whether the port speaks what the address says, and what else it speaks."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatsite.wss.doctor import banners
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.catalogue import check
from chatsite.wss.doctor.findings import Finding, fault, ok
from chatsite.wss.doctor.hello import VERSIONS, Alert, Foreign, ServerHello
from chatsite.wss.doctor.questions import Closed, first_words, greet
from chatsite.wss.doctor.suites import name
from chatsite.wss.doctor.target import Target


@check("WSS004", gettext_lazy("The port speaks as the address says"), needs=("WSS003",))
def port_speaks_as_the_address_says(case: Case) -> Finding:
    said = greet(case)
    if not case.target.secure:
        return speaks_plainly(case, said)
    if isinstance(said, ServerHello):
        version = VERSIONS.get(said.version, f"{said.version:#06x}")
        return ok(
            _("It speaks TLS: %(version)s with %(suite)s.")
            % {"version": version, "suite": name(said.suite)}
        )
    if isinstance(said, Alert):
        return banners.refused(case.target.host, said)
    return without_tls(case, said)


def speaks_plainly(case: Case, said) -> Finding:
    if isinstance(said, (ServerHello, Alert)):
        return fault(
            _("The port speaks TLS, and the address begins with ws://."),
            _("Let clients open wss://%(rest)s") % {"rest": case.target.url.removeprefix("ws://")},
        )
    words = heard(case, said)
    if banners.is_http(words):
        return ok(_("It speaks plain HTTP, as ws:// needs."))
    return silent_or_foreign(said, words)


def without_tls(case: Case, said) -> Finding:
    words = heard(case, said)
    if banners.is_http(words):
        return banners.plain_http(case.target)
    return silent_or_foreign(said, words)


def heard(case: Case, said) -> bytes:
    """What it says to TLS's hello; to a plain request, where it has no words for the hello."""
    if isinstance(said, Foreign) and banners.understood(said.said):
        return said.said
    return first_words(case, plain_request(case.target)) or getattr(said, "said", b"")


def plain_request(target: Target) -> bytes:
    return (f"GET / HTTP/1.1\r\nHost: {target.authority}\r\nConnection: close\r\n\r\n").encode()


def silent_or_foreign(said, words: bytes) -> Finding:
    if words:
        return banners.foreign(words)
    if isinstance(said, Closed):
        return banners.hangs_up(said.reset)
    return banners.silence()
