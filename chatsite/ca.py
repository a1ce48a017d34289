"""/ca.pem: the local CA, for the phones and other machines that are to trust this one."""

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def certificate(request):
    """The CA's certificate and never a key; 404 where people reach the site by its own name.

    What is read is understood first: a key that somebody has put into the same file stays there.
    """
    if not settings.SITE_IS_LOCAL:
        raise Http404
    try:
        ca = x509.load_pem_x509_certificate((settings.BASE_DIR / "ca.pem").read_bytes())
    except (OSError, ValueError):
        raise Http404 from None
    return HttpResponse(ca.public_bytes(Encoding.PEM), content_type="application/x-x509-ca-cert")
