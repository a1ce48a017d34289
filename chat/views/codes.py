"""QR codes: a link for a phone that looks at this screen."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from chat.identity import of_session
from chat.pool import reads
from chat.protocol.frames import Refusal
from chat.refusals import refused

MOST = 500  # bytes of a link


@require_POST
async def qr(request: HttpRequest) -> HttpResponse:
    """The body of the request, drawn: an SVG. By POST, for links with secrets stay out of logs."""
    try:
        if await of_session(request) is None:
            raise Refusal("not_signed_in")
        if len(request.body) > MOST:
            raise Refusal("too_big", limit=MOST)
        drawn = await reads.ask(draw, request.body)
    except Refusal as refusal:
        return refused(request, refusal)
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Cache-Control": "no-store"})


def draw(data: bytes) -> bytes:
    """A QR code as SVG, in one path; raises Refusal where there is nothing to draw."""
    import qrcode  # late: few ask for one, and every process would pay for it
    from qrcode.image.svg import SvgPathImage

    if not data:
        raise Refusal("blank")
    drawn = BytesIO()
    qrcode.make(data, image_factory=SvgPathImage).save(drawn)
    return drawn.getvalue()
