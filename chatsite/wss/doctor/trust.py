"""Whether clients trust a chain, and why they do not: WSS105. Pure."""

import datetime

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.utils.translation import gettext as _
from OpenSSL import crypto

from chatsite.wss.doctor.chain import Chain, signs_itself
from chatsite.wss.doctor.findings import Finding, fault, ok, skipped
from chatsite.wss.doctor.names import common_name, short

# Authorities that programs make for one machine: how their organization begins.
LOCAL = ("Chatsite local CA", "mkcert development CA", "Caddy Local Authority")
OF_TIME = (9, 10)  # X509_V_ERR_CERT_NOT_YET_VALID, …_HAS_EXPIRED: WSS102 tells it


def trusted(chain: Chain, now: datetime.datetime) -> Finding:
    """Somebody vouches for the chain whom clients know: this system, or who was named to us."""
    if not chain.authorities:
        return skipped(
            _("This machine has no list of authorities: apt install ca-certificates, or use --ca.")
        )
    if chain.anchor is None:
        return untrusted(chain)
    if problem := objection(chain, chain.anchor, now) or not_for_servers(chain.leaf):
        return fault(
            _("%(root)s vouches for it, but clients refuse it: %(problem)s.")
            % {"root": common_name(chain.anchor), "problem": problem},
            _(
                "Get another certificate, for a server (serverAuth), from an authority that may "
                "sign for this name: certbot certonly -d …; python3 manage.py makecert --force"
            ),
        )
    return ok(_("%(root)s vouches for it.") % {"root": common_name(chain.anchor)})


def untrusted(chain: Chain) -> Finding:
    """Told apart: self-signed, a local authority, and one that nobody here knows."""
    root = chain.last.subject if signs_itself(chain.last) else chain.last.issuer
    if signs_itself(chain.leaf):
        seen = _("It is self-signed: %(name)s vouches for itself, and no client believes that.")
        cure = _("For trials: python3 manage.py makecert, and let the clients trust its ca.pem.")
    elif is_local(root):
        seen = _("%(name)s signed it, a local authority: only machines that trust it believe it.")
        cure = _(
            "Or let the clients trust its ca.pem (python3 manage.py makecert tells how), and give "
            "that to this examination: --ca ca.pem"
        )
    else:
        seen = _("The authority %(name)s, which signed it, is not known here.")
        cure = _("If it is an authority of your own, let the clients trust it, and use --ca here.")
    public = _(
        "Get one that everybody trusts: python3 manage.py serve --domain …; certbot certonly -d …"
    )
    return fault(seen % {"name": short(root)}, f"{public}\n{cure}")


def is_local(name: x509.Name) -> bool:
    kinds = (x509.NameOID.ORGANIZATION_NAME, x509.NameOID.COMMON_NAME)
    texts = [str(part.value) for kind in kinds for part in name.get_attributes_for_oid(kind)]
    return any(text.startswith(LOCAL) for text in texts)


def objection(chain: Chain, anchor: x509.Certificate, now: datetime.datetime) -> str | None:
    """What OpenSSL, as clients use it, has against this chain: constraints, lengths, kinds."""
    store = crypto.X509Store()
    store.add_cert(crypto.X509.from_cryptography(anchor))
    store.set_flags(crypto.X509StoreFlags.PARTIAL_CHAIN)
    store.set_time(now)
    leaf, *others = map(crypto.X509.from_cryptography, chain.sent)
    try:
        crypto.X509StoreContext(store, leaf, others).verify_certificate()
    except crypto.X509StoreContextError as error:
        return None if error.errors[0] in OF_TIME else str(error)
    return None


def not_for_servers(leaf: x509.Certificate) -> str | None:
    try:
        uses = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (ValueError, x509.ExtensionNotFound):
        return None
    good = {ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE}
    return None if good & set(uses) else _("it is not for servers (extendedKeyUsage)")
