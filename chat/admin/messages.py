"""Messages in the admin panel: to look at."""

from django.contrib import admin
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from chat.admin.bounded import ReadOnly

NEWEST = 10_000  # messages among which is searched: no index helps to find a part of a word


class Messages(ReadOnly):
    """The newest messages, of one room (`?room=3`) or of one author (`?author=7`) where asked.

    The search takes a part of a text, a whole username, or the slug of a room.
    """

    list_display = ("beginning", "room", "author", "created", "edited", "deleted")
    list_select_related = ("room", "author")
    search_fields = ("body",)
    fields = ("room", "seq", "author", "created", "edited", "deleted", "body")

    def get_ordering(self, request):
        """Along an index, whatever is asked for."""
        return ("room", "-seq") if "room" in request.GET else ("-pk",)

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        newest = queryset.order_by("-pk").values("pk")[:NEWEST]
        fits = Q(body__icontains=search_term) | Q(author__username__iexact=search_term)
        fits |= Q(room__slug=search_term)
        return queryset.filter(fits, pk__in=newest), False

    @admin.display(description=_("text"))
    def beginning(self, message):
        return Truncator(message.body).chars(80) or "–"
