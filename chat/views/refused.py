"""Refusals as pages: why something is not shown, and the way back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from chat.protocol.frames import Refusal
from chat.refusals import OTHERWISE, STATUSES
from chat.wording import words


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A page that says why; raises Http404 where there is nothing."""
    if refusal.code == "not_found":
        raise Http404
    status = STATUSES.get(refusal.code, OTHERWISE)
    about = {"code": status.value, "text": words(refusal, get_language() or "en")}
    response = render(request, "refused.html", about, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
