"""WSS101 to WSS106: the certificates that the server sends, judged for its clients."""

import datetime
import functools
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatsite.wss.doctor import certificate, trust
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.catalogue import check
from chatsite.wss.doctor.chain import Chain
from chatsite.wss.doctor.findings import Finding, fault, skipped
from chatsite.wss.doctor.handshake import certificates


@check("WSS101", gettext_lazy("The certificate is for this name"), ("WSS004",), tls=True)
def certificate_is_for_this_name(case: Case) -> Finding:
    """Fills case.chain."""
    try:
        case.chain = certificates(case)
    except OSError as error:
        return fault(
            _("No certificate was seen, for the handshake fails: %(error)s.") % {"error": error},
            _("Look at the server's log; the checks WSS201 to WSS204 may tell more."),
        )
    return certificate.for_name(case.chain[0], case.target.host)


def of_chain(judgement: Callable[[Chain], Finding]) -> Callable[[Case], Finding]:
    """The check that judges the chain; skipped where no certificate was seen."""

    @functools.wraps(judgement)
    def check_of(case: Case) -> Finding:
        if not case.chain:
            return skipped(_("No certificate was seen."))
        return judgement(Chain(case.chain, case.authorities))

    return check_of


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
