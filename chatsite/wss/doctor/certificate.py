"""What a chain of certificates is worth to clients: WSS101 to WSS106, but for trust. Pure.

The doctor and the system checks (`manage.py check`) judge by these same functions.
"""

import datetime
from collections.abc import Iterator

from cryptography import x509
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chatsite.wss.doctor.chain import Chain, names_its_issuer, signs_itself
from chatsite.wss.doctor.findings import Finding, fault, faults, ok, warning, warnings
from chatsite.wss.doctor.names import common_name, is_for, names, short
from chatsite.wss.doctor.strength import weaknesses

SOON = datetime.timedelta(days=14)
SHOWN = 5  # names of a certificate; some have hundreds


def for_name(leaf: x509.Certificate, host: str) -> Finding:
    """WSS101: it is for the name, or the address, that clients connect to."""
    told = {"host": host, "names": listed(names(leaf)), "subject": common_name(leaf)}
    if is_for(leaf, host):
        return ok(_("It is for %(names)s.") % told)
    cure = _(
        "Get a certificate for %(host)s: certbot certonly -d %(host)s; of the local CA: "
        "python3 manage.py makecert --force %(host)s\n"
        "Or let clients connect to a name that is in it. Behind nginx or Apache, the server_name "
        "or ServerName with the right certificate must be %(host)s."
    )
    if names(leaf):
        return fault(_("It is for %(names)s, not for %(host)s.") % told, cure % told)
    return fault(
        _(
            "It names no host in subjectAltName; that it is called %(subject)s counts for nothing "
            "today."
        )
        % told,
        cure % told,
    )


def listed(names: list[str]) -> str:
    rest = f" … ({len(names)})" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + rest


def in_time(chain: Chain, now: datetime.datetime) -> Finding:
    """WSS102: each link is valid now, and the first to end is so for some days."""
    for link in chain.needed:
        if link.not_valid_before_utc > now:
            return not_yet(link)
    first = min(chain.needed, key=lambda link: link.not_valid_after_utc)
    left, cure = first.not_valid_after_utc - now, renewal(first == chain.leaf)
    told = {"name": common_name(first), "date": day(first.not_valid_after_utc), "days": left.days}
    if left < datetime.timedelta(0):
        return fault(_("The certificate of %(name)s expired on %(date)s.") % told, cure)
    seen = ngettext(
        "The certificate of %(name)s is valid until %(date)s: %(days)s more day.",
        "The certificate of %(name)s is valid until %(date)s: %(days)s more days.",
        left.days,
    )
    return warning(seen % told, cure) if left < enough(first) else ok(seen % told)


def enough(certificate: x509.Certificate) -> datetime.timedelta:
    """Two weeks; less for those that live for days only, and are renewed in their last third."""
    lifetime = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    return min(SOON, lifetime / 4)


def not_yet(certificate: x509.Certificate) -> Finding:
    told = {"name": common_name(certificate), "date": day(certificate.not_valid_before_utc)}
    return fault(
        _("The certificate of %(name)s is not valid before %(date)s.") % told,
        _(
            "Compare the clock of this machine with the true time (timedatectl), then that of the "
            "machine on which the certificate was made. If both are right: get another one."
        ),
    )


def renewal(of_leaf: bool) -> str:
    if not of_leaf:
        return _(
            "Get the certificate anew, with the authority's present intermediate: "
            "certbot renew --force-renewal"
        )
    return _(
        "Renew it: certbot renew; of the local CA: python3 manage.py makecert --force\n"
        "This server takes the new file up by itself; nginx: nginx -s reload; Apache: apachectl "
        "graceful"
    )


def day(moment: datetime.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def whole(chain: Chain) -> Finding:
    """WSS103: all that stands between the leaf and a root was sent."""
    told = {"name": common_name(chain.last), "issuer": short(chain.last.issuer)}
    if chain.anchor:
        return ok(complete(chain, chain.anchor))
    if signs_itself(chain.last):
        return ok(_("It ends with %(name)s, which signed itself.") % told)
    if chain.last == chain.leaf or names_its_issuer(chain.last):
        return fault(
            _(
                "The certificate of %(issuer)s, which signed that of %(name)s, was not sent: "
                "phones, mini-programs and programs cannot verify the chain. Browsers hide it, as "
                "most know the certificate or fetch it."
            )
            % told,
            _(
                "Let the server send it: certKey=fullchain.pem (not cert.pem); nginx: "
                "ssl_certificate fullchain.pem; Apache: SSLCertificateFile fullchain.pem\n"
                "If %(issuer)s is the root of an authority of your own: give its file with --ca."
            )
            % told,
        )
    return ok(_("It leads to %(issuer)s, which is not known here.") % told)


def complete(chain: Chain, root: x509.Certificate) -> str:
    count = len(chain.sent)
    seen = ngettext(
        "%(count)s certificate sent, up to the root %(root)s.",
        "%(count)s certificates sent, up to the root %(root)s.",
        count,
    )
    return seen % {"count": count, "root": common_name(root)}


def in_order(chain: Chain) -> Finding:
    """WSS104: the leaf, then each one's issuer, and nothing else."""
    return warnings(
        [*out_of_order(chain), *strays(chain), *needless_root(chain)],
        _("Leaf first, then each one's issuer, and nothing else."),
    )


def out_of_order(chain: Chain) -> Iterator[tuple[str, str]]:
    if not chain.in_order:
        yield (
            _("They come in the order %(names)s, and some clients give up on that.")
            % {"names": ", ".join(map(common_name, chain.sent))},
            _("Write the file in the order %(names)s, as in fullchain.pem.")
            % {"names": ", ".join(map(common_name, chain.links))},
        )


def strays(chain: Chain) -> Iterator[tuple[str, str]]:
    for stray in chain.strays:
        seen = (
            _("The certificate of %(name)s is sent twice.")
            if stray in chain.links
            else _("The certificate of %(name)s is sent for nothing: it signed none of the others.")
        )
        yield (
            seen % {"name": common_name(stray)},
            _("Take it out of the certificate's file (certKey=, extraCertChain=)."),
        )


def needless_root(chain: Chain) -> Iterator[tuple[str, str]]:
    if chain.root_sent:
        yield (
            _("The root %(name)s is sent, which makes every handshake longer and convinces nobody.")
            % {"name": common_name(chain.last)},
            _("Take the last certificate out of the certificate's file (certKey=)."),
        )


def strong(chain: Chain) -> Finding:
    """WSS106: keys and signatures that clients accept."""
    return faults(
        (
            (
                _("The certificate of %(name)s has a weakness: %(weakness)s.")
                % {"name": common_name(link), "weakness": weakness},
                _(
                    "Get one with an ECDSA P-256 or RSA 2048 key, signed with SHA-256: "
                    "certbot certonly --key-type ecdsa -d …; python3 manage.py makecert --force"
                ),
            )
            for link in chain.needed
            for weakness in weaknesses(link)
        ),
        _("Keys and signatures are as strong as clients ask."),
    )
