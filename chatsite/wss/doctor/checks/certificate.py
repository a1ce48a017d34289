"""WSS101 to WSS106: the certificates that the server sends, judged for its clients."""

import datetime
import functools
from collections.abc import Callable

from cryptography.exceptions import UnsupportedAlgorithm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatsite.wss.doctor import certificate, trust
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.catalogue import check
from chatsite.wss.doctor.chain import Chain
from chatsite.wss.doctor.findings import Finding, fault, skipped
from chatsite.wss.doctor.handshake import certificates


def of_chain(judgement: Callable[[Chain], Finding]) -> Callable[[Case], Finding]:
    """The check that judges the chain; skipped where no certificate was seen."""

    @functools.wraps(judgement)
    def check_of(case: Case) -> Finding:
        if not case.chain:
            return skipped(_("No certificate was seen."))
        try:
            return judgement(Chain(case.chain, case.authorities))
        except (ValueError, UnsupportedAlgorithm) as error:  # its parts are read when asked for
            return malformed(error)

    return check_of


def malformed(error: Exception) -> Finding:
    return fault(
        _("A certificate cannot be read: %(error)s.") % {"error": error},
        _("Get another one, and write its file anew: openssl x509 -in cert.pem -text"),
    )


@check("WSS101", gettext_lazy("The certificate is for this name"), ("WSS004",), tls=True)
def certificate_is_for_this_name(case: Case) -> Finding:
    """Fills case.chain."""
    try:
        case.chain = certificates(case)
    except ValueError as error:
        return malformed(error)
    except OSError as error:
        return fault(
            _("No certificate was seen, for the handshake fails: %(error)s.") % {"error": error},
            _("Look at the server's log; the checks WSS201 to WSS204 may tell more."),
        )
    return of_chain(lambda chain: certificate.for_name(chain.leaf, case.target.host))(case)


@check("WSS102", gettext_lazy("The certificate is in time"), ("WSS004",), tls=True)
@of_chain
def certificate_is_in_time(chain: Chain) -> Finding:
    return certificate.in_time(chain, now())


@check("WSS103", gettext_lazy("The chain is complete"), ("WSS004",), ("wechat", "cli"), tls=True)
@of_chain
def chain_is_complete(chain: Chain) -> Finding:
    return certificate.whole(chain)


@check("WSS104", gettext_lazy("The chain is in order"), ("WSS004",), tls=True)
@of_chain
def chain_is_in_order(chain: Chain) -> Finding:
    return certificate.in_order(chain)


@check("WSS105", gettext_lazy("The certificate is trusted"), ("WSS103",), ("wechat",), tls=True)
@of_chain
def certificate_is_trusted(chain: Chain) -> Finding:
    return trust.trusted(chain, now())


@check("WSS106", gettext_lazy("Keys and signatures are strong"), ("WSS004",), tls=True)
@of_chain
def keys_and_signatures_are_strong(chain: Chain) -> Finding:
    return certificate.strong(chain)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
