"""The rooms that anybody may find and join."""

from django.db.models import Q
from django.utils.text import slugify

from chat.lines import one_line
from chat.models import wire
from chat.models.room import Room
from chat.protocol.commands import RoomList
from chat.protocol.replies import Rooms

PAGE = 50


def listed(user: int, command: RoomList) -> Rooms:
    """A page of the public rooms in the order of their slugs, in one query."""
    public = Room.objects.filter(kind=Room.Kind.PUBLIC, slug__gt=one_line(command.after))
    if words := one_line(command.q):
        # No database folds the case of all letters; slugs are in lower case.
        slug = slugify(words, allow_unicode=True)
        public = public.filter(Q(title__icontains=words) | Q(slug__contains=slug or words))
    rows = list(public.order_by("slug")[: PAGE + 1])
    return Rooms(rooms=[wire.room(row) for row in rows[:PAGE]], more=len(rows) > PAGE)
