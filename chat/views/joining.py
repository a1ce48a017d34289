"""Coming into a room by an address: the link of an invite, or that of a public room."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

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
            return redirect_to_login(request.get_full_path())
        if request.method == "POST":
            joined = await journal().write(joining.join, who.user.id, command)
            return redirect("room", joined.room.room.id)
        found = await reads.ask(invitation, who.user.id, command)
    except Refusal as refusal:
        return refused(request, refusal)
    if found.joined:
        return redirect("room", found.room.id)
    response = render(request, "join.html", {"invitation": found})
    response.headers["Cache-Control"] = "no-store"
    return response
