"""What rooms are called, for whoever runs the site."""

from collections.abc import Collection

from django.db.models import Q

from chat.models.room import Room

MOST = 50  # rooms that a few letters may mean


def rooms_called(text: str) -> list[int]:
    """The rooms that have this in their title, or as their slug; none without a text."""
    if not text:
        return []
    called = Room.objects.filter(Q(title__icontains=text) | Q(slug=text))
    return list(called.order_by("pk").values_list("pk", flat=True)[:MOST])


def titles(rooms: Collection[int]) -> dict[int, str]:
    """The titles of these rooms; those of direct rooms are empty."""
    return dict(Room.objects.filter(pk__in=rooms).values_list("pk", "title"))
