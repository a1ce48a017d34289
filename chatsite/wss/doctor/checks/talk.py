"""What an open socket carries: messages, long ones, those in parts, pings."""

import json
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatsite.wss.doctor.answers import printable
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.catalogue import check
from chatsite.wss.doctor.client import conversation
from chatsite.wss.doctor.conversation import Broken, Ended, Talk
from chatsite.wss.doctor.findings import Finding, Verdict, fault, ok, skipped, warning

TOM = "tom"
PARTS = ("to", "", "m")
TRIES = 5
GREETINGS = 10  # messages that a server may say of itself before it answers
LONG = 64 * 1024  # bytes
TOO_BIG, ABNORMAL = 1009, 1006
LIMITS = gettext_lazy("Look for a limit or an error in the logs of the server and the proxy.")
# What applications close with when a login or a token is missing; the last three are ours.
STRANGERS = (1008, 3000, 3003, 4001, 4003, 4401, 4403, 4500, 4501)


@check("WSS401", gettext_lazy("What is said comes back"), needs=("WSS302",))
def echo(case: Case) -> Finding:
    """A server that is no echo is not sick; what needs the echo is skipped then."""
    heard: list[str | bytes] = []
    try:
        with conversation(case) as talk:
            talk.send(TOM)
            if not comes_back(talk, TOM, heard):
                return no_echo(heard)
            times = [round_trip(talk) for _try in range(TRIES)]
    except Broken as error:
        return fault(
            _("Clients hang up, for %(error)s.") % {"error": error},
            _(
                "Use a WebSocket library that keeps to RFC 6455. If a proxy changes frames, let "
                "it pass them on as they are."
            ),
        )
    except Ended as end:
        return sent_away(end, heard)
    milliseconds = statistics.median(times) * 1000
    return ok(
        _("%(word)s came back, in %(milliseconds).1f ms (median of %(tries)d).")
        % {"word": TOM, "milliseconds": milliseconds, "tries": TRIES}
    )


def comes_back(talk: Talk, message: str, heard: list[str | bytes]) -> bool:
    """Whether the message is among the next ones, all of which are added to those heard.

    Some servers, such as those on Node's ws, give text back as binary.
    """
    with suppress(TimeoutError):
        for _greeting in range(GREETINGS):
            heard.append(talk.hear())
            if heard[-1] in (message, message.encode()):
                return True
    return False


def round_trip(talk: Talk) -> float:
    start = time.perf_counter()
    talk.send(TOM)
    talk.hear()
    return time.perf_counter() - start


def no_echo(heard: list[str | bytes]) -> Finding:
    if heard:
        words = shown(heard[-1])
        return skipped(
            _("The server is no echo: to %(word)s it says %(words)s.")
            % {"word": TOM, "words": words}
        )
    return skipped(_("The server is no echo: it says nothing to %(word)s.") % {"word": TOM})


def shown(message: str | bytes) -> str:
    return printable(message if isinstance(message, str) else repr(message))


def sent_away(end: Ended, heard: list[str | bytes]) -> Finding:
    """The server closed instead of answering."""
    words = next(filter(None, map(refusal, heard)), end.reason)
    seen = _("The server closes with %(code)s: %(words)s")
    silent = _("it hangs up") if end.code == ABNORMAL else _("it does not say why")
    seen %= {"code": end.code, "words": words or silent}
    if end.code in STRANGERS:
        return warning(
            seen,
            _("The door is for people who are known: that is well, if your clients have a token."),
        )
    if words:
        return fault(seen, _("Do what it says; if it names the path, correct that in the URL."))
    return fault(seen, _("The application fails or hangs up: look at its log."))


def refusal(message: str | bytes) -> str:
    """The text of an error that a server of ours says of itself; nothing of any other message."""
    try:
        said = json.loads(message)
        return printable(str(said["text"])) if said["on"] == "error" else ""
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def where_sockets_stay(run: Callable[[Case], Finding]) -> Callable[[Case], Finding]:
    """Skip the check below where the server sends everybody away, which WSS401 has told."""

    @wraps(run)
    def unless_sent_away(case: Case) -> Finding:
        if case.findings["WSS401"].verdict in (Verdict.FAULT, Verdict.WARNING):
            return skipped(_("%(id)s comes first.") % {"id": "WSS401"})
        return run(case)

    return unless_sent_away


@check("WSS402", gettext_lazy("A message of 64 KiB comes back"), needs=("WSS401",))
@where_sockets_stay
def long_message(case: Case) -> Finding:
    message = ("Xin chào, thế giới! " * LONG).encode()[:LONG].decode(errors="ignore")
    message += "." * (LONG - len(message.encode()))
    try:
        with conversation(case) as talk:
            talk.send(message)
            if comes_back(talk, message, []):
                return ok(_("It came back whole."))
    except Ended as end:
        if end.code == TOO_BIG:
            return warning(
                _("The server takes no message of 64 KiB: %(end)s.") % {"end": end},
                _("If clients send such long ones, raise the limit of the server."),
            )
        return fault(_("It is not borne: %(end)s.") % {"end": end}, str(LIMITS))
    return fault(_("It does not come back, and nothing is said."), str(LIMITS))


@check("WSS403", gettext_lazy("A message in fragments is put together"), needs=("WSS401",))
@where_sockets_stay
def fragments(case: Case) -> Finding:
    cure = _(
        "Clients and proxies may cut messages as they like: use a WebSocket library that puts them "
        "together (RFC 6455, 5.4)."
    )
    heard: list[str | bytes] = []
    try:
        with conversation(case) as talk:
            talk.send_in_parts(*PARTS)
            if comes_back(talk, TOM, heard):
                return ok(_("Three frames came back as one message."))
    except Ended as end:
        return fault(_("It is not borne: %(end)s.") % {"end": end}, cure)
    if set(PARTS) & set(heard):
        return fault(_("Each part is taken for a message."), cure)
    return fault(_("It does not come back, and nothing is said."), cure)


@check("WSS404", gettext_lazy("A ping is answered"), needs=("WSS302",), vital=("cli",))
@where_sockets_stay
def ping(case: Case) -> Finding:
    try:
        with conversation(case) as talk:
            talk.ping()
    except TimeoutError as late:
        return warning(
            _("A ping is not answered: %(error)s.") % {"error": late},
            _(
                "Programs that look after their connection by pings will give it up. WebSocket "
                "libraries answer pings by themselves: does the server wait for something else?"
            ),
        )
    return ok(_("The pong came."))
