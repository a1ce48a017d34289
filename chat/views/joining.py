"""Coming into a room by an address: the link of an invite, or that of a public room."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from chat.accounts import opening
from chat.actions import joining
from chat.identity import of_session
from chat.journal import journal
from chat.models.invitation import invitation
from chat.pool import reads
from chat.protocol.commands import RoomJoin
from chat.protocol.frames import Refusal
from chat.views.refused import refused


@require_http_methods(["GET", "HEAD", "POST"])
async def join(
    request: HttpRequest, invite: str | None = None, room: int | None = None
) -> HttpResponse:
    """What room it is and who invites; one press, and one is in."""
    command = RoomJoin(ref=0, invite=invite, room=room)
    try:
        who = await of_session(request)
        if who is None:
            return await greet(request, command)
        if request.method == "POST":
            joined = await journal().write(joining.join, who.user.id, command)
            return redirect("room", joined.room.room.id)
        found = await reads.ask(invitation, who.user.id, command)
    except Refusal as refusal:
        return refused(request, refusal)
    if found.joined:
        return redirect("room", found.room.id) if found.room else redirect("chat")
    return page(request, {"invitation": found})


async def greet(request: HttpRequest, command: RoomJoin) -> HttpResponse:
    """The ways in for who is not signed in; raises Refusal.

    The browser keeps the invite: whoever signs up by it, or comes as a guest, is in the room at
    once.
    """
    strangers = settings.GUESTS or settings.SIGN_UP != "closed"
    if command.invite is None or not strangers:
        return redirect_to_login(request.get_full_path())
    found = await reads.ask(invitation, None, command)
    await request.session.aset(opening.INVITE, command.invite)
    signs_up = settings.SIGN_UP != "closed"
    ways = {"stranger": True, "signs_up": signs_up, "guests": settings.GUESTS}
    return page(request, {"invitation": found, **ways})


def page(request: HttpRequest, about: dict[str, Any]) -> HttpResponse:
    """What is said before one goes in; no browser keeps it."""
    response = render(request, "join.html", about)
    response.headers["Cache-Control"] = "no-store"
    return response
