"""Sockets side by side, their end, and how long one may be quiet."""

import time
from contextlib import ExitStack

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatsite.wss.doctor import lines
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.catalogue import check
from chatsite.wss.doctor.checks.talk import where_sockets_stay
from chatsite.wss.doctor.client import conversation
from chatsite.wss.doctor.conversation import A_MOMENT, Ended, Talk
from chatsite.wss.doctor.findings import Finding, Verdict, fault, ok, skipped, warning

SOCKETS = 5  # what a mini-program may have open
ABNORMAL = 1006


@check(
    "WSS405",
    gettext_lazy("Five sockets may be open at once"),
    needs=("WSS302",),
    vital=("wechat",),
)
@where_sockets_stay
def side_by_side(case: Case) -> Finding:
    talks: list[Talk] = []
    with ExitStack() as stack:
        try:
            for _number in range(SOCKETS):
                talks.append(stack.enter_context(conversation(case)))
            talks[-1].stay(A_MOMENT)  # in which the server may send the last ones away
            for talk in talks:
                prove(case, talk)
        except OSError as error:
            return warning(
                _("%(open)d were open, then: %(error)s.") % {"open": len(talks), "error": error},
                _(
                    "A mini-program may open five, a browser one for each tab, and people in one "
                    "house share an address: raise the limit (nginx: limit_conn; or the "
                    "application's)."
                ),
            )
    return ok(_("All were open at the same time."))


def prove(case: Case, talk: Talk) -> None:
    """OSError where the socket only seems to be open, as far as this server lets us know."""
    if case.findings["WSS404"].verdict == Verdict.OK:
        talk.ping()
    else:
        talk.stay(A_MOMENT)


@check("WSS406", gettext_lazy("A close is answered with a close"), needs=("WSS302",))
@where_sockets_stay
def farewell(case: Case) -> Finding:
    try:
        with conversation(case) as talk:
            talk.close()
    except (Ended, TimeoutError) as error:
        return warning(
            _("No close frame comes back: %(error)s. Browsers call that 1006.") % {"error": error},
            _("Let the server answer a close frame before it hangs up, as RFC 6455, 5.5.1 has it."),
        )
    return ok(_("The close frame came back."))


@check("WSS407", gettext_lazy("A quiet socket is left open"), needs=("WSS302",))
@where_sockets_stay
def quiet(case: Case) -> Finding:
    seconds = case.target.quiet_seconds
    if not seconds:
        return skipped(_("It takes a minute or more; --long makes the doctor wait for it."))
    with conversation(case) as talk:
        start = time.monotonic()
        try:
            talk.stay(seconds)
            prove(case, talk)
        except OSError as error:
            return cut(time.monotonic() - start, error)
        return ok(_("After %(seconds)d quiet seconds it is still open.") % {"seconds": seconds})


def cut(after: float, error: OSError) -> Finding:
    """Who ended the quiet: the server itself, which sends a close frame, or what is before it."""
    facts = {"seconds": round(after), "error": error}
    if isinstance(error, Ended) and error.code != ABNORMAL:
        return fault(
            _("After %(seconds)d quiet seconds: %(error)s.") % facts,
            _("Raise the server's own time-out, or let clients say something more often."),
        )
    cure = _(
        "Raise the time-out of the proxy above the server's ping interval, or ping more often:"
    )
    return fault(
        _("After %(seconds)d quiet seconds the connection was cut: %(error)s.") % facts,
        f"{cure}\n{lines.QUIET}",
    )
