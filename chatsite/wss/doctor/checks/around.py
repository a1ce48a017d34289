"""What is around the socket: the server's clock, its pages' cookies, plain HTTP, the scheme."""

import re
import time
from dataclasses import replace
from email.utils import parsedate_to_datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatsite.wss.doctor import lines
from chatsite.wss.doctor.answers import Answer, ask, printable
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.catalogue import check
from chatsite.wss.doctor.client import knock
from chatsite.wss.doctor.findings import Finding, fault, ok, skipped, warning

TOLERABLE, BAD = 30, 300  # seconds between two clocks
PAGES = ("/", "/login/", "/admin/login/")
SESSIONS = re.compile("sess|sid|auth|login", re.IGNORECASE)
FOR_SCRIPTS = re.compile("csrf|xsrf", re.IGNORECASE)  # pages read these on purpose
PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)


def visit(case: Case, path: str) -> Answer:
    """A page of the same server, in the same scheme; redirects are not followed."""
    with case.connect() as sock:
        fields = [("Connection", "close")]
        return ask(sock, case.target.authority, path, fields, case.target.patience)


@check("WSS502", gettext_lazy("The clocks agree"), needs=("WSS301",))
def clock(case: Case) -> Finding:
    skew = case.whoami["skew"] if case.whoami else by_date(case)
    if skew is None:
        return skipped(_("The server does not tell its time."))
    facts = {"seconds": abs(round(skew))}
    if abs(skew) <= TOLERABLE:
        return ok(_("The server's clock and this one are %(seconds)d s apart.") % facts)
    seen = (
        _("The server's clock is %(seconds)d s ahead of this one.")
        if skew > 0
        else _("The server's clock is %(seconds)d s behind this one.")
    )
    finding = fault if abs(skew) > BAD else warning
    return finding(
        seen % facts,
        _(
            "Certificates, logins and tokens expire by the clock. On the one that is wrong: "
            "timedatectl set-ntp true"
        ),
    )


def by_date(case: Case) -> float | None:
    """How far the server is ahead by the Date of its answers, which is exact to a second."""
    date = knock(case, origin=case.origin).header("Date")
    try:
        return (
            parsedate_to_datetime(date or visit(case, "/").header("Date")).timestamp() - time.time()
        )
    except (ValueError, OverflowError, OSError):
        return None


@check("WSS503", gettext_lazy("Cookies are safe"), needs=("WSS301",))
def cookies(case: Case) -> Finding:
    if not case.target.secure:
        return skipped(_("Only cookies that come over https can be safe."))
    found = {name: attributes for path in PAGES for name, attributes in baked(visit(case, path))}
    if not found:
        return skipped(_("Its pages set no cookies."))
    open_ = [name for name, attributes in found.items() if "secure" not in attributes]
    if open_:
        return fault(
            _("Cookies without Secure: %(names)s. Whoever listens on plain http reads them.")
            % {"names": ", ".join(open_)},
            _(
                "Set SITE_URL in .env to https://%(authority)s (Django: SESSION_COOKIE_SECURE = "
                "CSRF_COOKIE_SECURE = True)."
            )
            % {"authority": case.target.authority},
        )
    return loose(found)


def baked(answer: Answer):
    """The cookies of an answer: the name, and its attributes in lower case."""
    for line in answer.headers.get_all("Set-Cookie", []):
        pair, *attributes = line.split(";")
        name = printable(pair.partition("=")[0])
        yield name, {text.partition("=")[0].strip().lower() for text in attributes}


def loose(found: dict[str, set[str]]) -> Finding:
    """The finding for cookies that at least travel over https alone."""
    any_site = [name for name, attributes in found.items() if "samesite" not in attributes]
    scripts = [
        name
        for name, attributes in found.items()
        if "httponly" not in attributes and SESSIONS.search(name) and not FOR_SCRIPTS.search(name)
    ]
    names = ", ".join(dict.fromkeys(any_site + scripts))
    if not names:
        return ok(_("%(names)s: Secure and SameSite.") % {"names": ", ".join(found)})
    return warning(
        _("Cookies without SameSite, or open to scripts: %(names)s.") % {"names": names},
        _("Give them SameSite=Lax, and HttpOnly to those that keep a session."),
    )


@check("WSS504", gettext_lazy("Plain HTTP is sent on to https"), needs=("WSS003",))
def redirect(case: Case) -> Finding:
    target = case.target
    port = target.http_port or (80 if target.secure and target.port == 443 else None)
    if not port or not case.place:
        return skipped(_("It is not known where plain HTTP is served; --http-port says it."))
    family, (address, _port, *rest) = case.place
    host = replace(target, scheme="ws", port=port).authority
    try:
        with case.dial((family, (address, port, *rest))) as sock:
            answer = ask(sock, host, "/", [("Connection", "close")], target.patience)
    except OSError as error:
        finding = nothing(port, error)
        return finding if target.http_port else skipped(finding.seen)
    return sent_on(answer, target.host, port)


def nothing(port: int, error: OSError) -> Finding:
    return warning(
        _("Nothing answers on port %(port)d (%(error)s).")
        % {"port": port, "error": error.strerror or error},
        _("Whoever types the address without https:// gets nowhere: daphne, serve: -e redirect:80"),
    )


def sent_on(answer: Answer, host: str, port: int) -> Finding:
    place = answer.header("Location")
    facts = {"port": port, "status": answer.status, "place": place, "host": host}
    secure = answer.status in REDIRECTS and place.lower().startswith("https://")
    if secure and answer.status in PERMANENT:
        return ok(_("Port %(port)d sends browsers to %(place)s (%(status)d).") % facts)
    if secure:
        seen = _("Port %(port)d sends browsers to %(place)s, but only for now (%(status)d).")
    else:
        seen = _("Port %(port)d answers in the clear (%(status)d) and sends nobody to https.")
    return warning(seen % facts, lines.REDIRECT % facts)


@check("WSS505", gettext_lazy("The server knows in which scheme clients come"), needs=("WSS302",))
def scheme(case: Case) -> Finding:
    if case.whoami is None:
        return skipped(_("The server does not tell it."))
    seen = printable(str(case.whoami.get("scheme")))
    facts = {"seen": seen, "scheme": case.target.scheme}
    if seen == case.target.scheme:
        return ok(_("It says %(seen)s.") % facts)
    cure = _("Without it pages make wrong links and refuse forms. Let the proxy say it:")
    return warning(
        _("Clients come by %(scheme)s://, the server says %(seen)s://.") % facts,
        f"{cure}\n{lines.SCHEME}",
    )
