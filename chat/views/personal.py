"""What is one's own: all of it as a file, and being forgotten. Each asks for the password again."""

from collections.abc import AsyncIterator
from typing import cast

from django.contrib.auth import alogout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chat.actions import erasing
from chat.actions.erasing import Erase
from chat.journal import journal
from chat.models import User
from chat.personal import exports, pieces
from chat.protocol.frames import Refusal
from chat.rates import passwords
from chat.wording import words


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
async def personal(request: HttpRequest) -> HttpResponseBase:
    """What somebody may do with all that is kept of them."""
    user = cast(User, await request.auser())
    if request.method != "POST":
        return page(request, user)
    try:
        passwords.take(user.pk)
        if problem := await wrong(request, user):
            return page(request, user, problem)
        if request.POST.get("do") == "erase":
            await journal().write(erasing.erase, user.pk, wish(request, user))
            await alogout(request)
            return redirect("login")
    except Refusal as refusal:
        return page(request, user, words(refusal, get_language() or "en"))
    return download(user)


async def wrong(request: HttpRequest, user: User) -> str | None:
    """Why this is not done, in words; None where it is to be."""
    known = user.has_usable_password()
    if known and not await user.acheck_password(request.POST.get("password", "")):
        return _("This is not your password. Type it again.")
    if request.POST.get("do") == "erase" and request.POST.get("username") != user.username:
        return _("Type your username, exactly as it stands there, to have your account erased.")
    return None


def wish(request: HttpRequest, user: User) -> Erase:
    """Who is to be forgotten, and whether with what they said."""
    return Erase(user.pk, request.POST.get("messages") == "purge")


def page(request: HttpRequest, user: User, problem: str = "") -> HttpResponse:
    """The page, with what was wrong with what was asked for."""
    about = {"person": user, "problem": problem, "asked": request.POST.get("do", "")}
    response = render(request, "personal/page.html", about, status=422 if problem else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def download(user: User) -> StreamingHttpResponse:
    """All that is kept of somebody, as it is read."""
    headers = {
        "Content-Type": "application/zip",
        "Content-Disposition": f'attachment; filename="chatsite-{user.pk}.zip"',
        "Cache-Control": "no-store",
    }
    return StreamingHttpResponse(read(user.pk, get_language() or "en"), headers=headers)


async def read(user: int, language: str) -> AsyncIterator[bytes]:
    """The pieces of somebody's file, one after the other."""
    source = pieces(user, language)
    while (piece := await exports.ask(next, source, None)) is not None:
        if piece:
            yield piece
