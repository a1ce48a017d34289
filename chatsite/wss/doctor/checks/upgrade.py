"""The opening handshake: is it answered, is the answer right, and whom does the server let in?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from websockets.utils import accept_key, generate_key

from chatsite.wss.doctor import lines
from chatsite.wss.doctor.answers import Answer
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.catalogue import check
from chatsite.wss.doctor.client import knock
from chatsite.wss.doctor.findings import Finding, fault, ok, skipped, warning
from chatsite.wss.doctor.meanings import meaning, unanswered

MINI_PROGRAM = "https://servicewechat.com"
FOREIGN = "https://elsewhere.example"
PROBE = ("chat",)
REFUSALS = (400, 401, 403)  # an Origin that is not welcome is answered with one of these


def origins(case: Case) -> dict[str, str | None]:
    """The Origins that clients of a server may have, in words."""
    return {
        _("the site's own (%(origin)s)") % {"origin": case.target.origin}: case.target.origin,
        _("none, as programs without a browser have"): None,
        _("WeChat mini-programs (%(origin)s)") % {"origin": MINI_PROGRAM}: MINI_PROGRAM,
        _("another site (%(origin)s)") % {"origin": FOREIGN}: FOREIGN,
        _("null, as of a file or a sandboxed frame"): "null",
    }


@check("WSS301", gettext_lazy("The upgrade to WebSocket is answered with 101"), needs=("WSS004",))
def answered(case: Case) -> Finding:
    """The first Origin that is let in is also that of all later checks: who is not is WSS304's."""
    answers = []
    for origin in origins(case).values():
        try:
            answers.append(knock(case, origin=origin))
        except TimeoutError as error:
            return unanswered(error)
        if answers[-1].status == 101:
            case.origin = origin
            return ok(_("A socket was opened."))
        if answers[-1].status not in REFUSALS:
            break
    return meaning(answers[0], case.target)


@check("WSS302", gettext_lazy("The answer to the handshake is right"), needs=("WSS301",))
def right(case: Case) -> Finding:
    key = generate_key()
    answer = knock(case, origin=case.origin, key=key)
    wrong = list(mistakes(answer, key))
    if not wrong:
        return ok(_("Sec-WebSocket-Accept, Upgrade and Connection are as RFC 6455 has them."))
    return fault(
        _("Browsers hang up at this answer: %(mistakes)s.") % {"mistakes": "; ".join(wrong)},
        _(
            "Only the WebSocket server makes this answer, for each client anew: let no proxy cache "
            "or change it, and use a WebSocket library that keeps to RFC 6455."
        ),
    )


def mistakes(answer: Answer, key: str):
    """What browsers reject in the head of a 101."""
    said = _("%(header)s is %(value)s")
    expected = {"Sec-WebSocket-Accept": accept_key(key), "Upgrade": "websocket"}
    for header, value in expected.items():
        found = answer.header(header)
        same = found == value if header.startswith("Sec") else found.lower() == value
        if not same:
            yield said % {"header": header, "value": found or _("missing")}
    if "upgrade" not in answer.header("Connection").lower():
        yield said % {"header": "Connection", "value": answer.header("Connection") or _("missing")}
    if extensions := answer.header("Sec-WebSocket-Extensions"):
        yield _("the extension %(name)s was not offered") % {"name": extensions}


@check(
    "WSS303",
    gettext_lazy("A subprotocol that a client offers is answered"),
    needs=("WSS302",),
    vital=("browser", "wechat"),
)
def subprotocol(case: Case) -> Finding:
    offered = case.target.subprotocols or PROBE
    answer = knock(case, origin=case.origin, subprotocols=offered)
    chosen = answer.header("Sec-WebSocket-Protocol")
    facts = {"offered": ", ".join(offered), "chosen": chosen, "status": answer.status}
    if chosen in offered:
        return ok(_("%(chosen)s was chosen from %(offered)s.") % facts)
    if chosen:
        return fault(
            _("The server answers %(chosen)s, which was not offered (%(offered)s).") % facts,
            _("Let the server choose one of those that the client offers; browsers hang up."),
        )
    if not case.target.subprotocols:
        return skipped(
            _(
                "None was named, and the server answers no made-up one (%(offered)s). Clients that "
                "offer one need an answer, mini-programs above all: try yours with --subprotocol."
            )
            % facts
        )
    return warning(
        _("None of %(offered)s is answered (%(status)s): browsers and mini-programs hang up.")
        % facts,
        _(
            "Let the server accept with one of those (Channels: await self.accept(subprotocol=…)), "
            "and let no proxy drop Sec-WebSocket-Protocol."
        ),
    )


@check(
    "WSS304",
    gettext_lazy("Clients of every Origin that matters are let in"),
    needs=("WSS302",),
    vital=("wechat",),
)
def welcome(case: Case) -> Finding:
    tried = origins(case)
    refused = [words for words, origin in tried.items() if knock(case, origin=origin).status != 101]
    seen = told([words for words in tried if words not in refused], refused)
    return judged(case.target.origin, {tried[words] for words in refused}, seen)


def told(welcomed: list[str], refused: list[str]) -> str:
    """Both lists, a sentence each."""
    seen = _("Let in: %(names)s.") % {"names": "; ".join(welcomed)}
    turned_away = _("Refused: %(names)s.") % {"names": "; ".join(refused)}
    return f"{seen} {turned_away}" if refused else seen


def judged(own: str, refused: set[str | None], seen: str) -> Finding:
    """That strangers are refused is no fault: it keeps their pages from using people's cookies."""
    if own in refused:
        cure = _(
            "Pages of this very site cannot connect. Set SITE_URL in .env (Django: ALLOWED_HOSTS) "
            "to %(origin)s. A proxy must pass the name on:"
        )
        return fault(seen, f"{cure % {'origin': own}}\n{lines.HOST}")
    if refused & {MINI_PROGRAM, None}:
        cure = _(
            "If mini-programs and programs without a browser are to connect, let the server "
            "accept %(origin)s and handshakes without an Origin; tokens tell who they are."
        )
        return warning(seen, cure % {"origin": MINI_PROGRAM})
    return ok(seen)
