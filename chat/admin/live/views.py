"""The live page, what it asks for every other second, and what it does."""

from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chat.actions.dismissing import note
from chat.admin.live import gathering
from chat.admin.live.words import words
from chat.hub.looks import SORTS, Target, Wanted
from chat.journal import journal
from chat.lines import one_line
from chat.models.titles import rooms_called
from chat.pool import reads
from chat.protocol.frames import Refusal
from chat.refusals import refused

SEE, CLOSE = "chat.view_sockets", "chat.close_sockets"
DOORS = ("chat", "broadcast", "echo", "whoami")
LONGEST = 100  # characters of what is searched for, or of a reason


@never_cache
@require_safe
def page(request):
    """The page, for who may see who is connected."""
    if not admin.site.has_permission(request):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    about = {
        "title": _("Live connections"),
        "doors": DOORS,
        "live": {
            "words": words(),
            "may_close": request.user.has_perm(CLOSE),
            "user": reverse("admin:chat_user_change", args=[0]),
            "room": reverse("admin:chat_room_change", args=[0]),
        },
    }
    return render(request, "admin/live.html", admin.site.each_context(request) | about)


@never_cache
@require_safe
async def sockets(request):
    """Who is connected, as JSON: those of whom `q` is a part, by `door`, `sort` and `falling`."""
    if not await sync_to_async(may)(request, SEE):
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    try:
        wanted = wanted_by(request.GET)
        wanted.rooms = await reads.ask(rooms_called, wanted.text)
        return JsonResponse(await gathering.look(wanted))
    except Refusal as refusal:
        return refused(request, refusal)


@require_POST
async def close(request):
    """Close a socket, by `process` and `number`, or all of a `user`'s, with a `reason`."""
    if not await sync_to_async(may)(request, CLOSE):
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    try:
        target = target_of(request.POST)
        found = await gathering.close(target)
        if closed := found["closed"]:
            await journal().write(note, request.user.pk, closed, target.reason)
        return JsonResponse({"closed": len(closed), "silent": found["silent"]})
    except Refusal as refusal:
        return refused(request, refusal)


def may(request, permission):
    """Whether whoever asks may come in here, and do this."""
    return admin.site.has_permission(request) and request.user.has_perm(permission)


def wanted_by(asked):
    """Which sockets are asked for; what cannot be asked for is as if it were not there."""
    text = one_line(asked.get("q", ""))[:LONGEST].casefold()
    sort = asked.get("sort")
    return Wanted(
        text=text,
        door=asked.get("door", "")[:LONGEST],
        sort=sort if sort in SORTS else "since",
        falling=asked.get("falling") != "0",
    )


def target_of(asked):
    """Which sockets are to be closed; raises Refusal where nothing is named."""
    numbers = [number_of(asked.get(name, "")) for name in ("user", "number")]
    if not any(numbers):
        raise Refusal("not_found")
    process, reason = asked.get("process", "")[:LONGEST], one_line(asked.get("reason", ""))
    return Target(user=numbers[0], number=numbers[1], process=process, reason=reason[:LONGEST])


def number_of(text):
    """The number, or 0 for what is none."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 16 else 0
