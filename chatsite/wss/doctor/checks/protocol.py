"""WSS201 to WSS204: the versions and suites of TLS that the server takes, and those it must not."""

from typing import TypeGuard

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatsite.wss.doctor import suites
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.catalogue import check
from chatsite.wss.doctor.findings import Finding, fault, ok, skipped, warning
from chatsite.wss.doctor.hello import SSL3, TLS10, TLS11, TLS12, TLS13, VERSIONS, Alert, ServerHello
from chatsite.wss.doctor.questions import Answer, Closed, Silent, greet

ANY_12 = tuple(suites.STRONG | suites.OLD | suites.ALL_WEAK)
PAST = (TLS11, TLS10, SSL3)


def modern_cure() -> str:
    return _(
        "daphne -e ssl:… speaks TLS 1.2 and 1.3, and no other (minTLS=1.3 shuts 1.2 out, too); "
        "nginx: ssl_protocols TLSv1.2 TLSv1.3; Apache: SSLProtocol -all +TLSv1.2 +TLSv1.3"
    )


@check("WSS201", gettext_lazy("TLS 1.2 is offered"), ("WSS004",), ("wechat",), tls=True)
def tls12_is_offered(case: Case) -> Finding:
    said = greet(case, TLS12, ANY_12)
    if speaks(said, TLS12):
        return ok(_("It takes TLS 1.2 with %(suite)s.") % {"suite": suites.name(said.suite)})
    names = {"answer": told(said)}
    if speaks(greet(case), TLS13):
        return warning(
            _("TLS 1.2 is not offered (%(answer)s): mini-programs and older clients need it.")
            % names,
            modern_cure(),
        )
    return fault(
        _("Neither TLS 1.2 nor 1.3 is offered (%(answer)s): no client of today connects.") % names,
        modern_cure(),
    )


@check("WSS202", gettext_lazy("TLS 1.3 is offered"), ("WSS201",), tls=True)
def tls13_is_offered(case: Case) -> Finding:
    said = greet(case)
    if speaks(said, TLS13):
        return ok(_("It takes TLS 1.3 with %(suite)s.") % {"suite": suites.name(said.suite)})
    return warning(
        _("TLS 1.3, which connects in one round trip less, is not offered (%(answer)s).")
        % {"answer": told(said)},
        "\n".join((modern_cure(), _("An OpenSSL older than 1.1.1 has no TLS 1.3: upgrade it."))),
    )


@check("WSS203", gettext_lazy("Old versions of TLS are refused"), ("WSS004",), tls=True)
def old_versions_are_refused(case: Case) -> Finding:
    answers = {version: greet(case, version, ANY_12) for version in PAST}
    seen = ", ".join(f"{VERSIONS[version]}: {told(said)}" for version, said in answers.items())
    taken = [v for v, said in answers.items() if speaks(said, v)]
    if taken:
        return warning(
            _("Versions that have been broken for years are taken (%(answers)s).")
            % {"answers": seen},
            modern_cure(),
        )
    return settled(seen, answers.values())


def settled(seen: str, answers) -> Finding:
    """Nothing bad was taken; but silence is no refusal."""
    if any(isinstance(said, Silent) for said in answers):
        return skipped(_("It cannot be told (%(answers)s).") % {"answers": seen})
    return ok(_("They are refused (%(answers)s).") % {"answers": seen})


@check("WSS204", gettext_lazy("Weak cipher suites are refused"), ("WSS201",), tls=True)
def weak_suites_are_refused(case: Case) -> Finding:
    said = greet(case, TLS12, tuple(suites.ALL_WEAK))
    if isinstance(said, ServerHello):
        return weak_ones_taken(case)
    old = greet(case, TLS12, tuple(suites.OLD))
    if isinstance(old, ServerHello):
        return old_ones_taken(case, old)
    return settled(f"{', '.join(suites.WEAK)}: {told(said)}", [said, old])


def weak_ones_taken(case: Case) -> Finding:
    """Others beside them are what clients of today use; with none beside them nobody connects."""
    names = {"kinds": ", ".join(kinds_taken(case))}
    if takes_good_ones(case) or isinstance(greet(case, TLS12, tuple(suites.OLD)), ServerHello):
        seen = _("Cipher suites that protect nothing are taken: %(kinds)s.") % names
        return warning(seen, suites_cure())
    seen = _("Only cipher suites that no client of today has are taken: %(kinds)s.") % names
    return fault(seen, suites_cure())


def takes_good_ones(case: Case) -> bool:
    return speaks(greet(case), TLS13) or isinstance(
        greet(case, TLS12, tuple(suites.STRONG)), ServerHello
    )


def kinds_taken(case: Case):
    """RC4 (TLS_RSA_WITH_RC4_128_SHA), …"""
    for kind, members in suites.WEAK.items():
        said = greet(case, TLS12, tuple(members))
        if isinstance(said, ServerHello):
            yield f"{kind} ({suites.name(said.suite)})"


def old_ones_taken(case: Case, old: ServerHello) -> Finding:
    """Suites of the past that are not broken: fine beside good ones, not instead of them."""
    names = {"suite": suites.name(old.suite)}
    if takes_good_ones(case):
        return ok(
            _(
                "The weak ones are refused. Beside the good ones, old ones without forward secrecy "
                "or with CBC are taken, such as %(suite)s: only clients from before 2014 need them."
            )
            % names
        )
    return warning(
        _(
            "Only old suites are taken, such as %(suite)s, without forward secrecy or with CBC: "
            "attacks on them are known, and clients give them up one after another."
        )
        % names,
        suites_cure(),
    )


def suites_cure() -> str:
    return _(
        "daphne -e ssl:… without ciphers= takes good ones only; nginx: ssl_ciphers, Apache: "
        "SSLCipherSuite, both with ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
        "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
    )


def speaks(said: Answer, version: int) -> TypeGuard[ServerHello]:
    return isinstance(said, ServerHello) and said.version == version


def told(said: Answer) -> str:
    """An answer in a few words."""
    if isinstance(said, ServerHello):
        return _("it took %(version)s") % {"version": VERSIONS.get(said.version, hex(said.version))}
    if isinstance(said, Alert):
        return _("refused: %(alert)s") % {"alert": said}
    if isinstance(said, Closed):
        return _("the connection was reset") if said.reset else _("the connection was closed")
    return _("no answer") if isinstance(said, Silent) else _("an answer that is not TLS")
