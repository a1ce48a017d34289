"""A chain of certificates as it was sent, and how far it leads. Pure.

What is missing is not fetched from the address that a certificate names (AIA), as browsers do: the
clients that matter here do not either, and the doctor opens no address that a stranger chose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm


@dataclass(frozen=True)
class Chain:
    """The certificates that a server sends, the leaf first, and the authorities of its clients."""

    sent: Sequence[x509.Certificate]
    authorities: Sequence[x509.Certificate] = ()

    @property
    def leaf(self) -> x509.Certificate:
        return self.sent[0]

    @property
    def last(self) -> x509.Certificate:
        """Where the links end."""
        return self.links[-1]

    @cached_property
    def links(self) -> list[x509.Certificate]:
        """The leaf, the issuer of it, the issuer of that …, as far as they were sent."""
        links = [self.leaf]
        while not signs_itself(links[-1]):
            rest = (c for c in self.sent if c not in links and signed(links[-1], c))
            if (issuer := next(rest, None)) is None:
                break
            links.append(issuer)
        return links

    @cached_property
    def anchor(self) -> x509.Certificate | None:
        """The authority that vouches for a link, or has its key; None if nobody known does."""
        return next(filter(None, (voucher(link, self.authorities) for link in self.links)), None)

    @property
    def needed(self) -> list[x509.Certificate]:
        """The links up to the one that is vouched for: what clients look at, and no further."""
        vouched = (n for n, link in enumerate(self.links, 1) if voucher(link, self.authorities))
        return self.links[: next(vouched, None)]

    @property
    def strays(self) -> list[x509.Certificate]:
        """Sent for nothing: they sign none of the links, or were sent before."""
        return [
            certificate
            for index, certificate in enumerate(self.sent)
            if certificate not in self.links or certificate in self.sent[:index]
        ]

    @property
    def in_order(self) -> bool:
        """Whether each link was sent before its issuer."""
        places = [list(self.sent).index(link) for link in self.links]
        return places == sorted(places)

    @property
    def root_sent(self) -> bool:
        """Whether a root stands at the end that clients have anyway, or never will.

        The root of a private authority straight after the leaf is let be: public authorities never
        sign so, and people learn from it which authority they would have to trust.
        """
        return len(self.links) > 2 and signs_itself(self.last)


def signs_itself(certificate: x509.Certificate) -> bool:
    return certificate.issuer == certificate.subject and signed(certificate, certificate)


def signed(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the issuer's key made the signature of the certificate."""
    if certificate.issuer != issuer.subject:
        return False
    try:
        certificate.verify_directly_issued_by(issuer)
    except InvalidSignature:
        return False
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return True  # a kind that cannot be verified here: the names have to do
    return True


def voucher(
    link: x509.Certificate, authorities: Iterable[x509.Certificate]
) -> x509.Certificate | None:
    """The authority that signed this link, or that is it, perhaps in another signature's coat."""
    for authority in authorities:
        if authority.subject == link.subject and authority.public_key() == link.public_key():
            return authority
        if signed(link, authority):
            return authority
    return None


def names_its_issuer(certificate: x509.Certificate) -> bool:
    """Whether it says where on the web its issuer's certificate is, as public authorities do."""
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)
    except (ValueError, x509.ExtensionNotFound):
        return False
    issuers = x509.AuthorityInformationAccessOID.CA_ISSUERS
    return any(entry.access_method == issuers for entry in access.value)
